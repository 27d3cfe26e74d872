import FoundationEssentials
import IndieWeb
import Testing

@Suite struct `Atom feeds` {
    private let date = PostDate(secondsSince1970: 1_720_000_000, offsetSeconds: 7200)

    private func feed(_ entries: [FeedEntry] = []) -> Feed {
        Feed(
            id: "https://e.example/", title: "Notes", updated: date,
            author: FeedAuthor(name: "Ada", url: "https://e.example/"),
            selfURL: "https://e.example/feed.atom", url: "https://e.example/", entries: entries)
    }

    private func text(_ feed: Feed) throws -> String {
        try #require(String(validating: AtomFeed(feed).xml(), as: UTF8.self))
    }

    @Test func `The elements that a feed must have, once each`() throws {
        let xml = try text(feed())
        #expect(xml.hasPrefix(#"<?xml version="1.0" encoding="utf-8"?>"#))
        #expect(xml.hasSuffix("</feed>"))
        for element in [
            #"<feed xmlns="http://www.w3.org/2005/Atom">"#, "<id>https://e.example/</id>",
            #"<title type="text">Notes</title>"#,
            "<updated>2024-07-03T11:46:40+02:00</updated>",
            "<author><name>Ada</name><uri>https://e.example/</uri></author>",
            #"<link rel="self" type="application/atom+xml" href="https://e.example/feed.atom"/>"#,
            #"<link rel="alternate" type="text/html" href="https://e.example/"/>"#,
        ] {
            #expect(xml.components(separatedBy: element).count == 2, "\(element)")
        }
    }

    @Test func `All that a feed may have`() throws {
        var feed = feed()
        feed.subtitle = "Sub"
        feed.icon = "https://e.example/icon.png"
        feed.language = "de"
        feed.links = [
            FeedLink(.next, href: "https://e.example/feed.atom?before=5"), FeedLink(.hub, href: "https://hub.example/"),
        ]
        let xml = try text(feed)
        for element in [
            #"xml:lang="de">"#, #"<subtitle type="text">Sub</subtitle>"#, "<icon>https://e.example/icon.png</icon>",
            #"<link rel="next" href="https://e.example/feed.atom?before=5"/>"#,
            #"<link rel="hub" href="https://hub.example/"/>"#,
        ] {
            #expect(xml.contains(element), "\(element)")
        }
    }

