import IndieWeb
import Testing

@Suite struct `Redirect addresses` {
    @Test(arguments: [
        ("https://app.example/callback", "https", true), ("https://app.example", "https", true),
        ("HTTPS://App.Example/cb?a=b", "https", true), ("http://localhost:3000/", "http", true),
        ("http://127.0.0.1/", "http", true), ("indigenous://back", "indigenous", false),
        ("indigenous://", "indigenous", false),
        ("com.example.app:/oauth", "com.example.app", false), ("com.example.app:done", "com.example.app", false),
        ("X-App+1.0://a?b=c", "x-app+1.0", false), ("app:/a@b", "app", false),
    ])
    func `web addresses and the schemes of apps`(text: String, scheme: String, isWeb: Bool) throws {
        let uri = try RedirectURI(text)

        #expect(uri.text == text)
        #expect(uri.description == text)
        #expect(uri.scheme == scheme)
        #expect(uri.isWeb == isWeb)
        #expect((uri.host != nil) == isWeb)
    }

    @Test(arguments: [
        ("", "not_absolute"), ("/callback", "not_absolute"), ("callback", "not_absolute"),
        ("//evil.example/", "not_absolute"),
        ("://evil.example", "not_absolute"), ("https:", "not_absolute"), ("1app:/x", "not_absolute"),
        ("a/b:c", "not_absolute"),
        ("https:evil.example", "not_http"), ("https:/evil.example", "not_http"), ("https:///evil.example", "no_host"),
        ("https://", "no_host"), ("https://app.example/#", "has_fragment"),
        ("https://app.example/cb#a", "has_fragment"),
        ("app://a#b", "has_fragment"), ("https://app.example@evil.example/", "has_user"),
        ("https://app.example:443@evil.example/", "has_user"), ("app://ada@host/", "has_user"),
        ("https://app.example\\@evil.example/", "bad_character"), ("https:\\\\evil.example", "bad_character"),
        ("https://app.example\\.evil.example/", "bad_character"), ("\\\\evil.example", "bad_character"),
        ("https://app.example /", "bad_character"), (" https://app.example/", "bad_character"),
        ("https://app.example/\r\nSet-Cookie: a=b", "bad_character"), ("ht\ttps://app.example/", "bad_character"),
        ("https://app.example/\u{0}", "bad_character"), ("https://app.example/\"><script>", "bad_character"),
        ("https://app.example./", "bad_host"), ("https://app..example/", "bad_host"),
        ("https://app%2eexample/", "bad_host"),
        ("https://app。example/", "not_ascii"), ("https://app.example/é", "not_ascii"), ("\u{212A}app:/x", "not_ascii"),
        ("https://app.example:99999/", "bad_port"), ("app:" + String(repeating: "a", count: 2048), "too_long"),
    ])
    func `a word for what is wrong`(text: String, word: String) {
        #expect(#expect(throws: AddressFault.self) { try RedirectURI(text) }?.word == word)
    }

    @Test(arguments: [
        "javascript:alert(1)", "JavaScript:alert(1)", "javascript://app.example/%0Aalert(1)", "data:text/html,x",
        "DATA:,x", "vbscript:x", "file:///etc/passwd", "blob:https://app.example/x", "about:blank",
        "view-source:https://app.example/", "mailto:a@app.example", "filesystem:https://app.example/x",
        "ftp://app.example/",
        "intent://x", "ws://app.example/", "tel:1", "urn:ietf:wg:oauth:2.0:oob",
    ])
    func `refused for schemes that run, show or send something`(text: String) {
        #expect(#expect(throws: AddressFault.self) { try RedirectURI(text) }?.word == "forbidden_scheme")
    }

    @Test(arguments: [
        ("https://app.example/cb", true), ("https://APP.example:443/x?y", true), ("http://app.example/cb", false),
        ("https://app.example:8443/cb", false), ("https://www.app.example/cb", false),
        ("https://app.example.evil/cb", false),
        ("https://evilapp.example/cb", false), ("app.example:/cb", false), ("app://app.example/cb", false),
        ("https://evil.example/https://app.example/", false), ("https://evil.example/?app.example", false),
    ])
    func `the client's own only with its scheme, host and port`(text: String, isSame: Bool) throws {
        let client = try ClientID("https://app.example/id")
        #expect(try RedirectURI(text).isSameOrigin(as: client) == isSame)
    }

