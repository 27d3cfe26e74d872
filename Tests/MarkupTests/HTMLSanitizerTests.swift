import Testing

@testable import Markup

@Suite struct `HTML sanitizing` {
    private func sanitize(_ html: String) -> String {
        HTMLSanitizer.sanitize(html, baseURL: "https://me.example/a/b").html
    }

    @Test(arguments: HostileHTML.vectors)
    func `Only what is allowed comes out of hostile HTML`(_ html: String) {
        let once = sanitize(html)
        #expect(AllowList.violations(in: once) == [])
        #expect(!once.utf8.contains { $0 < 0x20 && $0 != 0x09 && $0 != 0x0A })
        #expect(sanitize(once) == once)
    }

    @Test func `Hostile pieces one after the other are as harmless as one`() {
        let vectors = HostileHTML.vectors
        for (index, vector) in vectors.enumerated() {
            let other = vectors[(index * 31 + 7) % vectors.count]
            #expect(AllowList.violations(in: sanitize(vector + other)) == [])
            #expect(
                AllowList.violations(in: sanitize("<p><a href=x><table><tr><td>" + vector + "</table>" + other)) == [])
        }
    }

    @Test func `The allow-list of the tests sees what is wrong`() {
        let wrong = [
            "<script></script>", "<p onclick=\"x\"></p>", "<a href=\"javascript:x\">y</a>", "<p>", "</p>",
            "<p><div></div></p>",
            "<a href=\"https://a.example\"><b><a href=\"https://a.example\"></a></b></a>", "<p title='x'></p>", "a > b",
            "<P></P>",
            "<img src=\"mailto:a\">", "<p title=\"", "<!-- -->",
        ]
        for html in wrong { #expect(AllowList.violations(in: html) != [], "\(html)") }
    }

    @Test(arguments: [
        ("Hello <b>you</b> &amp; <em>me</em>", "Hello <b>you</b> &amp; <em>me</em>"),
        (
            "<h2>T</h2><blockquote cite=/q><p>x</blockquote>",
            "<h2>T</h2><blockquote cite=\"https://me.example/q\"><p>x</p></blockquote>"
        ),
        ("<section>a</section><section>b</section>", "<div>a</div><div>b</div>"),
        ("<font color=red>a</font> <x-y>b</x-y>", "a b"),
        ("<script>a</script><style>b</style><svg>c</svg><title>d</title>e", "e"),
        (
            "<p class=h-card id=x style=y onclick=z title=t lang=en-GB dir=RTL>x",
            "<p title=\"t\" lang=\"en-GB\" dir=\"rtl\">x</p>"
        ),
        (
            "<img src=p.jpg width=10 height=5px loading=lazy>",
            "<img src=\"https://me.example/a/p.jpg\" alt=\"\" width=\"10\" loading=\"lazy\">"
        ),
        ("<img alt=x><a>y</a><a href=''>z</a>", "yz"),
        (
            "<video src=v.mp4 autoplay loop>no</video>",
            "<video src=\"https://me.example/a/v.mp4\" loop=\"\" controls=\"\">no</video>"
        ),
        (
            "<video><source src=a type=video/mp4><source src=b></video>",
            "<video controls=\"\"><source src=\"https://me.example/a/a\" type=\"video/mp4\">"
                + "<source src=\"https://me.example/a/b\"></video>"
        ),
        ("<picture><source srcset=a><img src=b alt=c></picture>", "<img src=\"https://me.example/a/b\" alt=\"c\">"),
        (
            "<ol start=3 reversed><li value=7>a<li>b</ol>",
            "<ol start=\"3\" reversed=\"\"><li value=\"7\">a</li><li>b</li></ol>"
        ),
        ("<details open><summary>s</summary>t</details>", "<details open=\"\"><summary>s</summary>t</details>"),
        (
            "<time datetime=2024-01-01>then</time><abbr title='\"'>q</abbr>",
            "<time datetime=\"2024-01-01\">then</time><abbr title=\"&quot;\">q</abbr>"
        ),
        ("<pre>\n  a\n</pre><pre>\n\nb</pre>", "<pre>  a\n</pre><pre>\n\nb</pre>"),
        ("a\r\nb&#13;c", "a\nb\nc"),
        ("a\u{0}\u{8}b\u{7F}\u{FFFF}", "ab"),
        ("", ""),
    ])
    func `Content keeps its words and its meaning`(_ html: String, _ expected: String) {
        #expect(sanitize(html) == expected)
    }

    @Test(arguments: [
        ("<p>a<figure>b</figure>c</p>", "<div>a<figure>b</figure>c</div>"),
        ("<p><b><div>x</div></b></p>", "<div><b><div>x</div></b></div>"),
        ("<h1>a<h2>b</h2></h1>", "<h1>ab</h1>"),
        ("<a href=/x>1<b><a href=/y>2</a></b></a>", "<a href=\"https://me.example/x\">1<b>2</b></a>"),
        ("<li>a</li><td>b</td><dd>c</dd>", "<div>a</div><div>b</div><div>c</div>"),
        ("<ul><li>a<div><li>b</div></ul>", "<ul><li>a<div><div>b</div></div></li></ul>"),
        (
            "<table><td>1<tr><th scope=row>2</table>",
            "<table><tbody><tr><td>1</td></tr><tr><th scope=\"row\">2</th></tr></tbody></table>"
        ),
        ("<table>x<tr><td>1</table>", "<table><tbody><tr><td>x</td></tr><tr><td>1</td></tr></tbody></table>"),
        ("<table> <form> <tr> <td>1 </table>", "<table><tbody><tr><td>1 </td></tr></tbody></table>"),
        (
            "<table><caption>c</caption><thead><tr><th>h</thead><tbody><tr><td align=right colspan=2>1</table>",
            "<table><caption>c</caption><thead><tr><th>h</th></tr></thead>"
                + "<tbody><tr><td colspan=\"2\" align=\"right\">1</td></tr></tbody></table>"
        ),
        ("<ruby>a<rt>b</ruby><rt>c", "<ruby>a<rt>b</rt></ruby>c"),
    ])
    func `Nothing stands where an HTML parser would move it`(_ html: String, _ expected: String) {
        #expect(sanitize(html) == expected)
    }

    @Test func `Links to other hosts say that they are not the site's own`() {
        let rel = " rel=\"nofollow ugc noopener\""
        #expect(sanitize("<a href=/x rel=me>y</a>") == "<a href=\"https://me.example/x\">y</a>")
        #expect(sanitize("<a href=HTTPS://ME.example/x>y</a>") == "<a href=\"https://ME.example/x\">y</a>")
        #expect(sanitize("<a href=//x.example rel=me>y</a>") == "<a href=\"https://x.example\"\(rel)>y</a>")
        #expect(
            sanitize("<a href='//me.example@x.example'>y</a>") == "<a href=\"https://me.example@x.example\"\(rel)>y</a>"
        )
        #expect(sanitize("<a href=mailto:a@b.example>y</a>") == "<a href=\"mailto:a@b.example\">y</a>")

        let mention = HTMLSanitizer.sanitize(
            "<a href=/x>y</a>", baseURL: "https://you.example", siteURL: "https://me.example")
        #expect(mention.html == "<a href=\"https://you.example/x\"\(rel)>y</a>")
    }

    @Test(arguments: ["", "me.example", "javascript:x", "file:///x/"])
    func `Relative addresses go when there is nothing to resolve them against`(_ base: String) {
        let html = HTMLSanitizer.sanitize("<a href=/x>a</a><img src=y><a href=https://z.example/>b</a>", baseURL: base)
            .html
        #expect(html == "a<a href=\"https://z.example/\" rel=\"nofollow ugc noopener\">b</a>")
    }

    @Test(arguments: ["div", "b", "blockquote", "ul><li", "table><tr><td", "details", "font"])
    func `100,000 nested elements become at most a few hundred`(_ name: String) {
        let html = sanitize("start" + String(repeating: "<\(name)>", count: 100_000))
        #expect(html.hasPrefix("start"))
        #expect(html.utf8.count < 5000)
        #expect(AllowList.violations(in: html) == [])
    }

    @Test func `Text and pictures below the depth limit stay`() {
        let html = sanitize(String(repeating: "<div>", count: 150) + "a<b>b</b><img src=c>")
        #expect(html.hasPrefix(String(repeating: "<div>", count: 100) + "ab<img src="))
        #expect(html.hasSuffix(String(repeating: "</div>", count: 100)))
    }

    @Test(arguments: ["<br>", "<", "<a href=javascript:x>y</a>"])
    func `A megabyte gives output in proportion`(_ piece: String) {
        let count = 1_000_000 / piece.utf8.count
        let one = sanitize(piece).utf8.count
        #expect(sanitize(String(repeating: piece, count: count)).utf8.count <= (one + 10) * count)
    }

    @Test func `A long base address can't make a document grow without bound`() {
        let base = "https://me.example/" + String(repeating: "long/", count: 1000)
        let html = HTMLSanitizer.sanitize(String(repeating: "<img src=x>", count: 500), baseURL: base).html
        #expect(html.utf8.count < 1_200_000)
    }
}
