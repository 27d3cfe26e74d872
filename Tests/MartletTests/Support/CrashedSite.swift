import Foundation
import GRDB
import Images
import Testing

@testable import Martlet

/// A site with one whole post, in a data directory that servers of the real program open one after the other.
struct CrashedSite: Sendable {
    private let folder: TemporaryFolder
    private let token: String

    init() async throws {
        folder = try TemporaryFolder()
        let data = try await Self.open(folder)
        let scope = try #require(Scope("create update delete media"))
        token = try await TokenIssuer(database: data.database, clock: data.clock).issue(scope: scope, name: "test")
        try data.close()
        let first = try await post(failing: nil)
        #expect(first?.status == 201)
    }

    func environment(failing failpoint: String? = nil) -> [String: String] {
        var environment = TestSite.environment(folder)
        environment["MARTLET_FAILPOINT"] = failpoint
        return environment
    }

    /// Posts a note with a photo to a server with an armed failpoint; nil when no answer came.
    func post(failing failpoint: String?) async throws -> WireResponse? {
        try await posts(1, failing: failpoint).first ?? nil
    }

    func posts(_ count: Int, text: String? = nil, failing failpoint: String?) async throws -> [WireResponse?] {
        let answers = Answers()
        try await Program.serving(environment: environment(failing: failpoint)) { port in
            for _ in 0..<count { await answers.append(try? await send(text, to: port)) }
        }
        return await answers.all
    }

    /// Posts a note with a photo to a server that runs.
    func send(_ text: String? = nil, to port: Int) async throws -> WireResponse {
        let text = text ?? "With a photo " + RandomBytes.hex(4)
        let multipart = Multipart([.field("content", text), .file("photo", Self.picture(text))])
        let headers = [("Content-Type", multipart.contentType), ("Authorization", "Bearer " + token)]
        return try await Wire(port: port).send("POST", "/micropub", headers: headers, body: multipart.body)
    }

    /// A picture of its own for each text, as equal ones would be stored once.
    private static func picture(_ text: String) -> [UInt8] {
        let seed = text.utf8.reduce(UInt64(14_695_981_039_346_656_037)) { ($0 ^ UInt64($1)) &* 1_099_511_628_211 }
        return Pictures.bytes(SamplePicture(type: .png, width: 40, height: 30, seed: seed))
    }

    /// Asks a server with an armed failpoint to change the one post; the status, or nil when no answer came.
    func change(_ change: String, failing failpoint: String?) async throws -> Int? {
        let data = try await Self.open(folder)
        let path = try await data.database.read { try EntryStore.entry(id: 1, $0) }?.path ?? ""
        try data.close()
        let body = "{\(change), \"url\": \"https://site.example\(path)\"}"
        let answers = Answers()
        try await Program.serving(environment: environment(failing: failpoint)) { port in
            let headers = [("Content-Type", "application/json"), ("Authorization", "Bearer " + token)]
            await answers.append(
                try? await Wire(port: port).send("POST", "/micropub", headers: headers, body: Array(body.utf8)))
        }
        return await answers.all.first??.status
    }

    /// Asks a server with an armed failpoint to delete the file of the one post.
    func deleteFile(failing failpoint: String?) async throws -> Int? {
        let data = try await Self.open(folder)
        let names = try await data.database.read { tx in
            try String.fetchAll(tx, sql: "SELECT name FROM media UNION SELECT name FROM removedMedia")
        }
        try data.close()
        let body = "action=delete&url=https://site.example/media/\(names.first ?? "")/full.png"
        let answers = Answers()
        try await Program.serving(environment: environment(failing: failpoint)) { port in
            let headers = [
                ("Content-Type", "application/x-www-form-urlencoded"), ("Authorization", "Bearer " + token),
            ]
            await answers.append(
                try? await Wire(port: port).send("POST", "/media", headers: headers, body: Array(body.utf8)))
        }
        return await answers.all.first??.status
    }

    /// The data directory, by the clock of the program: the real one.
    private static func open(_ folder: TemporaryFolder) async throws -> OpenData {
        try await TestSite.open(folder, now: Clock(zone: .gmt).now)
    }

