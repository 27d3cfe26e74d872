import Testing

@testable import Markup

@Suite struct `Plain text of HTML` {
    private func plainText(_ html: String) -> String {
        HTMLSanitizer.sanitize(html, baseURL: "https://me.example/").plainText
    }

    @Test(arguments: [
        ("<h1>A</h1><p>b <em>c</em><br>d</p>", "A b c d"),
        ("<p>a</p><p>b</p>", "a b"),
        ("a<b>b</b>c", "abc"),
        ("  a \n\t b  ", "a b"),
        ("<ul><li>a</li><li>b</li></ul>c", "a b c"),
        ("x<div>y</div>z", "x y z"),
        ("<table><tr><td>a<td>b</table>", "a b"),
        ("&lt;b&gt; &amp; &quot;", "<b> & \""),
        ("<img src=x alt=y>z<script>no</script>", "z"),
        ("<p> </p>", ""),
        ("a\u{A0}b", "a\u{A0}b"),
        ("", ""),
    ])
    func `Words stay, blanks fold and blocks are divided`(_ html: String, _ expected: String) {
        #expect(plainText(html) == expected)
    }

    @Test func `Escaped text comes back as it was`() {
        for text in ["a < b && c", "\"x\u{301}\" 'y'", "&amp;", "<\u{338}b>"] {
            #expect(Array(SafeHTML.text(text).plainText.utf8) == Array(text.utf8))
        }
    }

    @Test func `100,000 paragraphs become as many words`() {
        let html = String(repeating: "<p>x</p>", count: 100_000)
        #expect(plainText(html).utf8.count == 199_999)
    }
}
