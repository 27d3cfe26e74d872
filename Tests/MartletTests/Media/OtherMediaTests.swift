import Foundation
import IndieWeb
import Testing

@testable import Martlet

@Suite struct `Videos, sounds and other files` {
    @Test func `201 for a video with a post; its page plays it, its feed has it, and the place is gone`() async throws {
        try await TestSite.with { site in
            let token = try await site.token()
            let post = try await site.postMultipart(
                [.field("content", "A boat"), .file("video", Recordings.mp4, filename: "boat.mp4", type: "video/mp4")],
                token: token)
            #expect(post.status == 201)
            let page = try await site.send(at: post.location).text
            let match = try #require(page.firstMatch(of: /<video class="u-video" src="([^"]+)"/))
            let url = String(match.output.1)
            #expect(page.contains(#"width="16" height="16""#))
            let file = try await site.send("GET", url.path)
            #expect(file["content-type"] == "video/mp4")
            #expect(file["content-disposition"] == nil)
            #expect(file.body.count == Recordings.mp4.count)
            #expect(!String(decoding: file.body, as: UTF8.self).contains("59.3293"))
            let part = try await site.send("GET", url.path, headers: [("Range", "bytes=4-11")])
            #expect(part.status == 206)
            #expect(String(decoding: part.body, as: UTF8.self) == "ftypisom")
            let feed = try await site.send("GET", "/feed.atom").text
            #expect(feed.contains("type=\"video/mp4\" href=\"\(url)\" length=\"\(file.body.count)\""))
            #expect(try await site.item(at: post.location).strings("video") == [url])
        }
    }

    @Test func `a sound keeps its words for those who can't hear it`() async throws {
        try await TestSite.with { site in
            let token = try await site.token()
            let url = try #require(
                try await site.postMultipart(
                    [.field("alt", "Waves"), .file("file", Recordings.flac, filename: "a.flac", type: "audio/flac")],
                    to: "/media", token: token
                ).location)
            let json = #"{"properties":{"content":["x"],"audio":["\#(url)"]}}"#
            let post = try await site.postJSON(json, token: token)
            let page = try await site.send(at: post.location).text
            #expect(page.contains(#"<audio class="u-audio" src="\#(url)" controls preload="none" aria-label="Waves">"#))
            #expect(try await site.send("GET", url.path)["content-type"] == "audio/flac")
        }
    }

    @Test func `a file under the name file goes where its kind belongs`() async throws {
        try await TestSite.with { site in
            let post = try await site.postMultipart(
                [.field("content", "x"), .file("file", Recordings.mp4)], token: try await site.token())
            #expect(try await site.item(at: post.location).strings("video").count == 1)
        }
    }

    @Test(arguments: [
        ("photo", Recordings.mp4), ("video", Pictures.png), ("audio", Array("hello".utf8)),
        ("photo", Array("<svg/>".utf8)),
    ])
    func `415 for a file that isn't what its name says`(part: String, bytes: [UInt8]) async throws {
        try await TestSite.with { site in
            let token = try await site.token()
            let answer = try await site.postMultipart([.field("content", "x"), .file(part, bytes)], token: token)
            #expect(answer.status == 415)
            #expect(try site.mediaFiles().isEmpty)
        }
    }

    @Test(arguments: [
        ("a.svg", "<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>", "bin"),
        ("a.html", "<!doctype html><script>alert(1)</script>", "bin"), ("a.xml", "<?xml version='1.0'?><x/>", "bin"),
        ("route.gpx", "<gpx/>", "gpx"), ("notes", "hi", "bin"), ("Karte 1.pdf", "%PDF-1.7", "pdf"),
    ])
    func `any other file is only ever downloaded`(name: String, text: String, ending: String) async throws {
        try await TestSite.with { site in
            let answer = try await site.postMultipart(
                [.file("file", Array(text.utf8), filename: name, type: "text/html")], to: "/media",
                token: try await site.token())
            #expect(answer.status == 201)
            let file = try await site.send(at: answer.location)
            #expect(answer.location?.hasSuffix("/full.\(ending)") == true)
            #expect(file.text == text)
            #expect(file["content-type"] == "application/octet-stream")
            #expect(file["content-disposition"]?.hasPrefix("attachment; filename=\"") == true)
            #expect(file["x-content-type-options"] == "nosniff")
            #expect(file["content-security-policy"]?.contains("sandbox") == true)
        }
    }

    @Test func `400 for half a video, and nothing is left`() async throws {
        try await TestSite.with { site in
            let half = Array(Recordings.mp4.prefix(Recordings.mp4.count * 3 / 4))
            let answer = try await site.postMultipart(
                [.file("file", half)], to: "/media", token: try await site.token())
            #expect(answer.status == 400)
            #expect(try site.mediaFiles().isEmpty)
        }
    }

    @Test func `the same video is stored once, though it is changed on the way in`() async throws {
        try await TestSite.with { site in
            let token = try await site.token()
            for _ in 0..<2 {
                _ = try await site.postMultipart([.file("file", Recordings.mp4)], to: "/media", token: token)
            }
            #expect(try await site.count("storedFile") == 1)
            #expect(try await site.count("media") == 2)
            try await site.data.recover()
            let missing = try await site.data.database.read {
                try StoredFileStore.expected(after: 0, limit: 9, $0).filter(\.isMissing).count
            }
            #expect(missing == 0)
        }
    }
}
