import IndieWeb
import Testing

@Suite struct `Web addresses` {
    @Test(arguments: [
        ("https://ada.example", "https://ada.example/"),
        ("HTTPS://Ada.EXAMPLE:443", "https://ada.example/"),
        ("http://ada.example:80/", "http://ada.example/"),
        ("http://ada.example:443/", "http://ada.example:443/"),
        ("https://ada.example:08443/a", "https://ada.example:8443/a"),
        ("https://ada.example:/a", "https://ada.example/a"),
        ("https://ada.example?q", "https://ada.example/?q"),
        ("https://ada.example#f", "https://ada.example/#f"),
        ("https://ada.example/A/%7e?b=%2F&c#D", "https://ada.example/A/%7e?b=%2F&c#D"),
        ("https://ada.example/é?ü#ñ", "https://ada.example/%C3%A9?%C3%BC#%C3%B1"),
        ("https://ada.example/?a?b/c", "https://ada.example/?a?b/c"),
        ("https://ada.example/a@b:c", "https://ada.example/a@b:c"),
        ("https://xn--bcher-kva.example", "https://xn--bcher-kva.example/"),
        ("https://my_site.example", "https://my_site.example/"),
        ("http://LOCALHOST:8080/x", "http://localhost:8080/x"),
        ("http://127.0.0.1", "http://127.0.0.1/"),
        ("http://[0:0:0:0:0:0:0:1]:81/", "http://[::1]:81/"),
        ("http://[2001:DB8:0:0:1:0:0:1]", "http://[2001:db8::1:0:0:1]/"),
        ("http://[::ffff:127.0.0.1]/", "http://[::ffff:7f00:1]/"),
        ("http://[1:2:3:4:5:6:7::]/", "http://[1:2:3:4:5:6:7:0]/"),
        ("http://[::]/", "http://[::]/"),
    ])
    func `one normalised text for each address`(text: String, normalised: String) throws {
        let url = try #require(HTTPURL(text))

        #expect(url.description == normalised)
        #expect(HTTPURL(normalised) == url)
    }

    @Test func `the parts of an address`() throws {
        let url = try #require(HTTPURL("HTTP://Ada.Example:8080/a/b?c=d&e#f?g"))

        #expect([url.scheme, url.host, url.path] == ["http", "ada.example", "/a/b"])
        #expect(url.port == 8080)
        #expect(url.query == "c=d&e")
        #expect(url.fragment == "f?g")
        #expect(url.origin == "http://ada.example:8080")
        #expect(url.withoutFragment == "http://ada.example:8080/a/b?c=d&e")
    }

    @Test func `an empty query and fragment differ from none`() throws {
        let url = try #require(HTTPURL("https://ada.example/?#"))

        #expect(url.query == "")
        #expect(url.fragment == "")
        #expect(url != HTTPURL("https://ada.example/"))
        #expect(url.description == "https://ada.example/?#")
    }

    @Test(arguments: [
        "", "ada.example", "/a", "//ada.example/", "https:", "https:/", "https://", "https:///a", "https:ada.example",
        "https:/ada.example", "https://?", "https://:80/", "ftp://ada.example/", "mailto:a@ada.example",
        "javascript://ada.example/%0aalert(1)", "httpss://ada.example", " https://ada.example", "https://ada.example ",
        "https://ada example/", "https://ada.example/a b", "https://ada.example/\t", "ht\ntps://ada.example/",
        "https://ada.example\\@evil.example/", "https:\\\\ada.example/", "https://ada.example/\\evil",
        "https://ada@evil.example/", "https://ada:b@evil.example/", "https://@evil.example/",
        "https://ada.example:443@evil.example/", "https://ada.example:0/", "https://ada.example:65536/",
        "https://ada.example:+80/", "https://ada.example:8a/", "https://ada.example:80:80/",
        "https://ada.example:99999999999999999999/", "https://ada.example./", "https://ada..example/", "https://.ada/",
        "https://./", "https://ada%2eexample/", "https://ada.exa%6Dple/", "https://bücher.example/",
        "https://ada。example/", "https://ada．example/", "https://\u{212A}.example/", "https://ada\u{AD}.example/",
        "https://ada.example/<script>", "https://ada.example/\"", "https://ada.example/`", "https://ada.example/{a}",
        "https://ada.example/a|b", "https://ada.example/^", "https://ada.example/\u{0}", "https://ada.example/\u{7F}",
        "https://a,b/", "https://a;b/", "https://a!b/", "https://a*b/", "https://[::1", "https://::1/", "https://[]/",
        "https://[::1]a/", "https://[::1]:/x\u{B}", "https://[1::2::3]/", "https://[:1]/", "https://[1:]/",
        "https://[1:2:3:4:5:6:7]/", "https://[1:2:3:4:5:6:7:8:9]/", "https://[12345::]/", "https://[::-1]/",
        "https://[::+1]/", "https://[::1%25eth0]/", "https://[::1.2.3]/", "https://[::1.2.3.256]/",
        "https://[::1.2.3.04]/", "https://[1.2.3.4::]/", "https://[:::1]/", "https://[v1.a]/",
    ])
    func `nil for what is no address, or could be read as another one`(text: String) {
        #expect(HTTPURL(text) == nil)
    }

