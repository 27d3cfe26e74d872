import Testing

@testable import Markup

@Suite struct `Resolving addresses` {
    /// https://www.rfc-editor.org/rfc/rfc3986#section-5.4, but for `g:h` and with `https` for `http`.
    @Test(arguments: [
        ("g", "https://a/b/c/g"), ("./g", "https://a/b/c/g"), ("g/", "https://a/b/c/g/"), ("/g", "https://a/g"),
        ("//g", "https://g"), ("?y", "https://a/b/c/d;p?y"), ("g?y", "https://a/b/c/g?y"),
        ("#s", "https://a/b/c/d;p?q#s"), ("g#s", "https://a/b/c/g#s"), ("g?y#s", "https://a/b/c/g?y#s"),
        (";x", "https://a/b/c/;x"), ("g;x", "https://a/b/c/g;x"), ("", "https://a/b/c/d;p?q"), (".", "https://a/b/c/"),
        ("./", "https://a/b/c/"), ("..", "https://a/b/"), ("../", "https://a/b/"), ("../g", "https://a/b/g"),
        ("../..", "https://a/"), ("../../g", "https://a/g"), ("../../../g", "https://a/g"),
        ("../../../../g", "https://a/g"), ("/./g", "https://a/g"), ("/../g", "https://a/g"), ("g.", "https://a/b/c/g."),
        (".g", "https://a/b/c/.g"), ("g..", "https://a/b/c/g.."), ("..g", "https://a/b/c/..g"),
        ("./../g", "https://a/b/g"), ("./g/.", "https://a/b/c/g/"), ("g/./h", "https://a/b/c/g/h"),
        ("g/../h", "https://a/b/c/h"), ("g;x=1/../y", "https://a/b/c/y"), ("g?y/../x", "https://a/b/c/g?y/../x"),
        ("g#s/../x", "https://a/b/c/g#s/../x"),
    ])
    func `References resolve as RFC 3986 says`(_ reference: String, _ expected: String) throws {
        let base = try #require(BaseURL("https://a/b/c/d;p?q"))
        #expect(base.resolve(reference) == expected)
    }

    @Test(arguments: [
        ("  x\t\n", "https://a.example/x"), ("x\ny", "https://a.example/xy"),
        ("HTTP://B.Example/X", "http://B.Example/X"),
        ("\\\\b.example\\c?\\d", "https://b.example/c?%5Cd"), ("/\\b.example", "https://b.example"),
        ("a b\"<>é", "https://a.example/a%20b%22%3C%3E%C3%A9"), ("%41%zz%", "https://a.example/%41%25zz%25"),
        ("/%2e%2E/x", "https://a.example/x"), ("//b.example:8080/", "https://b.example:8080/"),
        ("https://[::1]:8/x", "https://[::1]:8/x"), ("https://ü.example/ü", "https://ü.example/%C3%BC"),
        ("x#a#b", "https://a.example/x#a#b"), ("/.//b.example", "https://a.example//b.example"),
        ("https://b.example?x", "https://b.example?x"), ("?", "https://a.example?"),
    ])
    func `References are read the way browsers read them`(_ reference: String, _ expected: String) throws {
        let base = try #require(BaseURL("https://a.example"))
        #expect(base.resolve(reference) == expected)
    }

    @Test(arguments: [
        "javascript:alert(1)", "mailto:a@b.example", "data:,x", "ftp://a.example/", "https:x", "https:/x", "https:///x",
        "https://", "//", "///x", "https://a b/", "https://a\"b/", "https://a<b", "https://x@/", "https://:80/", ":x",
        "1:2",
        "x:y", "a\u{1}b", "https://a\u{7F}/", String(repeating: "a", count: 9000),
    ])
    func `Nothing comes of what isn't a web address`(_ reference: String) throws {
        let base = try #require(BaseURL("https://a.example/b"))
        #expect(base.resolve(reference) == nil)
        #expect(BaseURL(reference) == nil)
    }

    @Test(arguments: [
        ("https://A.Example/b", "a.example"), ("http://u:p@b.example:80/", "b.example"),
        ("https://[2001:DB8::1]:8", "[2001:db8::1]"),
        ("https://a@b@c.example", "c.example"),
    ])
    func `The host comes without user information and port`(_ address: String, _ host: String) {
        #expect(BaseURL(address)?.host == host)
    }

    @Test func `Resolving the result again changes nothing`() throws {
        let base = try #require(BaseURL("https://a.example/b/c?d"))
        for reference in ["../é?<\\>#`", "%zz%41 ", "//B.Example\\x", "?q=%", "a/./b/../c/"] {
            let once = try #require(base.resolve(reference))
            #expect(base.resolve(once) == once)
            #expect(BaseURL(once)?.resolve(once) == once)
        }
    }
}
