import IndieWeb
import Testing

@testable import Martlet

@Suite struct `The search page` {
    @Test(arguments: [
        "\"", "\"\"", "'", "%00", "%FF%FE", "a%00b", "*", "a*", "(", ")", "AND", "NOT", "NEAR(a b)", "title:a", "{a}:b",
        "-a", "--", "^a", "a+-\"", "\\", "%F0%9F%98%80", "%E2%80%AE", ";DROP TABLE entry", "''; --", "%", "%zz", "+",
        "",
        "%22a%22*", "a^b", "-%22a", "%F0%9E%A4%80", "facets:knote", "entrySearch", "%CC%81",
    ])
    func `200 for any text`(typed: String) async throws {
        try await TestSite.with { site in
            try await site.postForm("content=a+b+knote", token: site.token())
            let typed = typed.contains("%") ? typed : QueryString.encode(typed)
            for name in ["q", "q=a&tag", "q=a&date", "q=a&type", "q=a&after", "tag", "date"] {
                let page = try await site.send("GET", "/search?\(name)=\(typed)")
                #expect(page.status == 200, "\(name)=\(typed)")
            }
            let feed = try await site.send("GET", "/search/feed.atom?q=\(typed)")
            #expect(feed.status == 200)
            #expect(try await site.count("entry") == 1)
        }
    }

    @Test func `shows title, date, kind, tags and the words in their place, marked and escaped`() async throws {
        try await TestSite.with { site in
            let token = try await site.token()
            let text = "name=A+walk&content=Rain+%26+mist+on+the+\\<b>+ridge&category=hills"
            let url = try #require(try await site.postForm(text, token: token).location)
            let page = try await site.send("GET", "/search?q=RIDGE").text
            #expect(page.contains("<a href=\"\(url)\">A walk</a>"))
            #expect(page.contains("&lt;b&gt; <mark>ridge</mark>"))
            #expect(page.contains("Rain &amp; mist"))
            #expect(page.contains("21 November 2026") && page.contains(">Article<") && page.contains("/tags/hills"))
            #expect(page.contains("1 result"))
            #expect(page.contains("value=\"RIDGE\""))
            #expect(page.contains(#"<meta name="robots" content="noindex">"#))
            #expect(page.contains(#"href="https://site.example/search/feed.atom?q=RIDGE""#))
            #expect(try await site.send("GET", "/search?q=valley").text.contains("Nothing was found"))
            let form = try await site.send("GET", "/search").text
            #expect(!form.contains("Nothing was found") && !form.contains("noindex"))
        }
    }

    @Test func `finds phrases, leaves out, knows accents, and takes what is in the name first`() async throws {
        try await TestSite.with { site in
            let token = try await site.token()
            func post(_ slug: String, _ form: String) async throws {
                try await site.postForm("mp-slug=\(slug)&\(form)", token: token)
            }
            try await post("named", "name=Herons&content=Birds+that+stand")
            try await post("tagged", "content=Grey+birds&category=herons")
            try await post("once", "content=The+big+grey+herons+of+the+river")
            try await post("cafe", "content=Über+das+Café")
            try await post("kanji", "content=今日は日本語を書く")
            #expect(try await Set(site.found("herons").prefix(2)) == ["/articles/named", "/notes/tagged"])
            #expect(try await site.found("herons").last == "/notes/once")
            #expect(try await site.found("grey herons").count == 2)
            #expect(try await site.found("\"grey herons\"") == ["/notes/once"])
            #expect(try await Set(site.found("herons -river")) == ["/articles/named", "/notes/tagged"])
            #expect(try await site.found("uber cafe") == ["/notes/cafe"])
            #expect(try await site.found("日本語") == ["/notes/kanji"])
            #expect(try await site.found("語日").isEmpty)
            #expect(try await site.found("hero").count == 3, "the beginning of a word")
            #expect(try await site.found("\"hero\"").isEmpty)
            #expect(try await site.found("knote").isEmpty, "a word of the filters")
        }
    }

    @Test func `finds entries by all that their page shows`() async throws {
        try await TestSite.with { site in
            let token = try await site.token()
            let item = """
                {"type":["h-entry"],"properties":{"content":["Lunch"],"summary":["Soup again"],
                "photo":[{"value":"https://a.example/p.jpg","alt":"A steaming bowl"}],
                "in-reply-to":[{"type":["h-cite"],"properties":{"name":["Menus"],"author":["Grace"],
                "url":["https://a.example/"]}}],
                "location":[{"type":["h-card"],"properties":{"name":["Canteen"]}}]}}
                """
            #expect(try await site.postJSON(item, token: token).status == 201)
            for word in ["lunch", "soup", "steaming", "menus", "grace", "canteen"] {
                #expect(try await site.found(word).count == 1, "\(word)")
            }
        }
    }

