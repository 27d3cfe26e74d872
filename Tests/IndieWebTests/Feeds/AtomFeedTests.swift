import FoundationEssentials
import IndieWeb
import Testing

@Suite struct `Atom feeds` {
    private let date = PostDate(secondsSince1970: 1_720_000_000, offsetSeconds: 7200)

    private func feed(_ entries: [AtomEntry] = []) -> AtomFeed {
        AtomFeed(
            id: "https://e.example/", title: "Notes", updated: date,
            author: AtomPerson(name: "Ada", uri: "https://e.example/"),
            selfURL: "https://e.example/feed.atom", url: "https://e.example/", entries: entries)
    }

    private func text(_ feed: AtomFeed) throws -> String {
        try #require(String(validating: feed.xml(), as: UTF8.self))
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
            AtomLink(.next, href: "https://e.example/feed.atom?before=5"), AtomLink(.hub, href: "https://hub.example/"),
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
        let entry = AtomEntry(id: "https://e.example/1", title: "One", updated: date, url: "https://e.example/one")
        #expect(
            try text(feed([entry])).contains(
                #"<entry><id>https://e.example/1</id><title type="text">One</title>"#
                    + "<updated>2024-07-03T11:46:40+02:00</updated>"
                    + #"<link rel="alternate" type="text/html" href="https://e.example/one"/></entry>"#))
    }

    @Test func `An entry with all that it may have`() throws {
        let entry = AtomEntry(
            id: "https://e.example/1", title: "One", updated: date, url: "https://e.example/one",
            published: PostDate(secondsSince1970: 0, offsetSeconds: 0), author: AtomPerson(name: "Bob"),
            summary: "Short",
            contentHTML: "<p>Hi &amp; bye</p>",
            categories: [AtomCategory(term: "a"), AtomCategory(term: "b", label: "B")],
            links: [
                AtomLink(
                    .enclosure, href: "https://e.example/p.jpg", type: "image/jpeg", title: "Alt", length: 5_000_000_000
                )
            ])
        let xml = try text(feed([entry, entry]))
        for element in [
            "<published>1970-01-01T00:00:00Z</published>", "<author><name>Bob</name></author>",
            #"<summary type="text">Short</summary>"#,
            #"<content type="html">&lt;p&gt;Hi &amp;amp; bye&lt;/p&gt;</content>"#,
            #"<category term="a"/><category term="b" label="B"/>"#,
            #"<link rel="enclosure" type="image/jpeg" href="https://e.example/p.jpg" title="Alt" length="5000000000"/>"#,
        ] {
            #expect(xml.components(separatedBy: element).count == 3, "\(element)")
        }
    }

    @Test(arguments: [
        "<script>", "]]>", "&amp;", "\"'", "x\"\u{301} y=", "<\u{301}/entry>", "\u{0}\u{1}\u{B}\u{1F}\u{7F}",
        "\u{FFFE}\u{FFFF}", "😀", "\u{202E}",
        "</title><entry>", "<!--", "<![CDATA[", "<?pi", "&#0;", "\n\t", "é\u{301}",
    ])
    func `The same structure whatever the texts hold`(hostile: String) throws {
        let person = AtomPerson(name: hostile, uri: hostile)
        let link = AtomLink(.enclosure, href: hostile, type: hostile, title: hostile, length: 1)
        let entry = AtomEntry(
            id: hostile, title: hostile, updated: date, url: hostile, published: date, author: person, summary: hostile,
            contentHTML: hostile,
            categories: [AtomCategory(term: hostile, label: hostile)], links: [link])
        let feed = AtomFeed(
            id: hostile, title: hostile, updated: date, author: person, selfURL: hostile, url: hostile,
            subtitle: hostile, icon: hostile,
            language: hostile, links: [link], entries: [entry])

        let reader = try XMLOutline(feed.xml())
        #expect(
            reader.elements == [
                "feed", "id", "title", "subtitle", "updated", "icon", "author", "name", "uri", "link", "link", "link",
                "entry", "id", "title",
                "published", "updated", "author", "name", "uri", "link", "link", "category", "summary", "content",
            ])
        #expect(reader.attributeCount == 2 + 2 + 3 + 3 + 5 + 1 + 3 + 5 + 2 + 2)
    }
}
