import Foundation
import Testing

@testable import Martlet

@Suite struct `Recovery at start` {
    @Test func `an abandoned upload goes, one that another process holds stays`() async throws {
        let folder = try TemporaryFolder()
        let data = try await TestSite.open(folder)
        let live = try await Upload.begin(
            in: data.folder, name: RandomBytes.hex(16), filename: "", for: .photo, time: "20261121072000")
        try await live.append(Array("held".utf8))
        for name in ["20261121072000_dead", "20261121072000_empty"] {
            try Disk.makeDirectory(data.folder.uploads + "/" + name)
        }
        try Data("x".utf8).write(to: URL(fileURLWithPath: data.folder.uploads + "/20261121072000_dead/original"))

        let findings = try await data.findings(repairing: true)

        #expect(findings.map(\.kind) == [.abandonedUpload, .abandonedUpload])
        #expect(try Disk.names(in: data.folder.uploads).map(\.name) == ["20261121072000_" + live.name])
        await live.abandon()
        #expect(try Disk.names(in: data.folder.uploads).isEmpty)
    }

    @Test func `what has no row is moved aside, and nothing outside is touched through a link`() async throws {
        let folder = try TemporaryFolder()
        let data = try await TestSite.open(folder)
        let outside = folder.path + "/outside"
        try Disk.makeDirectory(outside)
        try Data("x".utf8).write(to: URL(fileURLWithPath: outside + "/original"))
        let stray = data.folder.directory(of: String(repeating: "ab", count: 16))
        try Disk.makeDirectories(stray)
        try Data("x".utf8).write(to: URL(fileURLWithPath: data.folder.root + "/note.txt"))
        for link in [data.folder.uploads + "/link", data.folder.shard(of: "ab") + "/link", data.folder.root + "/zz"] {
            #expect(symlink(outside, link) == 0)
        }

        let findings = try await data.findings(repairing: true)

        #expect(findings.count == 5)
        #expect(Set(findings.map(\.kind)) == [.withoutRow])
        #expect(Disk.kind(of: outside + "/original") == .file(size: 1))
        #expect(try Disk.names(in: data.folder.lostAndFound).count == 5)
        #expect(try await data.findings(repairing: true) == [])
    }

    @Test func `a picture with a file gone or cut is reported and marked until it is back`() async throws {
        try await TestSite.with { site in
            let data = site.data
            _ = try await site.upload(Pictures.png)
            let photo = try #require(
                try await data.database.read { try StoredFileStore.expected(after: 0, limit: 1, $0) }.first)
            let file = data.folder.directory(of: photo.name) + "/full.png"
            let bytes = try Data(contentsOf: URL(fileURLWithPath: file))

            try bytes.dropLast().write(to: URL(fileURLWithPath: file))
            #expect(try await data.findings(repairing: true) == [MediaFinding(.missingFile, path: file)])
            try FileManager.default.removeItem(atPath: file)
            #expect(try await data.findings(repairing: true).map(\.kind) == [.missingFile])
            #expect(try await data.isMissing(photo.id))
            try bytes.write(to: URL(fileURLWithPath: file))
            #expect(try await data.findings(repairing: true) == [])
            #expect(try await !data.isMissing(photo.id))
        }
    }

    @Test func `doctor reports the same, changes nothing, and exits with 1`() async throws {
        let folder = try TemporaryFolder()
        let data = try await TestSite.open(folder)
        let stray = data.folder.directory(of: String(repeating: "ab", count: 16))
        try Disk.makeDirectories(stray)
        try data.close()
        let environment = TestSite.environment(folder)

        let first = try await Program.run("doctor", environment: environment)
        let second = try await Program.run("doctor", environment: environment)
        #expect(first.status == 1)
        #expect(first.output.contains("without-row: " + stray))
        #expect(second.output == first.output)
    }
}

extension OpenData {
    fileprivate func findings(repairing: Bool) async throws -> [MediaFinding] {
        let (stream, continuation) = AsyncStream.makeStream(of: MediaFinding.self)
        try await MediaRecovery(folder: folder, database: database, clock: clock).run(repairing: repairing) {
            continuation.yield($0)
        }
        continuation.finish()
        return await stream.reduce(into: []) { $0.append($1) }
    }

    fileprivate func isMissing(_ id: Int64) async throws -> Bool {
        try await database.read { try StoredFileStore.expected(after: id - 1, limit: 1, $0) }.first?.isMissing == true
    }
}
