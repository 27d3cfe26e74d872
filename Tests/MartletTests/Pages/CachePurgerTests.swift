import Synchronization
import Testing

@testable import Martlet

@Suite struct `The cache in front of the site` {
    @Test func `is sent PURGE under the site's name for each page that a change is on`() async throws {
        let time = Mutex(TestSite.start)
        try await ForeignSite.with({ _ in .init(status: 200) }) { cache in
            try await TestSite.with(
                settings: ["MARTLET_PURGE_URL": "http://service.example/"], now: { time.withLock { $0 } },
                fetcher: cache.fetcher
            ) { site in
                let token = try await site.token("create update delete")
                func purged() async throws -> Set<String> {
                    let known = cache.questions.count
                    time.withLock { $0 += 5 }
                    while try await site.parts.writing.jobs.runDue() > 0 {}
                    let requests = cache.questions.dropFirst(known)
                    #expect(requests.allSatisfy { $0.method == "PURGE" && $0.host == "site.example" })
                    return Set(requests.map(\.path))
                }
                let old = try #require(try await site.postForm("content=a&category=x", token: token).location).path
                let first = try await purged()
                #expect(
                    first.isSuperset(of: [
                        "/", "/feed.atom", "/feed.rss", "/feed.json", "/notes", "/tags/x", "/tags/x/feed.atom", "/tags",
                        "/sitemap.xml", "/sitemaps/0.xml", "/2026/11/21", "/on-this-day/11-21", old,
                    ]))

                let url = try #require(try await site.postForm("content=b&category=y", token: token).location)
                let second = try await purged()
                #expect(second.isSuperset(of: ["/", "/tags/y", url.path, old]))
                #expect(!second.contains("/tags/x") && !second.contains("/2026/feed.atom"))

                let move = #"{"action":"update","url":"\#(url)","replace":{"mp-slug":["moved"]}}"#
                #expect(try await site.postJSON(move, token: token).status == 201)
                #expect(try await purged().isSuperset(of: [url.path, "/notes/moved", "/"]))

                try await site.postForm("content=c&post-status=draft", token: token)
                let third = try await purged()
                #expect(third.isDisjoint(with: ["/", "/feed.atom", "/notes", "/tags", url.path, old]), "nobody saw it")
            }
        }
    }

    @Test func `is asked again when it is out of order, and keeps pages longer as it is told`() async throws {
        let time = Mutex(TestSite.start)
        try await ForeignSite.with({ _ in .init(status: 503) }) { cache in
            try await TestSite.with(
                settings: ["MARTLET_PURGE_URL": "http://service.example"], now: { time.withLock { $0 } },
                fetcher: cache.fetcher
            ) { site in
                let token = try await site.token()
                try await site.postForm("content=a", token: token)
                let before = try await site.count("job")
                time.withLock { $0 += 5 }
                _ = try await site.parts.writing.jobs.runDue()
                #expect(try await site.count("job") == before)
                #expect(try await site.send("GET", "/")["cache-control"]?.contains("s-maxage=3600") == true)
                #expect(
                    try await site.send("GET", "/?before=9999999999-1")["cache-control"]?.contains("s-maxage=30,")
                        == true)
            }
        }
    }
}
