import Foundation
import Images
import IndieWeb
import Testing

@testable import Martlet

@Suite struct `What the owner asks of uploads` {
    @Test func `400 for a post with a picture without a text, where the owner wants one; a draft may wait`()
        async throws
    {
        try await TestSite.with(settings: ["MARTLET_REQUIRE_ALT": "1"]) { site in
            let token = try await site.token("create update media")
            let bare = try await site.postMultipart(
                [.field("content", "x"), .file("photo", Pictures.png)], token: token)
            #expect(bare.status == 400)
            #expect(bare.errorDescription?.contains("alternative text") == true)
            #expect(try site.mediaFiles().isEmpty)
            let blank = #"{"properties":{"photo":[{"value":"https://a.example/x.jpg","alt":"  "}]}}"#
            #expect(try await site.postJSON(blank, token: token).status == 400)
            let described = try await site.postMultipart(
                [.field("content", "x"), .file("photo", Pictures.png), .field("mp-photo-alt", "A hill")], token: token)
            #expect(described.status == 201)

            let upload = try #require(
                try await site.postMultipart(
                    [.field("alt", "A sea"), .file("file", Pictures.jpeg)], to: "/media", token: token
                ).location)
            #expect(try await site.postForm("photo=\(upload)", token: token).status == 201, "the upload has the text")
            let bareUpload = try #require(
                try await site.postMultipart([.file("file", Pictures.jpeg)], to: "/media", token: token).location)
            let draft = try #require(
                try await site.postForm("photo=\(bareUpload)&post-status=draft", token: token).location)
            let publish = #"{"action":"update","url":"\#(draft)","replace":{"post-status":["published"]}}"#
            #expect(try await site.postJSON(publish, token: token).status == 400)
            let describe = """
                {"action":"update","url":"\(draft)","replace":{"post-status":["published"],\
                "photo":[{"value":"\(bareUpload)","alt":"A sea"}]}}
                """
            #expect(try await site.postJSON(describe, token: token).status == 204)
        }
    }

    @Test func `507 when the files have all the space that they get, and room again after a deletion`() async throws {
        try await TestSite.with(settings: ["MARTLET_MAX_MEDIA_BYTES": "200000"]) { site in
            let token = try await site.token("create media delete")
            var statuses: [Int] = []
            var places: [String] = []
            for seed: UInt64 in 1...40 where statuses.last != 507 {
                let picture = Pictures.bytes(SamplePicture(type: .jpeg, width: 320, height: 240, seed: seed))
                let answer = try await site.postMultipart([.file("file", picture)], to: "/media", token: token)
                statuses.append(answer.status)
                if let place = answer.location { places.append(place) }
            }
            #expect(statuses.last == 507)
            #expect(places.count > 1)
            let count = try site.mediaFiles().filter { $0.hasSuffix("/original") }.count
            #expect(count == places.count)
            let first = try #require(places.first)
            _ = try await site.postFields("/media", [("action", "delete"), ("url", first)], token: token)
            try await site.parts.writing.jobs.runDue()
            let picture = Pictures.bytes(SamplePicture(type: .jpeg, width: 160, height: 120, seed: 99))
            let again = try await site.postMultipart([.file("file", picture)], to: "/media", token: token)
            #expect(again.status == 201)
        }
    }

    @Test(arguments: [("MARTLET_MAX_PIXELS", "10000"), ("MARTLET_MAX_FRAMES", "2")])
    func `400 beyond the owner's limits for pictures`(name: String, value: String) async throws {
        try await TestSite.with(settings: [name: value]) { site in
            var picture = SamplePicture(type: .gif, width: 160, height: 120)
            picture.frames = 3
            let answer = try await site.upload(Pictures.bytes(picture))
            #expect(answer.status == 400)
        }
    }

    @Test func `deleting with force leaves posts without the picture, and refuses without`() async throws {
        try await TestSite.with { site in
            let token = try await site.token("create media delete")
            let url = try #require(try await site.upload(Pictures.png).location)
            let post = try await site.postForm("content=x&photo=\(url)", token: token)
            let refused = try await site.postFields("/media", [("action", "delete"), ("url", url)], token: token)
            #expect(refused.status == 400)
            #expect(refused.errorDescription?.contains(post.location ?? "-") == true)
            let forced = try await site.postFields(
                "/media", [("action", "delete"), ("url", url), ("force", "true")], token: token)
            #expect(forced.status == 204)
            #expect(try await site.send(at: post.location).text.contains(url.path) == false)
            #expect(try await site.send("GET", url.path).status == 410)
        }
    }

    @Test func `others wait while uploads are under way, and the next gets 503 after a while`() async throws {
        let places = UploadPlaces(1, patience: .milliseconds(20))
        try await places.enter()
        await #expect(throws: SiteError.self) { try await places.enter() }
        let hasty = UploadPlaces(1, patience: .zero)
        try await hasty.enter()
        for _ in 0..<200 { await #expect(throws: SiteError.self) { try await hasty.enter() } }
        let patient = UploadPlaces(1, patience: .seconds(3600))
        try await patient.enter()
        let second = Task { try await patient.enter() }
        let third = Task { try await patient.enter() }
        patient.leave()
        patient.leave()
        try await second.value
        try await third.value
    }

    @Test func `a file goes through the scanner, and one with a virus isn't stored`() async throws {
        let folder = try TemporaryFolder()
        let clamd = try FakeClamd(in: folder)
        defer { clamd.stop() }
        try await TestSite.with(settings: ["MARTLET_CLAMD": clamd.path]) { site in
            let token = try await site.token()
            #expect(try await site.upload(Pictures.png).status == 201)
            #expect(clamd.sizes == [Pictures.png.count])
            let large = Array(repeating: UInt8(7), count: 700_000) + Array("EICAR".utf8)
            let answer = try await site.postMultipart([.file("file", large)], to: "/media", token: token)
            #expect(answer.status == 400)
            #expect(clamd.sizes.last == large.count)
            #expect(try await site.count("media") == 1)
        }
    }

    @Test func `503 when the scanner doesn't answer: its absence is no pass`() async throws {
        try await TestSite.with(settings: ["MARTLET_CLAMD": "/nowhere/clamd"]) { site in
            let answer = try await site.upload(Pictures.png)
            #expect(answer.status == 503)
            #expect(answer["retry-after"] == "60")
            #expect(try site.mediaFiles().isEmpty)
        }
    }

    @Test(arguments: ["clamd", "localhost:3310", "127.0.0.1", "127.0.0.1:0", "127.0.0.1:99999", "[::1]:3310"])
    func `a place of the scanner that can't be is refused at start`(value: String) async throws {
        let folder = try TemporaryFolder()
        let environment = TestSite.environment(folder, ["MARTLET_CLAMD": value])
        await #expect(throws: SettingError.self) { try await Settings.read(environment: environment) }
    }
}
