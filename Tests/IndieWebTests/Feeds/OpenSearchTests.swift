import IndieWeb
import Testing

@Suite struct `OpenSearch descriptions` {
    private func description(_ name: String) -> OpenSearchDescription {
        OpenSearchDescription(
            name: name, description: "Search this site",
            searches: [
                OpenSearchURL(type: "text/html", template: "https://e.example/search?a=1&q={searchTerms}"),
                OpenSearchURL(
                    type: "application/atom+xml", template: "https://e.example/search/feed.atom?q={searchTerms}"),
            ],
            selfURL: "https://e.example/opensearch.xml",
            icon: OpenSearchImage(url: "https://e.example/icon.png", type: "image/png", width: 64, height: 64),
            language: "en")
    }

    private func text(_ name: String) -> String {
        String(decoding: description(name).xml(), as: UTF8.self)
    }

    @Test func `The ways to search, and what browsers show`() {
        #expect(
            text("Notes")
                == #"""
                <?xml version="1.0" encoding="utf-8"?>
                <OpenSearchDescription xmlns="http://a9.com/-/spec/opensearch/1.1/">\#
                <ShortName>Notes</ShortName><Description>Search this site</Description>\#
                <Url type="text/html" template="https://e.example/search?a=1&amp;q={searchTerms}"/>\#
                <Url type="application/atom+xml"\#
                 template="https://e.example/search/feed.atom?q={searchTerms}"/>\#
                <Url type="application/opensearchdescription+xml" rel="self"\#
                 template="https://e.example/opensearch.xml"/>\#
                <Image width="64" height="64" type="image/png">https://e.example/icon.png</Image>\#
                <Language>en</Language><InputEncoding>UTF-8</InputEncoding><OutputEncoding>UTF-8</OutputEncoding>\#
                </OpenSearchDescription>
                """#)
    }

    @Test(
        arguments: [
            ("Sixteen letters!", "Sixteen letters!", nil),
            ("Ada's notes on engines", "Ada's notes on…", "Ada's notes on engines"),
            ("Donaudampfschifffahrt", "Donaudampfschif…", "Donaudampfschifffahrt"), ("", "", nil),
            (
                "The quick brown fox jumps over the lazy dog and runs", "The quick brown…",
                "The quick brown fox jumps over the lazy dog and…"
            ),
        ] as [(String, String, String?)])
    func `A name that is short enough, with the long one beside it`(name: String, short: String, long: String?) {
        let xml = text(name)
        #expect(xml.contains("<ShortName>\(short)</ShortName>"))
        if let long {
            #expect(xml.contains("<LongName>\(long)</LongName>"))
        } else {
            #expect(!xml.contains("LongName"))
        }
    }

    @Test func `No more than 16 characters as Unicode counts them`() throws {
        let xml = text(String(repeating: "e\u{301}\u{323}", count: 16))
        let name = try #require(xml.firstMatch(of: /<ShortName>([^<]*)</)).output.1
        #expect(name.unicodeScalars.count == 16)
    }

    @Test(arguments: HostileText.all)
    func `The same structure whatever the texts hold`(hostile: String) throws {
        let document = OpenSearchDescription(
            name: hostile + String(repeating: "x", count: 17), description: hostile,
            searches: [OpenSearchURL(type: hostile, template: hostile)], selfURL: hostile,
            icon: OpenSearchImage(url: hostile, type: hostile, width: 1, height: 2), language: hostile)
        let reader = try XMLOutline(document.xml())
        #expect(
            reader.elements == [
                "OpenSearchDescription", "ShortName", "LongName", "Description", "Url", "Url", "Image", "Language",
                "InputEncoding", "OutputEncoding",
            ])
        #expect(reader.attributeCount == 1 + 2 + 3 + 3)
    }
}
