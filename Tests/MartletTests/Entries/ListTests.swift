import IndieWeb
import Testing

@testable import Martlet

@Suite struct `Lists of entries` {
    @Test func `a tag has a page, a feed and a place among the tags, and links lead there`() async throws {
        try await TestSite.with { site in
            let token = try await site.token("create update delete")
            let first = try await site.postForm("content=Uphill&category[]=walks&category[]=Grüße a/b", token: token)
            try await site.postForm("content=Elsewhere&category=rest", token: token)
            let page = try await site.send("GET", "/tags/walks")
            #expect(page.status == 200)
            #expect(page.text.contains("Uphill") && !page.text.contains("Elsewhere"))
            #expect(page.text.contains("#walks"))
            let feed = try await site.send("GET", "/tags/walks/feed.atom")
            #expect(feed["content-type"]?.hasPrefix("application/atom+xml") == true)
            #expect(feed.text.matches(of: /<entry>/).count == 1)
            let tags = try await site.send("GET", "/tags").text
            for match in tags.matches(of: /href="(https:\/\/site\.example\/tags\/[^"]+)"/) {
                #expect(try await site.send("GET", String(match.output.1).path).status == 200, "\(match.output.1)")
            }
            #expect(tags.matches(of: /rel="tag"/).count == 3)
            #expect(try await site.send(at: first.location).text.contains(#"href="https://site.example/tags/walks""#))
            #expect(try await site.send("GET", "/tags/nothing").status == 404)
            #expect(try await site.send("GET", "/tags/nothing/feed.atom").status == 404)
        }
    }

    @Test(arguments: [
        #""replace":{"category":["other"]}"#, #""replace":{"visibility":["private"]}"#,
        #""replace":{"post-status":["draft"]}"#,
    ])
    func `an entry that loses its tag or is hidden leaves the tag's page, and one that comes back returns`(
        change: String
    ) async throws {
        try await TestSite.with { site in
            let token = try await site.token("create update delete undelete")
            let url = try #require(try await site.postForm("content=Uphill&category=walks", token: token).location)
            #expect(try await site.send("GET", "/tags/walks").status == 200)
            #expect(
                try await site.postJSON(#"{"action":"update","url":"\#(url)",\#(change)}"#, token: token).status == 204)
            #expect(try await site.send("GET", "/tags/walks").status == 404)
            let back = """
                {"action":"update","url":"\(url)","replace":{"category":["walks"],"post-status":["published"],\
                "visibility":["public"]}}
                """
            #expect(try await site.postJSON(back, token: token).status == 204)
            #expect(try await site.send("GET", "/tags/walks").status == 200)
            try await site.postForm("action=delete&url=\(url)", token: token)
            #expect(try await site.send("GET", "/tags/walks").status == 404)
            try await site.postForm("action=undelete&url=\(url)", token: token)
            #expect(try await site.send("GET", "/tags/walks").status == 200)
        }
    }

    @Test func `each type has a list and a feed, empty or not`() async throws {
        try await TestSite.with { site in
            let token = try await site.token()
            try await site.postForm("content=A+note", token: token)
            try await site.postForm("like-of=https://a.example/", token: token)
            for type in PostType.discovered {
                #expect(try await site.send("GET", "/" + type.listName).status == 200, "\(type)")
                #expect(try await site.send("GET", "/\(type.listName)/feed.atom").status == 200, "\(type)")
            }
            let notes = try await site.send("GET", "/notes").text
            #expect(notes.contains("A note") && !notes.contains("a.example"))
            #expect(try await site.send("GET", "/likes").text.contains("a.example"))
            #expect(try await site.send("GET", "/likes/feed.atom").text.contains("Likes – Ada"))
            #expect(try await site.send("GET", "/nonsense").status == 404)
            #expect(try await site.send("GET", "/nonsense/feed.atom").status == 404)
        }
    }

    @Test func `years, months and days have their entries, in the site's time zone`() async throws {
        try await TestSite.with(settings: ["MARTLET_TIME_ZONE": "Europe/Berlin"]) { site in
            let token = try await site.token()
            // Late on New Year's Eve in UTC, and already the next year in Berlin.
            try await site.postForm("content=Fireworks&published=2025-12-31T23:30:00Z", token: token)
            try await site.postForm("content=Dinner&published=2025-12-31T20:00:00Z", token: token)
            for (path, text, other) in [
                ("/2026", "Fireworks", "Dinner"), ("/2026/01", "Fireworks", "Dinner"),
                ("/2026/01/01", "Fireworks", "Dinner"),
                ("/2025", "Dinner", "Fireworks"), ("/2025/12", "Dinner", "Fireworks"),
                ("/2025/12/31", "Dinner", "Fireworks"),
            ] {
                let page = try await site.send("GET", path)
                #expect(page.status == 200, "\(path)")
                #expect(page.text.contains(text) && !page.text.contains(other), "\(path)")
            }
            #expect(try await site.send("GET", "/2025/12/31").text.contains("31 December 2025"))
            for wrong in [
                "/2024", "/2025/13", "/2025/00", "/2025/02/30", "/2025/1", "/0000", "/20256", "/2025/12/31/x",
            ] {
                #expect(try await site.send("GET", wrong).status == 404, "\(wrong)")
            }
        }
    }

    @Test func `lists go on by pages, forwards and back`() async throws {
        try await TestSite.with(settings: ["MARTLET_PAGE_SIZE": "2"]) { site in
            let token = try await site.token()
            for number in 1...5 {
                try await site.postForm(
                    "content=Number+\(number)&category=n&published=2026-01-0\(number)T00:00:00Z", token: token)
            }
            for path in ["/tags/n", "/notes", "/2026/01"] {
                var seen: [String] = []
                var next: String? = path
                var last = path
                while let address = next, seen.count < 10 {
                    let page = try await site.send("GET", address).text
                    seen += page.matches(of: /Number (\d)/).map { String($0.output.1) }.reduce(into: []) {
                        if $0.last != $1 { $0.append($1) }
                    }
                    last = page
                    next = page.firstMatch(of: /rel="next" href="https:\/\/site\.example([^"]+)"/).map {
                        String($0.output.1)
                    }
                }
                #expect(seen == ["5", "4", "3", "2", "1"], "\(path)")
                let newer = try #require(last.firstMatch(of: /rel="prev" href="https:\/\/site\.example([^"]+)"/))
                #expect(try await site.send("GET", String(newer.output.1)).text.contains("Number 3"))
            }
        }
    }
}
