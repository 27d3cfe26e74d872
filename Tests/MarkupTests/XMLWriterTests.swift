import Testing

@testable import Markup

@Suite struct `XML writing` {
    private let declaration = "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n"

    @Test func `Elements nest, attributes keep their order and nil ones are left out`() {
        var writer = XMLWriter()

        writer.element("feed", ["xmlns": "http://www.w3.org/2005/Atom", "xml:lang": nil]) { feed in
            feed.element("title", ["type": "text"], text: "Notes")
            feed.element("link", ["rel": "self", "href": "https://a.example/?a=1&b=2"])
            feed.element("fh:archive")
        }

        #expect(
            writer.string == declaration
                + #"<feed xmlns="http://www.w3.org/2005/Atom"><title type="text">Notes</title>"#
                + #"<link rel="self" href="https://a.example/?a=1&amp;b=2"/><fh:archive/></feed>"#)
    }

    @Test(arguments: [
        ("a < b & c > d", "a &lt; b &amp; c &gt; d"),
        ("]]>", "]]&gt;"),
        ("<\u{338}p>", "&lt;\u{338}p&gt;"),
        ("a\r\nb\tc", "a&#13;\nb\tc"),
        ("a\u{0}b\u{1}c\u{B}d\u{1F}e", "abcde"),
        ("a\u{FFFE}b\u{FFFF}c\u{FFFD}d", "abc\u{FFFD}d"),
        ("é ﬁ \u{FEFF} 😀 \u{A0}", "é ﬁ \u{FEFF} 😀 \u{A0}"),
        ("a\u{7F}b\u{80}c\u{85}d\u{9F}e", "abcde"),
        ("a\u{FDCF}b\(first)c\(last)d\u{FDF0}e", "a\u{FDCF}bcd\u{FDF0}e"),
        ("a\u{1FFFD}b\u{1FFFE}c\u{10FFFF}d\u{20000}", "a\u{1FFFD}bcd\u{20000}"),
        ("", ""),
    ])
    func `Text is escaped by bytes and forbidden characters are dropped`(_ text: String, _ expected: String) {
        var writer = XMLWriter()
        writer.element("t", text: text)
        #expect(Array(writer.bytes) == Array((declaration + "<t>\(expected)</t>").utf8))
    }

    @Test(arguments: [
        ("x\"\u{301} y='1'", "x&quot;\u{301} y='1'"),
        ("a\tb\nc\rd", "a&#9;b&#10;c&#13;d"),
        ("<&>", "&lt;&amp;&gt;"),
        ("\u{0}\u{FFFF}", ""),
    ])
    func `Attribute values are escaped so that a reader gets the same value`(_ value: String, _ expected: String) {
        var writer = XMLWriter()
        writer.element("t", ["a": value])
        #expect(Array(writer.bytes) == Array((declaration + "<t a=\"\(expected)\"/>").utf8))
    }

    @Test func `An element is closed when its content throws`() {
        struct Stop: Error {}
        var writer = XMLWriter()

        #expect(throws: Stop.self) {
            try writer.element("a") { inner in
                inner.text("x")
                throw Stop()
            }
        }

        #expect(writer.string == declaration + "<a>x</a>")
    }
}

/// U+FDD0 and U+FDEF, which no literal may hold.
private let (first, last) = (scalar(0xFDD0), scalar(0xFDEF))

private func scalar(_ value: UInt32) -> String { Unicode.Scalar(value).map { String($0) } ?? "" }
