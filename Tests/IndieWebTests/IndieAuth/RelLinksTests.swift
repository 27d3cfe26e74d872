import IndieWeb
import Markup
import Testing

@Suite struct `Links by relation` {
    private static func links(
        _ headers: [String] = [], _ html: String = "", at url: String = "https://ada.example/b/c?d",
        anchors: Bool = false
    ) -> RelLinks {
        RelLinks(linkHeaders: headers, document: HTMLTree(Array(html.utf8)), url: url, includingAnchors: anchors)
    }

    @Test func `headers come before the document, and earlier before later`() {
        let links = Self.links(
            ["<https://1.example/>; rel=x", "<https://2.example/>; rel=\"y x\""],
            "<link rel=x href=https://3.example/><body><link rel='Z X' href=https://4.example/>")

        #expect(links["x"] == "https://1.example/")
        #expect(links["z"] == "https://4.example/")
        #expect(links["w"] == nil)
        #expect(links.all("x") == (1...4).map { "https://\($0).example/" })
    }

    @Test func `the first link in document order without headers`() {
        let links = Self.links([], "<head><link rel=y href=/0><link href=/1 rel=x><link rel=x href=/2></head>")
        #expect(links["x"] == "https://ada.example/1")
    }

    @Test(arguments: [
        ("e", "https://ada.example/b/e"), ("/e", "https://ada.example/e"), ("?e", "https://ada.example/b/c?e"),
        ("//e.example", "https://e.example/"), ("../../../e", "https://ada.example/e"),
        ("", "https://ada.example/b/c?d"), ("HTTP://E.example:80", "http://e.example/"),
    ])
    func `relative to where the answer came from`(target: String, expected: String) {
        #expect(Self.links(["<\(target)>; rel=x"])["x"] == expected)
        #expect(Self.links([], "<link rel=x href=\"\(target)\">")["x"] == expected)
    }

    @Test func `the base of the document counts for the document only`() {
        let links = Self.links(["<e>; rel=x"], "<base target=_top><base href=/z/><base href=/q/><link rel=y href=e>")

        #expect(links["x"] == "https://ada.example/b/e")
        #expect(links["y"] == "https://ada.example/z/e")
    }

    @Test(arguments: [
        "javascript:alert(1)", "data:,x", "mailto:a@b.example", "https://a@b.example/", "https:///", "ftp://a/",
    ])
    func `other addresses are skipped, and the next one counts`(target: String) {
        let links = Self.links(["<\(target)>; rel=x"], "<link rel=x href='\(target)'><link rel=x href=/ok>")
        #expect(links.all("x") == ["https://ada.example/ok"])
    }

    @Test func `links in text count only when asked for`() {
        let html = "<a rel=x href=/a>a</a><link rel=x href=/l><a href=/b>b</a><area rel=x href=/c>"

        #expect(Self.links([], html).all("x") == ["https://ada.example/l"])
        #expect(Self.links([], html, anchors: true).all("x") == ["https://ada.example/a", "https://ada.example/l"])
    }

    @Test func `links in scripts, comments and attributes are none`() {
        let html =
            "<!-- <link rel=x href=/1> --><script>'<link rel=x href=/2>'</script><p title='<link rel=x href=/3>'>"
        #expect(Self.links([], html)["x"] == nil)
    }

    @Test func `nothing without a web address to start from`() {
        #expect(Self.links(["<https://a.example/>; rel=x"], "<link rel=x href=/a>", at: "file:///a")["x"] == nil)
        #expect(RelLinks(linkHeaders: [], document: nil, url: "https://a.example/")["x"] == nil)
    }

    @Test func `a document full of links ends at the greatest number`() {
        let base = String(repeating: "b", count: 8000)
        let html = "<base href=/\(base)/>" + String(repeating: "<link rel=x href=a>", count: 100_000)
        #expect(inLinearTime { Self.links([], html) }.all("x").isEmpty)

        let many = String(repeating: "<link rel=x href=a>", count: 2000)
        #expect(inLinearTime { Self.links([], many) }.all("x").count == RelLinks.maximumCount)
    }
}