    @Test func `nil for labels, hosts and addresses that are too long`() {
        let label = String(repeating: "a", count: 63)
        #expect(HTTPURL("https://\(label).example/") != nil)
        #expect(HTTPURL("https://\(label)a.example/") == nil)
        #expect(HTTPURL("https://\(label).\(label).\(label).\(label)/") == nil)
        #expect(HTTPURL("https://a.example/" + String(repeating: "b", count: 2030)) != nil)
        #expect(HTTPURL("https://a.example/" + String(repeating: "b", count: 2031)) == nil)
    }

    @Test(arguments: [
        ("127.0.0.1", true), ("10.0.0.1", true), ("2130706433", true), ("0x7f.1", true), ("0x7F000001", true),
        ("0177.0.0.1", true), ("127.1", true), ("1.2.3.4.5", true), ("a.1", true), ("a.0x", true), ("0", true),
        ("[::1]", true), ("[2001:db8::1]", true), ("ada.example", false), ("1.example", false), ("0xg", false),
        ("127.0.0.1.example", false), ("a1", false), ("localhost", false),
    ])
    func `a host that ends in a number is an IP address`(host: String, isAddress: Bool) throws {
        #expect(try #require(HTTPURL("http://\(host)/")).hostIsIPAddress == isAddress)
    }

    @Test(arguments: [
        ("127.0.0.1", true), ("127.255.3.4", true), ("[::1]", true), ("[0:0::1]", true), ("localhost", true),
        ("LOCALHOST", true), ("app.localhost", true), ("128.0.0.1", false), ("127.0.0.1.example", false),
        ("notlocalhost", false), ("localhost.example", false), ("[::2]", false), ("127.0.0.01", false),
        ("127.1", false),
    ])
    func `loopback hosts, by name and by address`(host: String, isLoopback: Bool) throws {
        #expect(try #require(HTTPURL("http://\(host)/")).isLoopback == isLoopback)
    }

    @Test(arguments: [
        ("/a/../b", true), ("/..", true), ("/.", true), ("/a/.", true), ("/./", true), ("/%2e%2E/", true),
        ("/.%2e", true),
        ("/...", false), ("/.well-known/x", false), ("/a..b", false), ("/?/../", false), ("/#/..", false), ("/", false),
    ])
    func `dot segments are seen in every spelling`(tail: String, hasDots: Bool) throws {
        #expect(try #require(HTTPURL("https://a.example\(tail)")).hasDotSegments == hasDots)
    }

    @Test(arguments: [
        ("https://a.example", "https://a.example/x?y#z", true), ("https://a.example/x", "https://a.example/xy", true),
        ("https://a.example/x", "https://a.example/X", false), ("https://a.example/x/", "https://a.example/x", false),
        ("https://a.example", "https://a.example.evil/", false), ("https://a.example", "http://a.example/", false),
        ("https://a.example", "https://a.example:81/", false), ("https://a.example/?", "https://a.example/?", false),
        ("https://a.example/#", "https://a.example/", false),
    ])
    func `a prefix has the same origin and the start of the path`(prefix: String, text: String, isPrefix: Bool) throws {
        let url = try #require(HTTPURL(prefix))
        #expect(url.isPrefix(of: try #require(HTTPURL(text))) == isPrefix)
    }
}
