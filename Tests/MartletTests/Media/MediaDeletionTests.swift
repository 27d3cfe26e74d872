import Foundation
import IndieWeb
import Testing

@testable import Martlet

@Suite struct `Deleting and failing uploads` {
    @Test func `204 for a file that nobody shows; its files go, and its address answers 410`() async throws {
        try await TestSite.with { site in
            let token = try await site.token("create media delete")
            let url = try await Self.upload(site, token)
            let first = try await Self.delete(url, site, token)
            #expect(first.status == 204)
            #expect(try await site.parts.writing.jobs.runDue() == 1)
            #expect(try site.mediaFiles() == [])
            #expect(try await site.count("storedFile") + site.count("media") == 0)
            #expect(try await site.send("GET", url.path).status == 410)
            #expect(try await site.send("GET", "/media/\(String(repeating: "0", count: 32))/full.png").status == 404)
            #expect(try await Self.delete(url, site, token).status == 204)
            let json = #"{"action": "delete", "url": "\#(url)"}"#
            let again = try await site.send(
                "POST", "/media",
                headers: [("Authorization", "Bearer " + token), ("Content-Type", "application/json")],
                body: Array(json.utf8))
            #expect(again.status == 204)
        }
    }

    @Test func `400 with the posts that show it, while they do`() async throws {
        try await TestSite.with { site in
            let token = try await site.token("create media delete update")
            let url = try await Self.upload(site, token)
            let post = try #require(try await site.postForm("content=x&photo=\(url)", token: token).location)
            let refused = try await Self.delete(url, site, token)
            #expect(refused.status == 400)
            #expect(refused.errorDescription?.contains(post) == true)
            try await site.postJSON(#"{"action":"update","url":"\#(post)","delete":["photo"]}"#, token: token)
            #expect(try await Self.delete(url, site, token).status == 204)
        }
    }

    @Test func `403 without both scopes, 400 for an address that is no file`() async throws {
        try await TestSite.with { site in
            let token = try await site.token("create media delete")
            let url = try await Self.upload(site, token)
            for scope in ["media", "delete", "create media update"] {
                #expect(try await Self.delete(url, site, try await site.token(scope)).status == 403)
            }
            for wrong in [
                "https://site.example/notes/x", "https://evil.example/media/x", url.replacing("full", with: "x") + "/y",
            ] {
                #expect(try await Self.delete(wrong, site, token).status == 400)
            }
            #expect(try await site.postFields("/media", [("action", "delete"), ("url", url)]).status == 401)
        }
    }

    @Test func `a start finishes what a crash left of a deletion`() async throws {
        try await TestSite.with { site in
            let token = try await site.token("create media delete")
            let url = try await Self.upload(site, token)
            _ = try await Self.delete(url, site, token)
            try await site.data.recover()
            #expect(try site.mediaFiles() == [])
            #expect(try await site.parts.writing.jobs.runDue() == 1, "the job finds nothing left to do")
            #expect(try await site.count("job") == 0)
        }
    }

    @Test func `uploads that fail are kept where the owner wants that, under harmless names and never served`()
        async throws
    {
        let settings = ["MARTLET_DEBUG_SAVE_FAILED_UPLOADS": "1"]
        let time = Counter()
        try await TestSite.with(settings: settings, now: { TestSite.start + Int64(time.value) * 8 * 86_400 }) { site in
            let token = try await site.token()
            let broken = Array(Pictures.png.prefix(Pictures.png.count / 2))
            let refused = try await site.postMultipart(
                [
                    .field("content", "x"),
                    .file("photo", broken, filename: "../../../etc/p%C3%A9 .png", type: "image/png"),
                ],
                token: token)
            #expect(refused.status == 400)
            _ = try await site.postMultipart([.field("content", "x"), .file("photo", Pictures.png)], token: token)

            let kept = try Self.kept(site)
            #expect(kept.count == 1)
            #expect(
                kept.first?.name.wholeMatch(of: /20261121072000-[0-9a-f]{8}-[A-Za-z0-9._-]+\.png/) != nil, "\(kept)")
            #expect(kept.first?.bytes == broken)
            #expect(try await site.send("GET", "/failed-uploads/" + (kept.first?.name ?? "")).status == 404)
            #expect(try await site.parts.writing.refused.all().first?.body == "content=x")

            time.increase()
            try await site.parts.writing.sweeper.sweep(Self.job)
            #expect(try Self.kept(site).isEmpty)
        }
    }

    @Test func `nothing of a failed upload is kept by default`() async throws {
        try await TestSite.with { site in
            let broken = Array(Pictures.png.prefix(Pictures.png.count / 2))
            _ = try await site.postMultipart([.file("photo", broken)], token: try await site.token())
            #expect(try Self.kept(site).isEmpty)
            #expect(try site.mediaFiles() == [])
        }
    }

    @Test func `the folder of failed uploads is kept under its size, the oldest going first`() throws {
        let folder = try TemporaryFolder()
        let uploads = FailedUploads(directory: folder.path + "/failed")
        let file = folder.path + "/big"
        #expect(FileManager.default.createFile(atPath: file, contents: nil))
        try FileHandle(forWritingTo: URL(fileURLWithPath: file)).truncate(atOffset: 40 * 1024 * 1024)
        for hour in 1...4 { try uploads.keep(file, name: "p\(hour)", time: "2026112107000\(hour)") }
        let names = try Disk.names(in: uploads.directory).map { String($0.name.suffix(2)) }
        #expect(names == ["p3", "p4"])
    }

    private static let job = Job(
        id: 0, kind: .sweep, payload: [:], host: nil, createdAt: 0, runAt: 0, attempts: 1, leasedUntil: nil,
        failure: nil,
        failureText: nil, givenUpAt: nil)

    private static func kept(_ site: TestSite) throws -> [(name: String, bytes: [UInt8])] {
        let directory = site.data.failedUploads.directory
        return try Disk.names(in: directory).map { name, _ in
            (name, Array(try Data(contentsOf: URL(fileURLWithPath: directory + "/" + name))))
        }
    }

    private static func upload(_ site: TestSite, _ token: String) async throws -> String {
        try #require(try await site.postMultipart([.file("file", Pictures.png)], to: "/media", token: token).location)
    }

    private static func delete(_ url: String, _ site: TestSite, _ token: String) async throws -> WireResponse {
        try await site.postFields("/media", [("action", "delete"), ("url", url)], token: token)
    }
}