    @Test func `An entry with what it must have only`() throws {
        let entry = FeedEntry(id: "https://e.example/1", url: "https://e.example/one", headline: "One", updated: date)
        #expect(
            try text(feed([entry])).contains(
                #"<entry><id>https://e.example/1</id><title type="text">One</title>"#
                    + "<updated>2024-07-03T11:46:40+02:00</updated>"
                    + #"<link rel="alternate" type="text/html" href="https://e.example/one"/></entry>"#))
    }

    @Test(arguments: [(0, ""), (1, ".001"), (42, ".042"), (999, ".999"), (-5, ""), (1000, ".999")])
    func `A change within a second that another has too`(milliseconds: Int, fraction: String) throws {
        let entry = FeedEntry(
            id: "https://e.example/1", url: "https://e.example/one", headline: "One", updated: date,
            updatedMilliseconds: milliseconds)
        #expect(try text(feed([entry])).contains("<updated>2024-07-03T11:46:40\(fraction)+02:00</updated>"))
    }

    @Test func `An entry with all that it may have`() throws {
        let entry = FeedEntry(
            id: "https://e.example/1", url: "https://e.example/one", headline: "One", updated: date,
            published: PostDate(secondsSince1970: 0, offsetSeconds: 0), author: FeedAuthor(name: "Bob"),
            summary: "Short",
            contentHTML: "<p>Hi &amp; bye</p>",
            categories: [FeedCategory(term: "a"), FeedCategory(term: "b", label: "B")],
            enclosures: [
                FeedEnclosure(
                    url: "https://e.example/p.jpg", type: "image/jpeg", length: 5_000_000_000, alt: "Alt")
            ])
        let xml = try text(feed([entry, entry]))
        for element in [
            "<published>1970-01-01T00:00:00Z</published>", "<author><name>Bob</name></author>",
            #"<summary type="text">Short</summary>"#,
            #"<content type="html">&lt;p&gt;Hi &amp;amp; bye&lt;/p&gt;</content>"#,
            #"<category term="a"/><category term="b" label="B"/>"#,
            #"<link rel="enclosure" type="image/jpeg" href="https://e.example/p.jpg" length="5000000000"/>"#,
            #"<media:description type="plain">Alt</media:description>"#,
        ] {
            #expect(xml.components(separatedBy: element).count == 3, "\(element)")
        }
    }

    @Test func `Nothing else than that, in this order`() throws {
        var feed = feed([
            FeedEntry(
                id: "https://e.example/1", url: "https://e.example/one", title: "Not asked for", headline: "One",
                updated: date, published: date, contentHTML: "<p>Hi</p>", categories: [FeedCategory(term: "a")])
        ])
        feed.language = "en"
        feed.links = [FeedLink(.first, href: "https://e.example/feed.atom")]
        let lines = [
            #"<?xml version="1.0" encoding="utf-8"?>"# + "\n",
            #"<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en"><id>https://e.example/</id>"#,
            #"<title type="text">Notes</title><updated>2024-07-03T11:46:40+02:00</updated>"#,
            "<author><name>Ada</name><uri>https://e.example/</uri></author>",
            #"<link rel="self" type="application/atom+xml" href="https://e.example/feed.atom"/>"#,
            #"<link rel="alternate" type="text/html" href="https://e.example/"/>"#,
            #"<link rel="first" href="https://e.example/feed.atom"/>"#,
            #"<entry><id>https://e.example/1</id><title type="text">One</title>"#,
            "<published>2024-07-03T11:46:40+02:00</published><updated>2024-07-03T11:46:40+02:00</updated>",
            #"<link rel="alternate" type="text/html" href="https://e.example/one"/><category term="a"/>"#,
            #"<content type="html">&lt;p&gt;Hi&lt;/p&gt;</content></entry></feed>"#,
        ]
        #expect(try text(feed) == lines.joined())
    }

    @Test func `An archive document says so, and leads to its neighbours and to the feed`() throws {
        var feed = feed()
        feed.isArchive = true
        feed.links = [
            FeedLink(.prevArchive, href: "https://e.example/archive/1.atom"),
            FeedLink(.nextArchive, href: "https://e.example/archive/3.atom"),
            FeedLink(.current, href: "https://e.example/feed.atom"),
        ]
        let xml = try text(feed)
        for element in [
            #"xmlns:fh="http://purl.org/syndication/history/1.0""#, "<fh:archive/>",
            #"<link rel="prev-archive" href="https://e.example/archive/1.atom"/>"#,
            #"<link rel="next-archive" href="https://e.example/archive/3.atom"/>"#,
            #"<link rel="current" href="https://e.example/feed.atom"/>"#,
        ] {
            #expect(xml.components(separatedBy: element).count == 2, "\(element)")
        }
    }

    @Test(arguments: [
        ("a < b & c, AT&T </3", #"type="text">a &lt; b &amp; c, AT&amp;T &lt;/3<"#),
        ("<b>x</b>", #"type="html">&amp;lt;b&amp;gt;x&amp;lt;/b&amp;gt;<"#),
        ("&amp; &#60;", #"type="html">&amp;amp;amp; &amp;amp;#60;<"#),
    ])
    func `Plain texts that look like markup are escaped as HTML`(title: String, written: String) throws {
        let entry = FeedEntry(id: "https://e.example/1", url: "https://e.example/1", headline: title, updated: date)
        #expect(try text(feed([entry])).contains("<title \(written)/title>"))
    }

    @Test func `A feed that is no archive doesn't name the namespace of archives`() throws {
        #expect(try !text(feed()).contains("fh"))
    }

    @Test(arguments: HostileText.all)
    func `The same structure whatever the texts hold`(hostile: String) throws {
        let reader = try XMLOutline(AtomFeed(.sample(hostile)).xml())
        #expect(
            reader.elements == [
                "feed", "id", "title", "subtitle", "updated", "icon", "generator", "fh:archive", "author", "name",
                "uri", "link", "link", "link", "link",
                "entry", "id", "title",
                "published", "updated", "author", "name", "uri", "link", "link", "link", "category", "summary",
                "content", "media:content", "media:description", "media:content", "media:description",
            ])
        #expect(reader.attributeCount == 4 + 2 + 3 + 3 + 2 * 2 + 1 + 3 + 2 * 4 + 2 + 2 + 2 * 8)
    }
}
