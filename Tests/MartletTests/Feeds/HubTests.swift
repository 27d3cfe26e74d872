import IndieWeb
import Synchronization
import Testing

@testable import Martlet

@Suite struct `The hub` {
    private static let hub = "http://service.example/hub"

    /// Runs `body` at a site with a hub that answers with a status.
    private static func with(
        status: Int = 204, _ body: @escaping @Sendable (HubbedSite) async throws -> Void
    ) async throws {
        let time = Mutex(TestSite.start)
        try await ForeignSite.with({ _ in .init(status: status) }) { foreign in
            try await TestSite.with(
                settings: ["MARTLET_HUB": hub], now: { time.withLock { $0 } }, fetcher: foreign.fetcher
            ) { site in
                try await body(HubbedSite(site: site, hub: foreign) { time.withLock { $0 += 3 } })
            }
        }
    }

    /// The page and the feeds of lists.
    private static func topics(_ lists: [String]) -> Set<String> {
        Set(
            lists.flatMap { list in
                ["/feed.atom", "/feed.rss", "/feed.json", ""].map { "https://site.example\(list)\($0)" }
            }.map { $0 == "https://site.example" ? "https://site.example/" : $0 })
    }

    @Test func `is told of each feed and page that an entry comes to, leaves or changes in`() async throws {
        try await Self.with { site in
            let token = try await site.site.token("create update delete")
            let url = try #require(
                try await site.site.postForm("content=x&category[]=a&category[]=b c", token: token).location)
            #expect(try await site.told() == Self.topics(["", "/notes", "/tags/a", "/tags/b%20c"]))

            let rename = #"{"action":"update","url":"\#(url)","replace":{"category":["d"],"name":["Title"]}}"#
            #expect(try await site.site.postJSON(rename, token: token).status < 300)
            #expect(
                try await site.told()
                    == Self.topics(["", "/notes", "/articles", "/tags/a", "/tags/b%20c", "/tags/d"]))

            let hide = #"{"action":"update","url":"\#(url)","replace":{"visibility":["private"]}}"#
            #expect(try await site.site.postJSON(hide, token: token).status < 300)
            #expect(try await site.told() == Self.topics(["", "/articles", "/tags/d"]))

            try await site.site.postForm("action=delete&url=\(url)", token: token)
            #expect(try await site.told().isEmpty, "nobody saw it before either")
        }
    }

    @Test func `is told of deletion and return, and nothing of drafts`() async throws {
        try await Self.with { site in
            let token = try await site.site.token("create delete undelete")
            try await site.site.postForm("content=x&post-status=draft", token: token)
            #expect(try await site.site.count("job") == 0)
            let url = try #require(try await site.site.postForm("content=x", token: token).location)
            for action in ["create", "delete", "undelete"] {
                if action != "create" { try await site.site.postForm("action=\(action)&url=\(url)", token: token) }
                #expect(try await site.told() == Self.topics(["", "/notes"]), "\(action)")
            }
        }
    }

    @Test func `is told once of many changes, by one address a request under both names`() async throws {
        try await Self.with { site in
            let token = try await site.site.token()
            for _ in 0..<3 { try await site.site.postForm("content=x", token: token) }
            #expect(try await site.site.count("job") == 2)
            #expect(try await site.told().count == 8)
            #expect(site.hub.questions.count == 8)
            for question in site.hub.questions {
                #expect(question.method == "POST" && question.path == "/hub")
                #expect(question["hub.mode"] == "publish")
                #expect(question["hub.url"] == question["hub.topic"])
            }
        }
    }

    @Test(arguments: [(503, false), (429, false), (404, true)])
    func `that refuses is asked again unless it knows better`(status: Int, isFinal: Bool) async throws {
        try await Self.with(status: status) { site in
            try await site.site.postForm("content=x", token: try await site.site.token())
            site.goOn()
            try await site.site.parts.writing.jobs.runDue()
            let jobs = try await site.site.data.database.read(JobStore.all)
            let failed = try #require(jobs.first { $0.failure != nil })
            #expect(failed.failure == "status_\(status)")
            #expect((failed.givenUpAt != nil) == isFinal)
        }
    }

    @Test func `stands on pages, in feeds and in the headers of feeds, with the address that it knows`() async throws {
        try await Self.with { site in
            try await site.site.postForm("content=x&category=a", token: try await site.site.token())
            for path in ["/feed.atom", "/tags/a/feed.rss", "/notes/feed.json"] {
                let feed = try await site.site.send("GET", path)
                let links = feed.headers.filter { $0.name == "link" }.map(\.value)
                #expect(links.contains("<\(Self.hub)>; rel=\"hub\""), "\(path)")
                #expect(links.filter { $0.contains("self") } == ["<https://site.example\(path)>; rel=\"self\""])
                #expect(feed.text.contains(Self.hub))
            }
            for path in ["/", "/tags/a"] {
                let page = try await site.site.send("GET", path).text
                #expect(page.contains("<link rel=\"hub\" href=\"\(Self.hub)\">"))
                #expect(page.contains("<link rel=\"self\" href=\"https://site.example\(path)\">"))
            }
        }
    }

    @Test func `that isn't there is neither told nor named`() async throws {
        try await TestSite.with { site in
            try await site.postForm("content=x", token: try await site.token())
            #expect(try await site.count("job") == 0)
            #expect(!(try await site.send("GET", "/").text.contains("rel=\"hub\"")))
            let feed = try await site.send("GET", "/feed.atom")
            #expect(!feed.text.contains("rel=\"hub\""))
            #expect(feed["link"] == "<https://site.example/feed.atom>; rel=\"self\"")
        }
    }

    /// A site, its hub, and a clock that goes on.
    private struct HubbedSite: Sendable {
        let site: TestSite
        let hub: ForeignSite
        let goOn: @Sendable () -> Void

        /// Does all jobs, and returns what the hub was told of meanwhile.
        func told() async throws -> Set<String> {
            let known = hub.questions.count
            // One a host and call, and then a rest.
            for _ in 0..<40 {
                guard try await site.count("job") > 0 else { break }
                goOn()
                try await site.parts.writing.jobs.runDue()
            }
            return Set(hub.questions.dropFirst(known).compactMap { $0["hub.url"] })
        }
    }
}