    /// Makes a link to the one post that opens once.
    func share() async throws -> String {
        let data = try await Self.open(folder)
        defer { try? data.close() }
        return try await ShareKeeper(database: data.database, clock: data.clock).create(
            Share.Wish(target: .entry(1), lifetime: 30 * 86_400)
        ).text
    }

    /// Opens a link, as a browser does; the status, or nil when no answer came.
    func openShare(_ path: String, failing failpoint: String?) async throws -> Int? {
        let answers = Answers()
        try await Program.serving(environment: environment(failing: failpoint)) { port in
            let page = try await Wire(port: port).send("GET", path)
            let cookie = page["set-cookie"]?.split(separator: ";").first.map(String.init) ?? ""
            let headers = [("Content-Type", "application/x-www-form-urlencoded"), ("Cookie", cookie)]
            await answers.append(
                page.status == 410
                    ? page
                    : try? await Wire(port: port).send(
                        "POST", path, headers: headers, body: Array("csrf=\(page.hidden("csrf") ?? "")".utf8)))
        }
        return await answers.all.first??.status
    }

    /// How many pictures there are.
    func photos() async throws -> Int {
        let data = try await Self.open(folder)
        defer { try? data.close() }
        return try await data.database.read { try Int.fetchOne($0, sql: "SELECT count(*) FROM media") ?? -1 }
    }

    /// How many earlier versions the posts have.
    func changes() async throws -> Int {
        let data = try await Self.open(folder)
        defer { try? data.close() }
        return try await data.database.read { try Int.fetchOne($0, sql: "SELECT count(*) FROM revision") ?? -1 }
    }

    /// Makes work for every step of a start: a decided deletion and a directory without a row, beside what a crash left.
    func leaveWork() async throws {
        let data = try await Self.open(folder)
        let stray = data.folder.directory(of: String(repeating: "ab", count: 16))
        try Disk.makeDirectories(stray)
        try Data("x".utf8).write(to: URL(fileURLWithPath: stray + "/original"))
        let doomed = String(repeating: "cd", count: 16)
        try Disk.makeDirectories(data.folder.directory(of: doomed))
        try await data.database.write { tx in
            try tx.execute(
                literal: """
                    INSERT INTO storedFile (name, kind, mediaType, sizeBytes, totalBytes, sha256, madeAt, deletedAt)
                    VALUES (\(doomed), 'picture', 'image/png', 1, 1, zeroblob(32), 0, 1)
                    """)
            try tx.execute(
                literal: """
                    INSERT INTO media (name, fileID, uploadedAt, deletedAt)
                    VALUES (\(doomed), \(tx.lastInsertedRowID), 0, 1)
                    """)
        }
        try data.close()
    }

    /// Starts the server once more and checks that all is whole and nothing is left over.
    func expect(entries: Int, after point: Failpoint, sourceLocation: SourceLocation = #_sourceLocation) async throws {
        try await Program.serving(environment: environment()) { port in
            let feed = try await Wire(port: port).send("GET", "/feed.atom")
            #expect(feed.text.matches(of: /<entry>/).count == entries, "\(point)", sourceLocation: sourceLocation)
            for enclosure in feed.text.matches(of: /rel="enclosure" [^>]*href="https:\/\/site.example([^"]+)"/) {
                let picture = try await Wire(port: port).send("GET", String(enclosure.output.1))
                #expect(picture.status == 200, "\(point)", sourceLocation: sourceLocation)
            }
        }
        let doctor = try await Program.run("doctor", environment: environment())
        #expect(doctor.status == 0, "\(point): \(doctor.output)\(doctor.complaint)", sourceLocation: sourceLocation)
        let data = try await Self.open(folder)
        let counts = try await data.database.read { tx in
            try [StoredFileStore.expected(after: 0, limit: 100, tx).count]
        }
        let directories = try data.mediaFiles().filter { $0.hasPrefix("media/") && $0.hasSuffix("/original") }
        #expect(counts == [entries], "\(point)", sourceLocation: sourceLocation)
        #expect(directories.count == entries, "\(point)", sourceLocation: sourceLocation)
        try data.close()
    }

    /// What was moved to `lost+found`.
    func lostFiles() throws -> [String] {
        try Disk.names(in: folder.path + "/data/lost+found").map(\.name)
    }
}

private actor Answers {
    private(set) var all: [WireResponse?] = []

    func append(_ answer: WireResponse?) { all.append(answer) }
}
