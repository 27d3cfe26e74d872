import FoundationEssentials
import IndieWeb
import Testing

@Suite struct `RSS feeds` {
    private let date = PostDate(secondsSince1970: 1_720_000_000, offsetSeconds: 7200)
    private let earlier = PostDate(secondsSince1970: 0, offsetSeconds: 0)

    private func feed(_ entries: [FeedEntry] = []) -> Feed {
        Feed(
            id: "https://e.example/", title: "Notes", updated: date,
            author: FeedAuthor(name: "Ada", url: "https://e.example/"),
            selfURL: "https://e.example/feed.rss", url: "https://e.example/", entries: entries)
    }

    private func note() -> FeedEntry {
        FeedEntry(
            id: "https://e.example/1", url: "https://e.example/1", headline: "Hi there", updated: date,
            published: date, contentHTML: "<p>Hi &amp; there</p>")
    }

    private func text(_ feed: Feed) throws -> String {
        try #require(String(validating: RSSFeed(feed).xml(), as: UTF8.self))
    }

    @Test func `What a channel must have, and the way back to it`() throws {
        let xml = try text(feed())
        #expect(
            xml.hasPrefix(
                #"""
                <?xml version="1.0" encoding="utf-8"?>
                <rss version="2.0" xmlns:atom=
                """#))
        #expect(
            xml.contains(
                #"""
                <channel><title>Notes</title><link>https://e.example/</link><description>Notes</description>\#
                <lastBuildDate>Wed, 03 Jul 2024 11:46:40 +0200</lastBuildDate>\#
                <atom:link rel="self" type="application/rss+xml" href="https://e.example/feed.rss"/>\#
                </channel></rss>
                """#))
    }

    @Test func `All that a channel may have`() throws {
        var feed = feed()
        feed.subtitle = "Sub"
        feed.icon = "https://e.example/icon.PNG"
        feed.language = "de"
        feed.generator = "Maker"
        feed.isArchive = true
        feed.links = [
            FeedLink(.hub, href: "https://hub.example/"), FeedLink(.prevArchive, href: "https://e.example/old.rss"),
        ]
        let xml = try text(feed)
        for element in [
            "<description>Sub</description><language>de</language>", "<generator>Maker</generator>",
            "<image><url>https://e.example/icon.PNG</url><title>Notes</title><link>https://e.example/</link></image>",
            "<fh:archive/>", #"<atom:link rel="hub" href="https://hub.example/"/>"#,
            #"<atom:link rel="prev-archive" href="https://e.example/old.rss"/>"#,
        ] {
            #expect(xml.components(separatedBy: element).count == 2, "\(element)")
        }
    }

    @Test(arguments: ["https://e.example/icon.svg", "https://e.example/icon.avif", "https://e.example/icon", ""])
    func `No picture in a format that RSS doesn't know`(icon: String) throws {
        var feed = feed()
        feed.icon = icon
        #expect(try !text(feed).contains("<image>"))
    }

    @Test func `A note without a title, with its content for readers old and new`() throws {
        #expect(
            try text(feed([note()])).contains(
                #"""
                <item><link>https://e.example/1</link>\#
                <guid isPermaLink="true">https://e.example/1</guid>\#
                <pubDate>Wed, 03 Jul 2024 11:46:40 +0200</pubDate><dc:creator>Ada</dc:creator>\#
                <description>&lt;p&gt;Hi &amp;amp; there&lt;/p&gt;</description>\#
                <content:encoded>&lt;p&gt;Hi &amp;amp; there&lt;/p&gt;</content:encoded></item>
                """#))
    }

    @Test func `An article with its summary as the description, and its content beside it`() throws {
        var article = note()
        article.id = "https://e.example/?id=1"
        article.title = "One"
        article.summary = "a < b"
        article.published = earlier
        article.author = FeedAuthor(name: "Bob")
        article.categories = [FeedCategory(term: "a"), FeedCategory(term: "b", label: "B")]
        #expect(
            try text(feed([article])).contains(
                #"""
                <item><title>One</title><link>https://e.example/1</link>\#
                <guid isPermaLink="false">https://e.example/?id=1</guid>\#
                <pubDate>Thu, 01 Jan 1970 00:00:00 +0000</pubDate>\#
                <atom:updated>2024-07-03T11:46:40+02:00</atom:updated><dc:creator>Bob</dc:creator>\#
                <category>a</category><category>B</category><description>a &amp;lt; b</description>\#
                <content:encoded>&lt;p&gt;Hi &amp;amp; there&lt;/p&gt;</content:encoded></item>
                """#))
    }

    @Test func `The time of the last change where nobody knows when it was published`() throws {
        var entry = note()
        entry.published = nil
        let xml = try text(feed([entry]))
        #expect(xml.contains("<pubDate>Wed, 03 Jul 2024 11:46:40 +0200</pubDate>"))
        #expect(!xml.contains("atom:updated>"))
    }

    @Test func `A description even where there is nothing to describe`() throws {
        var entry = note()
        entry.contentHTML = nil
        #expect(try text(feed([entry])).contains("<description></description></item>"))
    }

    @Test func `One enclosure, and all files as media`() throws {
        var entry = note()
        entry.enclosures = [
            FeedEnclosure(url: "https://e.example/1.jpg", type: "image/jpeg", alt: "A boat", width: 640, height: 480),
            FeedEnclosure(url: "https://e.example/2.mp3", type: "audio/mpeg", length: 12, durationSeconds: 3.6),
        ]
        let xml = try text(feed([entry]))
        #expect(
            xml.contains(
                #"""
                <enclosure url="https://e.example/1.jpg" length="0" type="image/jpeg"/>\#
                <media:content url="https://e.example/1.jpg" type="image/jpeg" medium="image" width="640"\#
                 height="480"><media:description type="plain">A boat</media:description></media:content>\#
                <media:content url="https://e.example/2.mp3" fileSize="12" type="audio/mpeg" medium="audio"\#
                 duration="4"></media:content></item>
                """#))
    }

    @Test(arguments: ["", " ", "\n\t", "\u{0}\u{1F}", "\u{FFFE}\u{FFFF} \u{2003}"])
    func `No empty elements where texts have nothing to show`(blank: String) throws {
        var entry = note()
        entry.title = blank
        entry.author = FeedAuthor(name: blank)
        entry.categories = [FeedCategory(term: blank)]
        let reader = try XMLOutline(RSSFeed(feed([entry])).xml())
        #expect(reader.elements.suffix(6) == ["item", "link", "guid", "pubDate", "description", "content:encoded"])
    }

    @Test(arguments: HostileText.all)
    func `The same structure whatever the texts hold`(hostile: String) throws {
        let reader = try XMLOutline(RSSFeed(.sample("x" + hostile)).xml())
        #expect(
            reader.elements == [
                "rss", "channel", "title", "link", "description", "language", "lastBuildDate", "generator",
                "fh:archive", "atom:link", "atom:link", "atom:link",
                "item", "title", "link", "guid", "pubDate", "atom:updated", "dc:creator", "category", "description",
                "content:encoded", "enclosure", "media:content", "media:description", "media:content",
                "media:description",
            ])
        #expect(reader.attributeCount == 6 + 3 + 2 + 2 + 1 + 3 + 2 * 8)
    }
}
