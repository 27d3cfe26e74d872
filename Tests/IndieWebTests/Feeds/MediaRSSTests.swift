import IndieWeb
import Testing

@Suite struct `Media in feeds` {
    private func feed(_ file: FeedEnclosure) -> Feed {
        var feed = Feed.sample("x")
        feed.entries[0].enclosures = [file]
        return feed
    }

    private func atom(_ file: FeedEnclosure) throws -> String {
        try #require(String(validating: AtomFeed(feed(file)).xml(), as: UTF8.self))
    }

    private func rss(_ file: FeedEnclosure) throws -> String {
        try #require(String(validating: RSSFeed(feed(file)).xml(), as: UTF8.self))
    }

    @Test func `A picture with its size and alternative text, in Atom and RSS alike`() throws {
        let photo = FeedEnclosure(
            url: "https://e.example/p.jpg?a=1&b=2", type: "image/jpeg", length: 9, alt: "Two boats", width: 640,
            height: 480)
        let element =
            #"""
            <media:content url="https://e.example/p.jpg?a=1&amp;b=2" fileSize="9" type="image/jpeg" medium="image"\#
             width="640" height="480"><media:description type="plain">Two boats</media:description>\#
            </media:content>
            """#
        for xml in [try atom(photo), try rss(photo)] {
            #expect(xml.contains(element))
            #expect(xml.contains(#"xmlns:media="http://search.yahoo.com/mrss/""#))
        }
    }

    @Test(arguments: [
        ("image/png", "image"), ("IMAGE/PNG", "image"), ("video/mp4", "video"), ("audio/ogg; codecs=opus", "audio"),
        ("application/pdf", "document"), ("text/plain", "document"), ("document/x", "document"), ("", "document"),
    ])
    func `The medium of a media type`(type: String, medium: String) throws {
        #expect(
            try rss(FeedEnclosure(url: "https://e.example/f", type: type)).contains(" medium=\"\(medium)\""))
    }

    @Test(arguments: [
        ("A boat", "plain", "A boat"), ("\"A\" > 'B'", "plain", "\"A\" &gt; 'B'"),
        ("a < b", "html", "a &amp;lt; b"), ("Fish & chips", "html", "Fish &amp;amp; chips"),
        ("</b>", "html", "&amp;lt;/b&amp;gt;"), ("<\u{301}b>", "html", "&amp;lt;\u{301}b&amp;gt;"),
        ("&nbsp;", "html", "&amp;amp;nbsp;"),
    ])
    func `An alternative text that could pass for markup is told to be HTML`(
        alt: String, type: String, text: String
    ) throws {
        let file = FeedEnclosure(url: "https://e.example/f", type: "image/png", alt: alt)
        let element = "<media:description type=\"\(type)\">\(text)</media:description>"
        #expect(try rss(file).unicodeScalars.split(separator: "\n").last?.contains(element.unicodeScalars) == true)
    }

    @Test(
        arguments: [
            (0.2, "0"), (59.5, "60"), (3600, "3600"), (-1, nil), (.nan, nil), (.infinity, nil), (1e300, nil),
            (nil, nil),
        ] as [(Double?, String?)])
    func `Whole seconds, where the duration is a time`(seconds: Double?, expected: String?) throws {
        let file = FeedEnclosure(url: "https://e.example/f", type: "audio/ogg", durationSeconds: seconds)
        let xml = try rss(file)
        if let expected {
            #expect(xml.contains(" duration=\"\(expected)\""))
        } else {
            #expect(!xml.contains("duration"))
        }
    }

    @Test func `No namespace of media in Atom where there are none`() throws {
        var feed = Feed.sample("x")
        feed.entries[0].enclosures = []
        #expect(try !#require(String(validating: AtomFeed(feed).xml(), as: UTF8.self)).contains("media"))
    }
}
