import Testing

@testable import Markup

@Suite struct `HTML trees` {
    /// The tree as indented lines would show it, on one line: `p(b("x"))`.
    private func shape(_ node: HTMLNode) -> String {
        let inside = node.children.map { shape($0) }.joined(separator: " ")
        if let text = node.text { return "\"\(text)\"" }
        return (node.name ?? "") + (inside.isEmpty ? "" : "(\(inside))")
    }

    private func body(_ html: String) -> String {
        HTMLTree(fragment: html).root.descendants(named: "body").map { shape($0) }.joined()
    }

    @Test(arguments: [
        ("<p>a<b>b</b>", "body(p(\"a\" b(\"b\")))"),
        ("<P>a<P>b", "body(p(\"a\") p(\"b\"))"),
        ("a &amp; b &eacute; &#x1F600;", "body(\"a & b é 😀\")"),
        ("a<!-- no -->b<?no?>c", "body(\"abc\")"),
        ("<p>a<wbr>b</p>c", "body(p(\"a\" wbr \"b\") \"c\")"),
        ("<video><source src=a><source src=b><track>t</video>u", "body(video(source source track \"t\") \"u\")"),
        ("<p>a<br>b<img>c</p>", "body(p(\"a\" br \"b\" img \"c\"))"),
        ("<script>a<b</script>", "body(script(\"a<b\"))"),
        ("a < b", "body(\"a < b\")"),
        ("", "body"),
    ])
    func `Elements and texts come out nested`(_ html: String, _ expected: String) {
        #expect(body(html) == expected)
    }

    @Test func `Attributes keep their order, the first of a name counts and names are lower case`() throws {
        let tree = HTMLTree(fragment: "<a HREF='/x?a=1&amp;b=2' rel=\"me  nofollow\" download href=y>z</a>")
        let link = try #require(tree.root.descendants(named: "a").first { _ in true })

        #expect(link.attributes.map(\.name) == ["href", "rel", "download"])
        #expect(link[attribute: "href"] == "/x?a=1&b=2")
        #expect(link[attribute: "rel"] == "me  nofollow")
        #expect(link[attribute: "download"] == "")
        #expect(link[attribute: "class"] == nil)
    }

    @Test func `Descendants come in document order and end with the element`() throws {
        let tree = HTMLTree(
            Array("<head><link href=1></head><body><div><a href=2><b><link href=3></b></a></div><a href=4>".utf8))

        #expect(tree.root.descendants.compactMap { $0[attribute: "href"] } == ["1", "2", "3", "4"])
        let div = try #require(tree.root.descendants(named: "div").first { _ in true })
        #expect(div.descendants.compactMap { $0[attribute: "href"] } == ["2", "3"])
        #expect(div.parent?.name == "body")
        #expect(tree.root.parent == nil)
    }

    @Test func `Text content joins all texts inside`() {
        let tree = HTMLTree(fragment: "<p>a <b>b</b>\n<i>c<br>d</i></p>")
        #expect(tree.root.textContent == "a b\ncd")
    }

    @Test(arguments: ["div", "b", "a", "table", "span", "x-y", "ul><li", "svg", "p><b"])
    func `100,000 nested elements give a cut tree and no crash`(_ name: String) {
        let html = String(repeating: "<\(name)>", count: 100_000) + "end"
        let tree = HTMLTree(Array(html.utf8))

        #expect(tree.count <= 200_000)
        for node in tree.root.descendants where node.kind == .element && node.firstChild == nil {
            var depth = 0
            var parent = node.parent
            while let current = parent {
                depth += 1
                parent = current.parent
            }
            #expect(depth <= 201)
        }
    }

    @Test func `Elements past the depth limit stay, in order, one level deep`() {
        let html = String(repeating: "<div>", count: 20) + "a<i>b</i>c" + String(repeating: "</div>", count: 20) + "d"
        let tree = HTMLTree(fragment: html, limits: HTMLLimits(depth: 5))

        #expect(tree.isCut)
        #expect(tree.root.textContent == "abcd")
        #expect(tree.root.descendants(named: "div").map { _ in 1 }.count == 20)
    }

    @Test func `The tree ends at the limit of nodes and of bytes`() {
        let html = String(repeating: "<br>", count: 1000)

        let few = HTMLTree(fragment: html, limits: HTMLLimits(nodes: 100))
        #expect(few.isCut)
        #expect(few.count == 100)
        let short = HTMLTree(Array(html.utf8), limits: HTMLLimits(bytes: 40))
        #expect(short.isCut)
        #expect(short.root.descendants(named: "br").map { _ in 1 }.count == 10)
        #expect(!HTMLTree(fragment: html).isCut)
    }

    @Test func `A million bytes of one construct stay within as many nodes`() {
        let count = 100_000
        for (piece, nodesEach) in [
            ("<br>", 1), ("<p>x", 2), ("x<i>y</i>", 3), ("<!-- x -->", 0), ("</p>", 0), ("&", 0),
        ] {
            let tree = HTMLTree(fragment: String(repeating: piece, count: count))
            #expect(tree.count >= nodesEach * count)
            #expect(tree.count <= nodesEach * count + 10)
            #expect(!tree.isCut)
        }
    }

    @Test func `A tag with thousands of attributes ends the document`() {
        let attributes = (0..<100_000).map { " a\($0)=x" }.joined()
        let tree = HTMLTree(
            fragment: "<p>before</p><a\(attributes)>x</a>" + String(repeating: "<p>after</p>", count: 1000))

        #expect(tree.isCut)
        #expect(tree.root.textContent.hasPrefix("before"))
        #expect(tree.count < 100)
    }

    @Test func `Hostile documents don't crash, however they are cut`() {
        for vector in HostileHTML.vectors {
            let bytes = Array(vector.utf8)
            for length in stride(from: 0, through: bytes.count, by: 3) {
                let tree = HTMLTree(Array(bytes.prefix(length)))
                #expect(tree.count <= 10 + length)
            }
        }
    }

    @Test func `Documents are parsed in parallel`() async {
        let html = Array(HostileHTML.vectors.joined().utf8)
        let expected = HTMLTree(html).count
        let counts = await withTaskGroup(of: Int.self) { group in
            for _ in 0..<50 { group.addTask { HTMLTree(html, charset: "koi8-r").count + HTMLTree(html).count } }
            return await group.reduce(into: Set<Int>()) { $0.insert($1) }
        }
        #expect(counts.count == 1)
        #expect(expected > 100)
    }
}