    @Test(arguments: [
        ("https://app.example/cb", "https://app.example/cb?code=a%20b&iss=c"),
        ("https://app.example", "https://app.example?code=a%20b&iss=c"),
        ("https://app.example/cb?", "https://app.example/cb?code=a%20b&iss=c"),
        ("https://app.example/cb?x=%41+b&y", "https://app.example/cb?x=%41+b&y&code=a%20b&iss=c"),
        ("https://app.example/cb?x&", "https://app.example/cb?x&code=a%20b&iss=c"),
        ("app:done", "app:done?code=a%20b&iss=c"), ("indigenous://", "indigenous://?code=a%20b&iss=c"),
    ])
    func `parameters go behind the query that is there`(text: String, expected: String) throws {
        #expect(try RedirectURI(text).appending([("code", "a b"), ("iss", "c")]) == expected)
        #expect(try RedirectURI(text).appending([]) == text)
    }
}

@Suite struct `Query strings` {
    private static let awkward = [
        "+ & # ü %00 %20 =", "a+b", "%", "%2", "%zz", "a&state=b", "a=b;c", "\u{0}\u{1}\r\n\t", "é", "e\u{301}",
        "\u{212A}",
        "🐦", "\u{202E}x", "'\"<>\\^`{|}", "?/:@!$()*,;", "-._~AZaz09", " ", "", "\u{FEFF}",
    ]

    private static func bytes(_ text: String) -> [UInt8] { Array(text.utf8) }

    @Test(arguments: awkward) func `state comes back byte for byte`(state: String) throws {
        let redirect = try RedirectURI("https://app.example/cb?x=1").appending([("state", state), ("code", "c")])

        let query = redirect.utf8.split(separator: UInt8(ascii: "?"), maxSplits: 1)[1]
        let pair = query.split(separator: UInt8(ascii: "&"))[1].dropFirst("state=".utf8.count)
        #expect(Self.decoded(pair) == Self.bytes(state))
        #expect(redirect.utf8.allSatisfy { (0x21...0x7E).contains($0) && $0 != UInt8(ascii: "+") })
        #expect(redirect.hasSuffix("&code=c"))
    }

    @Test(arguments: awkward.filter { !$0.utf8.contains(0) }) func `forms read it back`(text: String) throws {
        let query = Self.bytes(QueryString.encode([(text, text), ("b", "")]))
        let fields = try FormURLEncoded.parse(query.span.bytes)

        #expect(fields.map { Self.bytes($0.name) } == [Self.bytes(text), Self.bytes("b")])
        #expect(fields.map { Self.bytes($0.value) } == [Self.bytes(text), []])
    }

    @Test func `the very text of escapes`() {
        #expect(QueryString.encode([("a b", "+&#=%é~")]) == "a%20b=%2B%26%23%3D%25%C3%A9~")
        #expect(QueryString.encode([]).isEmpty)
    }

    @Test(arguments: [
        ("https://a.example/auth", "https://a.example/auth?b=c"), ("https://a.example", "https://a.example/?b=c"),
        ("https://a.example/?x=y", "https://a.example/?x=y&b=c"),
        ("https://a.example/?x=y#z", "https://a.example/?x=y&b=c"),
        ("https://a.example/#z", "https://a.example/?b=c"), ("javascript:x", nil), ("/auth", nil),
    ])
    func `an endpoint keeps its query and loses its fragment`(url: String, expected: String?) {
        #expect(QueryString.appending([("b", "c")], to: url) == expected)
    }

    /// A second reader of percent-encoding, which knows nothing of `+`.
    private static func decoded(_ text: some Collection<UInt8>) -> [UInt8] {
        var bytes: [UInt8] = []
        var rest = text[...]
        while let byte = rest.popFirst() {
            if byte == UInt8(ascii: "%") {
                bytes.append(UInt8(String(decoding: rest.prefix(2), as: UTF8.self), radix: 16) ?? 0)
                rest = rest.dropFirst(2)
            } else {
                bytes.append(byte)
            }
        }
        return bytes
    }
}
