import IndieWeb
import Testing

@Suite struct `JSON feeds` {
    private let date = PostDate(secondsSince1970: 1_720_000_000, offsetSeconds: 7200)

    private func feed(_ entries: [FeedEntry] = []) -> Feed {
        Feed(
            id: "https://e.example/", title: "Notes", updated: date, author: FeedAuthor(name: "Ada"),
            selfURL: "https://e.example/feed.json", url: "https://e.example/", entries: entries)
    }

    private func text(_ feed: Feed) throws -> String {
        try #require(String(validating: JSONFeed(feed).bytes(), as: UTF8.self))
    }

    @Test func `What a feed must have, and where it is`() throws {
        #expect(
            try text(feed())
                == #"""
                {"version":"https://jsonfeed.org/version/1.1","title":"Notes",\#
                "home_page_url":"https://e.example/","feed_url":"https://e.example/feed.json",\#
                "authors":[{"name":"Ada"}],"items":[]}
                """#)
    }

    @Test func `All that a feed may have`() throws {
        var feed = feed()
        feed.subtitle = "Sub"
        feed.icon = "https://e.example/icon.png"
        feed.language = "de"
        feed.author = FeedAuthor(name: "Ada", url: "https://e.example/", avatar: "https://e.example/ada.jpg")
        feed.links = [
            FeedLink(.first, href: "https://e.example/feed.json"), FeedLink(.hub, href: "https://hub.example/"),
            FeedLink(.next, href: "https://e.example/feed.json?before=5"),
        ]
        let xml = try text(feed)
        for member in [
            #""description":"Sub""#, #""icon":"https://e.example/icon.png""#, #""language":"de""#,
            #"[{"name":"Ada","url":"https://e.example/","avatar":"https://e.example/ada.jpg"}]"#,
            #""next_url":"https://e.example/feed.json?before=5""#,
            #""hubs":[{"type":"WebSub","url":"https://hub.example/"}]"#,
        ] {
            #expect(xml.contains(member), "\(member)")
        }
    }

    @Test func `A note without a title and without what it hasn't got`() throws {
        let note = FeedEntry(
            id: "https://e.example/1", url: "https://e.example/one", headline: "Hi", updated: date,
            contentHTML: "<p>Hi</p>")
        #expect(
            try text(feed([note])).contains(
                #""items":[{"id":"https://e.example/1","url":"https://e.example/one","content_html":"<p>Hi</p>","#
                    + #""date_modified":"2024-07-03T11:46:40+02:00"}]"#))
    }

    @Test func `An entry with all that it may have`() throws {
        let entry = FeedEntry(
            id: "https://e.example/1", url: "https://e.example/1", title: "One", headline: "One", updated: date,
            published: PostDate(secondsSince1970: 0, offsetSeconds: 0), author: FeedAuthor(name: "Bob"),
            summary: "Short", contentHTML: "<p>Hi</p>",
            categories: [FeedCategory(term: "a"), FeedCategory(term: "b", label: "B")],
            enclosures: [
                FeedEnclosure(
                    url: "https://e.example/v.mp4", type: "video/mp4", length: 5_000_000_000, durationSeconds: 61.4),
                FeedEnclosure(url: "https://e.example/p.jpg", type: "image/jpeg", alt: "Alt", width: 1, height: 2),
            ])
        #expect(
            try text(feed([entry])).contains(
                #"""
                [{"id":"https://e.example/1","url":"https://e.example/1","title":"One","content_html":"<p>Hi</p>",\#
                "summary":"Short","image":"https://e.example/p.jpg",\#
                "date_published":"1970-01-01T00:00:00Z","date_modified":"2024-07-03T11:46:40+02:00",\#
                "authors":[{"name":"Bob"}],"tags":["a","B"],"attachments":[\#
                {"url":"https://e.example/v.mp4","mime_type":"video/mp4","size_in_bytes":5000000000,\#
                "duration_in_seconds":61},{"url":"https://e.example/p.jpg","mime_type":"image/jpeg"}]}]
                """#))
    }

    @Test(arguments: [("Short", "Short"), (nil, "Headline")] as [(String?, String)])
    func `Content even where there is no HTML`(summary: String?, content: String) throws {
        let entry = FeedEntry(
            id: "https://e.example/1", url: "https://e.example/1", headline: "Headline", updated: date,
            summary: summary)
        #expect(JSONFeed(feed([entry])).json.object?["items"]?.array?[0].object?["content_text"]?.string == content)
    }

    @Test(arguments: HostileText.all)
    func `What was written can be read, whatever the texts hold`(hostile: String) throws {
        let feed = JSONFeed(.sample(hostile))
        let read = try JSONValue.parse(feed.bytes())
        #expect(read == feed.json)

        let object = try #require(read.object)
        let item = try #require(object["items"]?.array?.first?.object)
        let author = try #require(item["authors"]?.array?.first?.object)
        let attachment = try #require(item["attachments"]?.array?.first?.object)
        for value in [
            object["title"], object["home_page_url"], object["feed_url"], object["description"], object["next_url"],
            object["icon"], object["language"], object["hubs"]?.array?.first?.object?["url"], item["id"], item["url"],
            item["title"], item["content_html"], item["summary"], item["tags"]?.array?.first, author["name"],
            author["url"], author["avatar"], attachment["url"], attachment["mime_type"],
        ] {
            #expect(value?.string.map { Array($0.utf8) } == Array(hostile.utf8))
        }
    }
}
