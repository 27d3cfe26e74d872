import IndieWeb
import Testing

@Suite struct `Link headers` {
    @Test(arguments: [
        ("<https://a.example/>; rel=\"me\"", ["https://a.example/ me"]),
        ("<https://a.example/>; rel=me", ["https://a.example/ me"]),
        ("<a>;rel=\"  Me\tAuthorization_Endpoint \"", ["a me authorization_endpoint"]),
        ("<a>; rel=b, <c>; rel=d", ["a b", "c d"]),
        ("<a>; rel=b,<c>; rel=d , , <e>;rel=f,", ["a b", "c d", "e f"]),
        ("<a,b;c\"d>; rel=e", ["a,b;c\"d e"]),
        ("<a>; title=\"x, <y>; rel=z\"; rel=b", ["a b"]),
        ("<a>; title=\"x \\\" <y>; rel=z\"; rel=b", ["a b"]),
        ("<a>; title='x'; rel=b", ["a b"]),
        ("<a>; rel=b; rel=c", ["a b"]),
        ("<a>; REL=B", ["a b"]),
        ("<a> ; rel = \"b\" ; x", ["a b"]),
        ("<a>; rel=https://b.example/c", ["a https://b.example/c"]),
        ("< a >; rel=b", ["a b"]),
        ("<>; rel=b", [" b"]),
        ("<a>", ["a "]),
        ("<a>; rel=\"\"", ["a "]),
        ("<a>;;rel=b;", ["a b"]),
        ("<a>; rel", ["a "]),
        ("<a>; rel=\u{212A}", ["a \u{212A}"]),
        ("<a>; anchor=\"#x\"; rel=b, <c>; rel=d", ["c d"]),
        ("<a>; rel=b; ANCHOR=x", []),
        ("a; rel=b, <c>; rel=d", ["c d"]),
        ("<a> x; rel=b, <c>; rel=d", ["c d"]),
        ("<a>; =x, <c>; rel=d", ["c d"]),
        ("<a>; r l=x, <c>; rel=d", ["c d"]),
        ("<a>; rel=\"b\"x, <c>; rel=d", ["c d"]),
        ("x\"<a>; rel=b,\", <c>; rel=d", ["c d"]),
        ("x<,>, <c>; rel=d", ["c d"]),
        ("<a; rel=b, <c>; rel=d", ["a; rel=b, <c d"]),
        ("<a>; rel=\"b, <c>; rel=d", []),
        ("<a", []), ("", []), (",", []), (";", []), ("\"", []), ("x\"\\", []),
    ])
    func `targets and relations`(value: String, expected: [String]) {
        let found = LinkHeader.parse([value]).map { ([$0.target] + $0.rels).joined(separator: " ") }
        #expect(found == expected.map { $0.hasSuffix(" ") ? String($0.dropLast()) : $0 })
    }

    @Test func `several headers in their order, one broken header alone`() {
        let links = LinkHeader.parse(["<a>; rel=x", "<b>; rel=\"x", "<c>; rel=x, <d>; rel=x"])
        #expect(links.map(\.target) == ["a", "c", "d"])
    }

    @Test func `the other parameters, in their order`() throws {
        let link = try #require(LinkHeader.parse(["<a>; Type=text/html; rel=b; title=\"c \\\"d\\\\\"; flag"]).first)

        #expect(link.parameters.map(\.name) == ["type", "title", "flag"])
        #expect(link.parameters.map(\.value) == ["text/html", "c \"d\\", ""])
    }

    @Test func `no more than the greatest number of links`() {
        let header = String(repeating: "<a>; rel=b, ", count: 500)
        #expect(LinkHeader.parse([header]).count == LinkHeader.maximumCount)
        #expect(LinkHeader.parse(Array(repeating: "<a>; rel=b", count: 500)).count == LinkHeader.maximumCount)
    }

    @Test(arguments: [
        "<", ">", ",", "\"", ";", "<a>", "<a>;", "<a>;a=\"", "<a>;a,", "x,", "x\"", "x<", "\\", "<a>;a=\\\"", " ",
        "<a>x,", "<a>;rel=\"a ", "=", "<a>;a=\"\",",
    ])
    func `300 kilobytes of anything are read in linear time`(pattern: String) {
        let header = String(repeating: pattern, count: 300_000 / pattern.utf8.count)
        #expect(inLinearTime { LinkHeader.parse([header]) }.count <= LinkHeader.maximumCount)
        #expect(inLinearTime { LinkHeader.parse(["<a>; rel=b, " + header]) }.count <= LinkHeader.maximumCount)
    }

    // Enough pieces for looking at the rest again at each one to pass the limit.
    @Test(arguments: ["x,", "<>x,"])
    func `a megabyte of malformed pieces is skipped in linear time`(pattern: String) {
        let header = String(repeating: pattern, count: 1_000_000 / pattern.utf8.count)
        #expect(inLinearTime { LinkHeader.parse([header + "<a>; rel=b"]) }.map(\.target) == ["a"])
    }
}
