import Testing

@testable import Markup

@Suite struct `Markdown rendering` {
    private func html(_ text: String) -> String {
        Markdown.html(text, baseURL: "https://me.example/notes/1").html
    }

    @Test(arguments: [
        ("Hello *you* and **me**", "<p>Hello <em>you</em> and <strong>me</strong></p>"),
        ("one\ntwo\n\nthree", "<p>one<br>\ntwo</p>\n<p>three</p>"),
        ("# T\n\n- a\n- b", "<h1>T</h1>\n<ul>\n<li>a</li>\n<li>b</li>\n</ul>"),
        ("~~x~~ `<b>`", "<p><del>x</del> <code>&lt;b&gt;</code></p>"),
        (
            "| a | b |\n|---|--:|\n| 1 | 2 |",
            "<table><thead><tr><th>a</th><th align=\"right\">b</th></tr></thead>"
                + "<tbody><tr><td>1</td><td align=\"right\">2</td></tr></tbody></table>"
        ),
        ("```swift\nlet a = \"<\"\n```", "<pre><code>let a = &quot;&lt;&quot;\n</code></pre>"),
        (
            "[a](/b) ![c](d.jpg)",
            "<p><a href=\"https://me.example/b\">a</a> <img src=\"https://me.example/notes/d.jpg\" alt=\"c\"></p>"
        ),
        ("see https://me.example/x.", "<p>see <a href=\"https://me.example/x\">https://me.example/x</a>.</p>"),
        ("www.x.example", "<p><a href=\"http://www.x.example\" rel=\"nofollow ugc noopener\">www.x.example</a></p>"),
        ("a@b.example", "<p><a href=\"mailto:a@b.example\">a@b.example</a></p>"),
        ("&amp; &copy; & < > \" '", "<p>&amp; © &amp; &lt; &gt; &quot; &#39;</p>"),
        ("", ""),
        (" \n\n ", ""),
    ])
    func `CommonMark with GitHub's extensions and hard line breaks`(_ text: String, _ expected: String) {
        #expect(html(text) == expected)
    }

    @Test(arguments: [
        ("a <b>c</b>", "<p>a &lt;b&gt;c&lt;/b&gt;</p>"),
        ("<div>\n*x*\n</div>\n\n*y*", "<p>&lt;div&gt;<br>\n*x*<br>\n&lt;/div&gt;</p>\n<p><em>y</em></p>"),
        ("<script>alert(1)</script>", "<p>&lt;script&gt;alert(1)&lt;/script&gt;</p>"),
        ("<!-- x --> <?x?>", "<p>&lt;!-- x --&gt; &lt;?x?&gt;</p>"),
        ("*a <i>b*", "<p><em>a &lt;i&gt;b</em></p>"),
        ("> <p>q", "<blockquote>\n<p>&lt;p&gt;q</p>\n</blockquote>"),
        ("- <hr>\n- b", "<ul>\n<li>&lt;hr&gt;</li>\n<li>b</li>\n</ul>"),
        ("Vec<T> and <T>", "<p>Vec&lt;T&gt; and &lt;T&gt;</p>"),
    ])
    func `HTML that the author typed shows as typed`(_ text: String, _ expected: String) {
        #expect(html(text) == expected)
    }

    @Test(arguments: [
        "[a](javascript:alert(1))", "[a](JAVASCRIPT:alert(1))", "[a](java&#10;script:x)", "[a](data:text/html,x)",
        "<javascript:alert(1)>", "![a](javascript:x)", "[a]: javascript:x\n\n[a]", "[a](<javascript:x>)",
        "[a](vbscript:x)",
        "[a](  java\tscript:x)", "![x\" onerror=alert(1) y=\"](z)", "[a](b 'x\" onclick=\"y')", "`\"\u{301} onclick=x`",
        "<https://a.example/\"onclick=x>", "www.a.example/\"onclick=x", "a@b.example\"onclick=x",
        "```\" onclick=x\n```",
        "\u{0}<b>\u{1}", "[\u{301}](\"\u{301})", "<a href=javascript:x>y</a>",
    ])
    func `No link or attribute of the author's runs anything`(_ text: String) {
        #expect(AllowList.violations(in: html(text)) == [])
        #expect(!html(text).contains("href=\"javascript"))
    }

    @Test(arguments: HostileHTML.vectors)
    func `Only what is allowed comes out of hostile text`(_ text: String) {
        #expect(AllowList.violations(in: html(text)) == [])
    }

    @Test(arguments: [
        String(repeating: "* ", count: 8000) + "a" + String(repeating: "\n", count: 16_000),
        String(repeating: ">", count: 20_000) + "a\n" + String(repeating: "b\n", count: 20_000),
        String(repeating: "a<?", count: 20_000), String(repeating: "a<![CDATA[", count: 20_000),
    ])
    func `A text that would take the parser too long shows as it is`(_ text: String) {
        #expect(!MarkdownCost(text).isBounded)
        let shown = html(text)
        #expect(AllowList.violations(in: shown) == [])
        #expect(shown.hasPrefix("<p>"))
        #expect(!shown.contains("<ul>"))
    }

    @Test func `Wide tables and endless brackets are left as text`() {
        let wide = "|" + String(repeating: "x|", count: 3000) + "\n|" + String(repeating: "-|", count: 3000)
        let long = "|a|b|\n|-|-|" + String(repeating: "\na", count: 40_000)
        let brackets = "www.a.example" + String(repeating: ")", count: 5000)
        for text in [wide, long] {
            #expect(!MarkdownCost(text).allowsTables)
            #expect(!html(text).contains("<table>"))
        }
        #expect(!MarkdownCost(brackets).allowsAutolinks)
        #expect(!html(brackets).contains("<a "))
    }

    @Test func `A long article is within the limits`() {
        let part =
            "# Title\n\n> quote\n\n1. one\n2. two\n   - three\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\n"
            + "Text (with https://a.example/).\n\n"
        let article = String(repeating: part, count: 1000)
        #expect(MarkdownCost(article).isBounded)
        #expect(MarkdownCost(article).allowsTables)
        #expect(MarkdownCost(article).allowsAutolinks)
        #expect(html(article).components(of: "<table>") == 1000)
    }

    @Test func `Thousands of nested marks end without a crash`() {
        for piece in [">", "[", "![", "*a **", "_", "`", "<", "(", "\\", "&", "- ", "1. ", "~", "#", "\t", "\n"] {
            let text = String(repeating: piece, count: 60_000 / piece.utf8.count)
            #expect(AllowList.violations(in: html(text)) == [])
        }
    }

    @Test func `Texts are rendered in parallel`() async {
        let text = "~~a~~ www.b.example\n\n| a |\n|---|\n| 1 |\n\n<b>"
        let expected = html(text)
        let results = await withTaskGroup(of: String.self) { group in
            for _ in 0..<200 { group.addTask { self.html(text) } }
            return await group.reduce(into: Set<String>()) { $0.insert($1) }
        }
        #expect(results == [expected])
        #expect(expected.contains("<del>") && expected.contains("<table>") && expected.contains("<a "))
    }
}

extension String {
    fileprivate func components(of word: String) -> Int { ranges(of: word).count }
}
