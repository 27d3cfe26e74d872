import Testing

@testable import Markup

@Suite struct `HTML escaping` {
    @Test(arguments: [
        ("plain text, é 😀", "plain text, é 😀"),
        ("& < > \" '", "&amp; &lt; &gt; &quot; &#39;"),
        ("x\"\u{301} onclick=alert(1)", "x&quot;\u{301} onclick=alert(1)"),
        ("<\u{338}script>", "&lt;\u{338}script&gt;"),
        ("'\u{20E3}&\u{200D}>\u{FE0F}", "&#39;\u{20E3}&amp;\u{200D}&gt;\u{FE0F}"),
        ("\r\n\t", "\r\n\t"),
        ("a\u{0}b\u{8}c\u{7F}d\u{80}e\u{9F}f\u{A0}g", "abcdef\u{A0}g"),
        ("\u{FFFE}a\u{FFFF}b\u{FFFD}\u{FEFF}", "ab\u{FFFD}\u{FEFF}"),
        ("\(first)a\(last)b\u{FDF0}\u{1FFFE}c\u{1FFFD}\u{10FFFF}", "ab\u{FDF0}c\u{1FFFD}"),
        ("&amp;", "&amp;amp;"),
        ("", ""),
    ])
    func `Bytes are escaped whatever follows them`(_ text: String, _ expected: String) {
        #expect(Array(escapeHTML(text).utf8) == Array(expected.utf8))
        #expect(SafeHTML.text(text).html.utf8.elementsEqual(expected.utf8))
    }

    @Test func `No raw byte is left for any scalar after a special character`() {
        for special in ["\"", "<", ">", "'"] {
            for value in UInt32(0x300)...0x36F {
                let text = special + String(Character(Unicode.Scalar(value) ?? " "))
                #expect(!escapeHTML(text).utf8.contains(special.utf8.first ?? 0))
            }
        }
    }

    @Test func `Only nothing is empty`() {
        #expect(SafeHTML.empty.isEmpty)
        #expect(SafeHTML.text("").isEmpty)
        #expect(!SafeHTML.text(" ").isEmpty)
    }
}

/// U+FDD0 and U+FDEF, which no literal may hold.
private let (first, last) = (scalar(0xFDD0), scalar(0xFDEF))

private func scalar(_ value: UInt32) -> String { Unicode.Scalar(value).map { String($0) } ?? "" }
