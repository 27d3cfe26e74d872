import Foundation
import Images
import IndieWeb
import Testing

@testable import Martlet

@Suite struct `Files that are made anew` {
    private static let photo = Pictures.bytes(SamplePicture(type: .jpeg, width: 1600, height: 1200))

    @Test func `a job adds AVIF files where they pay, and the page offers them first`() async throws {
        try await TestSite.with(settings: ["MARTLET_AVIF": "1"]) { site in
            let post = try await site.postMultipart(
                [.field("content", "x"), .file("photo", Self.photo)], token: try await site.token())
            let before = try await site.send(at: post.location).text
            #expect(!before.contains("image/avif"))
            #expect(before.firstMatch(of: /class="photo t[012]{3}"/) != nil)
            #expect(try await site.parts.writing.jobs.runDue() == 1)

            let page = try await site.send(at: post.location).text
            let source = try #require(page.firstMatch(of: /<source type="image\/avif" srcset="([^"]+)"/))
            let first = String(source.output.1.prefix { $0 != " " })
            let avif = try await site.send("GET", first.path)
            #expect(avif.status == 200)
            #expect(avif["content-type"] == "image/avif")
            #expect(PictureType.sniff(avif.body) == .avif)
            let image = try #require(page.firstMatch(of: /<img class="u-photo" src="([^"]+)"/))
            #expect(try await site.send("GET", String(image.output.1).path)["content-type"] == "image/jpeg")
            #expect(try site.mediaFiles().filter { $0.hasSuffix("/original") }.count == 1, "the old directory is gone")
            #expect(try await site.count("storedFile") == 1)
            #expect(try await site.count("job") == 0)
        }
    }

    @Test func `a size that is gone is made again, and another stands for it until then`() async throws {
        try await TestSite.with { site in
            let token = try await site.token()
            let post = try await site.postMultipart([.field("content", "x"), .file("photo", Self.photo)], token: token)
            let url = try #require(try await site.item(at: post.location).photos.first?.url)
            let large = url.path.replacing("full.jpg", with: "large.webp")
            let whole = try await site.send("GET", large)
            let file = try #require(try site.mediaFiles().first { $0.hasSuffix("/large.webp") })
            try FileManager.default.removeItem(atPath: site.data.settings.dataDirectory + "/" + file)

            let other = try await site.send("GET", large)
            #expect(other.status == 200)
            #expect(other["cache-control"] == "no-store")
            #expect(other["content-type"] == "image/jpeg")
            #expect(try await site.parts.writing.jobs.runDue() == 1)
            let again = try await site.send("GET", large)
            #expect(again["content-type"] == "image/webp")
            #expect(again.body == whole.body)
        }
    }

    @Test func `a start has missing sizes made again, but an upload that is gone stays marked`() async throws {
        try await TestSite.with { site in
            let token = try await site.token()
            _ = try await site.postMultipart([.field("content", "x"), .file("photo", Self.photo)], token: token)
            let root = site.data.settings.dataDirectory + "/"
            let small = try #require(try site.mediaFiles().first { $0.hasSuffix("/small.webp") })
            try FileManager.default.removeItem(atPath: root + small)
            try await site.data.recover()
            #expect(try await Self.isMissing(site))
            #expect(try await site.parts.writing.jobs.runDue() == 1)
            #expect(try await Self.isMissing(site) == false)
            try await site.data.recover()
            #expect(try await Self.isMissing(site) == false)

            let original = try #require(try site.mediaFiles().first { $0.hasSuffix("/original") })
            try FileManager.default.removeItem(atPath: root + original)
            try await site.data.recover()
            try await site.parts.writing.jobs.runDue()
            #expect(try await Self.isMissing(site))
        }
    }

    @Test func `a picture that is deleted while it is made anew leaves nothing`() async throws {
        try await TestSite.with { site in
            let token = try await site.token("create media delete")
            let url = try #require(try await site.upload(Self.photo).location)
            try await site.data.database.write { try MediaRemaker.enqueue(1, at: 1, $0) }
            _ = try await site.postFields("/media", [("action", "delete"), ("url", url)], token: token)
            while try await site.parts.writing.jobs.runDue() > 0 {}
            #expect(try site.mediaFiles() == [])
            #expect(try await site.count("storedFile") == 0)
        }
    }

    @Test func `the command makes all sizes anew, with the server and without it`() async throws {
        let folder = try TemporaryFolder()
        let environment = TestSite.environment(folder)
        let data = try await TestSite.open(folder)
        let scope = try #require(Scope("create media"))
        let token = try await TokenIssuer(database: data.database, clock: data.clock).issue(scope: scope, name: "test")
        try data.close()
        try await Program.serving(environment: environment) { port in
            let multipart = Multipart([.field("content", "x"), .file("photo", Self.photo)])
            let headers = [("Content-Type", multipart.contentType), ("Authorization", "Bearer " + token)]
            let post = try await Wire(port: port).send("POST", "/micropub", headers: headers, body: multipart.body)
            #expect(post.status == 201)
            let rebuilt = try await Program.run("media", "rebuild", environment: environment)
            #expect(rebuilt.output.hasPrefix("1 pictures made anew"), "\(rebuilt.complaint)")
        }
        let rebuilt = try await Program.run("media", "rebuild", environment: environment)
        #expect(rebuilt.output == "1 pictures made anew\n", "\(rebuilt.complaint)")
        #expect(try await Program.run("doctor", environment: environment).output.contains("all is well"))
    }

    @Test func `a job for each of many pictures holds up nothing else`() async throws {
        try await TestSite.with { site in
            let token = try await site.token()
            _ = try await site.upload(Pictures.png)
            try await site.data.database.write { tx in
                for number in 0..<50 {
                    let job = NewJob(kind: .remakeMedia, payload: ["file": 1], runAt: 1, uniqueKey: "many \(number)")
                    try JobStore.enqueue(job, at: 1, tx)
                }
            }
            try await site.postForm("content=x&published=2026-11-21T07:20:01Z", token: token)
            let now = TestSite.start + 60
            let claimed = try await site.data.database.write { tx in
                try (0..<6).flatMap { _ in
                    try JobStore.claim(isRemote: false, at: now, until: now + 60, limit: 1, tx)
                }.map(\.kind)
            }
            #expect(claimed == [.publishEntry, .remakeMedia])
        }
    }

    @Test func `an upload that can't be read any more is given up at once`() async throws {
        try await TestSite.with { site in
            _ = try await site.upload(Pictures.png)
            let original = try #require(try site.mediaFiles().first { $0.hasSuffix("/original") })
            let path = site.data.settings.dataDirectory + "/" + original
            let zeros = Data(count: Pictures.png.count)
            try zeros.write(to: URL(fileURLWithPath: path))
            #expect(try await MediaRemaker.enqueueAll(site.data) == 1)
            #expect(try await site.parts.writing.jobs.runDue() == 1)
            #expect(try await site.data.database.read(JobStore.all).first?.givenUpAt != nil)
            #expect(try await site.data.database.read { try JobStore.rebuilds(at: TestSite.start, $0) } == 0)
            #expect(try await MediaRemaker.enqueueAll(site.data) == 1, "another rebuild tries it again")
        }
    }

    private static func isMissing(_ site: TestSite) async throws -> Bool {
        try await site.data.database.read { try StoredFileStore.expected(after: 0, limit: 1, $0) }.first?.isMissing
            == true
    }
}