    @Test func `filters by exact tag, by kind, and by time in the site's zone`() async throws {
        try await TestSite.with(settings: ["MARTLET_TIME_ZONE": "Europe/Berlin"]) { site in
            let token = try await site.token()
            let first = "mp-slug=a&content=Fireworks&category=New+Year&published=2025-12-31T23:30:00Z"
            try await site.postForm(first, token: token)
            try await site.postForm(
                "mp-slug=b&content=Fireworks&category=new&published=2025-12-31T20:00:00Z", token: token)
            #expect(try await site.found("fireworks").count == 2)
            #expect(try await site.found("fireworks", tag: "New Year") == ["/notes/a"])
            #expect(try await site.found("fireworks", tag: "NEW").isEmpty)
            #expect(try await site.found("fireworks", date: "2026") == ["/notes/a"])
            #expect(try await site.found("fireworks", date: "2025-12") == ["/notes/b"])
            #expect(try await site.found("", date: "2026-01-01") == ["/notes/a"])
            #expect(try await site.found("fireworks", tag: "new", date: "2026").isEmpty)
            #expect(try await site.found("fireworks", type: "note").count == 2)
            #expect(try await site.found("fireworks", type: "article").isEmpty)
            #expect(try await site.found("fireworks -fireworks", date: "2026").isEmpty)
        }
    }

    @Test func `goes on by pages that show each result once`() async throws {
        try await TestSite.with(settings: ["MARTLET_PAGE_SIZE": "2"]) { site in
            let token = try await site.token()
            for number in 1...5 {
                try await site.postForm("mp-slug=n\(number)&content=Number+\(number)&category=x+y", token: token)
            }
            var seen: [String] = []
            var next: String? = "/search?q=number&tag=x%20y"
            while let path = next, seen.count < 9 {
                let page = try await site.send("GET", path).text
                seen += page.matches(of: /<a class="u-url" href="([^"]+)"><time/).map { String($0.output.1) }
                let link = page.firstMatch(of: /rel="next" href="https:\/\/site.example([^"]+)"/)
                next = link.map { String($0.output.1).replacing("&amp;", with: "&") }
                #expect(page.contains("of 5"))
            }
            #expect(seen.count == 5)
            #expect(Set(seen).count == 5)
        }
    }

    @Test func `has feeds in three forms, newest first, whose links keep the query`() async throws {
        try await TestSite.with(settings: ["MARTLET_PAGE_SIZE": "2", "MARTLET_HUB": "https://hub.example/"]) { site in
            let token = try await site.token()
            for day in [2, 1, 3] {
                try await site.postForm("content=Hill+\(day)&published=2026-01-0\(day)T00:00:00Z", token: token)
            }
            try await site.postForm("content=River", token: token)
            let feed = try await site.send("GET", "/search/feed.atom?q=hill")
            #expect(feed["content-type"]?.hasPrefix("application/atom+xml") == true)
            let times = feed.text.matches(of: /<published>([^<]+)/).map { String($0.output.1) }
            #expect(times == ["2026-01-03T00:00:00Z", "2026-01-02T00:00:00Z"])
            #expect(!feed.text.contains("hub.example") && !feed.text.contains("prev-archive"))
            let links = feed.text.matches(of: /href="https:\/\/site.example(\/search\/feed.atom[^"]*)"/)
                .map { String($0.output.1).replacing("&amp;", with: "&") }
            #expect(links.contains("/search/feed.atom?q=hill"))
            let next = try #require(links.first { $0.contains("&before=") })
            let last = try await site.send("GET", next).text
            #expect(last.matches(of: /<entry>/).count == 1 && last.contains("2026-01-01"))
            #expect(try await site.send("GET", "/search/feed.rss?q=hill").text.matches(of: /<item>/).count == 2)
            #expect(try await site.send("GET", "/search/feed.json?q=hill").text.contains("2026-01-03"))
            #expect(try await site.send("GET", "/search/feed.atom").text.matches(of: /<entry>/).isEmpty)
            #expect(try await site.send("GET", "/search/feed.atom?q=hill&archive=1-1").status == 404)
        }
    }

    @Test func `is described to browsers, and every page leads there`() async throws {
        try await TestSite.with { site in
            let home = try await site.send("GET", "/").text
            #expect(home.contains(#"<link rel="search" href="https://site.example/opensearch.xml""#))
            #expect(home.contains(#"href="https://site.example/search""#))
            let description = try await site.send("GET", "/opensearch.xml")
            #expect(description["content-type"] == "application/opensearchdescription+xml")
            #expect(description.text.contains("https://site.example/search?q={searchTerms}"))
        }
    }

    @Test(arguments: [1, 30])
    func `takes three statements for one result and for thirty`(count: Int) async throws {
        let folder = try TemporaryFolder()
        let data = try await TestSite.open(folder)
        let parts = try SiteParts(data, executable: Program.path)
        for number in 0..<count {
            let fields: [MicropubPart] = [.field(FormField(name: "content", value: "hill \(number)"))]
            _ = try await parts.writing.publisher.create(try MicropubCreate(parts: fields), photos: [], by: .sample)
        }
        let statements = try await data.database.statements {
            _ = try SearchStore.results(of: SearchQuery(text: "hill"), after: nil, limit: 30, $0)
        }
        #expect(statements == 3)
        try data.close()
    }
}
