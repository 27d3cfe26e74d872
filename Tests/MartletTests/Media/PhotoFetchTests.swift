import Fetch
import Images
import IndieWeb
import Testing

@testable import Martlet

/// Pictures that posts show by their address elsewhere: here `http://app.example/`.
@Suite struct `Pictures by address` {
    @Test func `the page shows the remote one until the job has fetched it, then our own with its text`() async throws {
        let picture = Pictures.png
        try await Self.with({ _ in .bytes(picture, type: "image/png") }) { site, foreign in
            let token = try await site.token()
            let json = """
                {"properties": {"content": ["x"], "photo": [{"value": "http://app.example/p.png", "alt": "A hill"}]}}
                """
            let url = try #require(try await site.postJSON(json, token: token).location)
            #expect(try await site.send("GET", url.path).text.contains("src=\"http://app.example/p.png\""))
            #expect(foreign.questions.isEmpty, "nothing is fetched while the client waits")
            #expect(try await site.parts.writing.jobs.runDue() == 1)

            let page = try await site.send("GET", url.path).text
            #expect(!page.contains("app.example"))
            #expect(page.contains("srcset=") && page.contains("alt=\"A hill\""))
            #expect(try await site.send("GET", "/feed.atom").text.contains("rel=\"enclosure\""))
            #expect(try await site.count("job") == 0)
            let photo = try #require(try await site.item(at: url).photos.first)
            #expect(photo.url.hasPrefix("https://site.example/media/"))
            #expect(try await site.send("GET", photo.url.path).status == 200)
        }
    }

    @Test func `a fetched picture is deleted by the address that was sent, and what else its value held stays`()
        async throws
    {
        let picture = Pictures.png
        try await Self.with({ _ in .bytes(picture, type: "image/png") }) { site, _ in
            let token = try await site.token("create update")
            let json = """
                {"properties": {"content": ["x"], "photo": [
                {"value": "http://app.example/p.png", "alt": "A hill", "x-y": "z"}, "http://app.example/q.png"]}}
                """
            let url = try #require(try await site.postJSON(json, token: token).location)
            while try await site.parts.writing.jobs.runDue() > 0 {}
            let first = try #require(try await site.item(at: url)["photo"].first?.object)
            #expect(first["x-y"]?.string == "z" && first["alt"]?.string == "A hill")
            #expect(first["value"]?.string?.hasPrefix("https://site.example/media/") == true)
            let change = #"{"action":"update","url":"\#(url)","delete":{"photo":["http://app.example/p.png"]}}"#
            #expect(try await site.postJSON(change, token: token).status == 204)
            #expect(try await site.item(at: url).photos.count == 1)
        }
    }

    @Test func `a video and a sound by address are fetched, too`() async throws {
        let (video, sound) = (Recordings.mp4, Recordings.flac)
        try await Self.with({ question in
            question.path.contains("mp4") ? .bytes(video, type: "video/mp4") : .bytes(sound, type: "audio/flac")
        }) { site, _ in
            let json = """
                {"properties": {"content": ["x"], "video": ["http://app.example/a.mp4"],
                "audio": [{"value": "http://other.example/a.flac", "alt": "Waves"}]}}
                """
            let url = try #require(try await site.postJSON(json, token: try await site.token()).location)
            for _ in 0..<2 { try await site.parts.writing.jobs.runDue() }
            let item = try await site.item(at: url)
            #expect(item.media(.video).first?.url.hasPrefix("https://site.example/media/") == true)
            #expect(item.media(.audio).first?.alt == "Waves")
            #expect(item.media(.audio).first?.url.hasSuffix("full.flac") == true)
        }
    }

    @Test func `a picture at another site's address of the same form is fetched like any other`() async throws {
        let picture = Pictures.png
        let address = "http://app.example/media/\(String(repeating: "ab", count: 16))/full.png"
        try await Self.with({ _ in .bytes(picture, type: "image/png") }) { site, _ in
            try await site.postForm("content=x&photo=\(address)", token: try await site.token())
            #expect(try await site.count("job") == 1)
        }
    }

    @Test(arguments: [
        (ForeignSite.Answer.missing, "status_404", true), (.page("<p>no picture</p>"), "not_a_picture", true),
        (ForeignSite.Answer(status: 503), "status_503", false),
    ])
    func `a fetch that fails leaves the remote one and its reason`(
        answer: ForeignSite.Answer, word: String, isFinal: Bool
    ) async throws {
        try await Self.with({ _ in answer }) { site, _ in
            let url = try #require(
                try await site.postForm("content=x&photo=http://app.example/p.png", token: try await site.token())
                    .location)
            try await site.parts.writing.jobs.runDue()
            let job = try #require(try await site.data.database.read(JobStore.all).first)
            #expect(job.failure == word)
            #expect((job.givenUpAt != nil) == isFinal)
            #expect(try await site.send("GET", url.path).text.contains("src=\"http://app.example/p.png\""))
            #expect(try site.mediaFiles().isEmpty)
            let page = try await Browser.signedIn(site).get("/admin/jobs").text
            #expect(page.contains(word) && page.contains("http://app.example/p.png"))
        }
    }

    @Test func `a picture that the post doesn't show any more is not kept`() async throws {
        let picture = Pictures.png
        try await Self.with({ _ in .bytes(picture, type: "image/png") }) { site, foreign in
            let token = try await site.token("create update")
            let url = try #require(
                try await site.postForm("content=x&photo=http://app.example/p.png", token: token).location)
            try await site.postJSON(#"{"action":"update","url":"\#(url)","delete":["photo"]}"#, token: token)
            try await site.parts.writing.jobs.runDue()
            #expect(foreign.questions.isEmpty)
            #expect(try await site.count("media") == 0)
            #expect(try await site.count("job") == 0)
        }
    }

    @Test func `nothing is fetched where the owner doesn't want it, nor from private networks`() async throws {
        let picture = Pictures.png
        try await ForeignSite.with({ _ in .bytes(picture, type: "image/png") }) { foreign in
            try await TestSite.with(settings: ["MARTLET_FETCH_PHOTOS": "0"], fetcher: foreign.fetcher) { site in
                try await site.postForm("content=x&photo=http://app.example/p.png", token: try await site.token())
                #expect(try await site.count("job") == 0)
            }
            try await TestSite.with { site in
                let photo = "http://127.0.0.1:\(foreign.port)/p.png"
                try await site.postForm("content=x&photo=\(photo)", token: try await site.token())
                try await site.parts.writing.jobs.runDue()
                #expect(try await site.data.database.read(JobStore.all).first?.failure == "blocked_address")
            }
            #expect(foreign.questions.isEmpty)
        }
    }

    private static func with(
        _ answer: @escaping @Sendable (ForeignSite.Question) -> ForeignSite.Answer,
        _ body: @escaping @Sendable (TestSite, ForeignSite) async throws -> Void
    ) async throws {
        try await ForeignSite.with({ answer($0) }) { foreign in
            try await TestSite.with(fetcher: foreign.fetcher) { try await body($0, foreign) }
        }
    }
}
