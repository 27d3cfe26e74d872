import IndieWeb
import Testing

@Suite struct `Profile addresses` {
    @Test(arguments: [
        ("https://ada.example/", "https://ada.example/"),
        ("https://ada.example", "https://ada.example/"),
        ("HTTP://ADA.Example", "http://ada.example/"),
        ("https://example.com/username", "https://example.com/username"),
        ("https://example.com/users?id=100", "https://example.com/users?id=100"),
        ("https://ada.example:443/", "https://ada.example/"),
        ("https://ada.example/Ada", "https://ada.example/Ada"),
    ])
    func `canonical text of a valid one`(text: String, canonical: String) throws {
        let profile = try ProfileURL(text)

        #expect(profile.description == canonical)
        #expect(profile == (try ProfileURL(canonical)))
    }

    // The first eight are the specification's own examples.
    @Test(arguments: [
        ("example.com", "not_http"), ("mailto:user@example.com", "not_http"),
        ("https://example.com/foo/../bar", "dot_segments"), ("https://example.com/#me", "has_fragment"),
        ("https://user:pass@example.com/", "has_user"), ("https://example.com:8443/", "has_port"),
        ("https://172.28.92.51/", "is_ip_address"), ("https://[2001:db8::1]/", "is_ip_address"),
        ("https://example.com/.", "dot_segments"), ("https://example.com/%2E%2e/", "dot_segments"),
        ("https://example.com/#", "has_fragment"), ("https://2130706433/", "is_ip_address"),
        ("https://0x7f.1/", "is_ip_address"), ("https://localhost/", "is_local"), ("https://a.localhost/", "is_local"),
        ("http://example.com:443/", "has_port"), ("https://user@example.com/", "has_user"), ("", "not_http"),
        ("https:///", "no_host"), ("https://bücher.example/", "host_not_ascii"), ("https://example.com./", "bad_host"),
        ("https://example.com:x/", "bad_port"), ("https://exa mple.com/", "bad_character"),
        ("https://example.com/" + String(repeating: "a", count: 2048), "too_long"),
    ])
    func `a word for what is wrong`(text: String, word: String) {
        let fault = #expect(throws: AddressFault.self) { try ProfileURL(text) }

        #expect(fault?.word == word)
        #expect(fault?.description.hasSuffix(".") == true)
        #expect(fault?.description.contains("example.com") == false)
    }

    @Test(arguments: [
        "http://localhost:8900/", "http://127.0.0.1:8900/", "http://[::1]:8900/", "https://ada.test:8443/",
    ])
    func `local ones only where that is allowed`(text: String) throws {
        #expect(try ProfileURL(text, allowsLocal: true).description == text)
        #expect(throws: AddressFault.self) { try ProfileURL(text) }
    }

    @Test(arguments: ["http://localhost/#a", "http://a@localhost/", "http://localhost/../", "ftp://localhost/"])
    func `the other rules hold for local ones too`(text: String) {
        #expect(throws: AddressFault.self) { try ProfileURL(text, allowsLocal: true) }
    }

    @Test(arguments: [
        ("https://ada.example/", "https://ada.example/a"), ("https://ada.example/", "http://ada.example/"),
        ("https://ada.example/", "https://www.ada.example/"), ("https://ada.example/a", "https://ada.example/A"),
        ("https://ada.example/a", "https://ada.example/a/"), ("https://ada.example/", "https://ada.example/?"),
    ])
    func `different identities stay different`(one: String, other: String) throws {
        #expect(try ProfileURL(one) != ProfileURL(other))
    }
}

@Suite struct `What a person types to sign in` {
    @Test(arguments: [
        ("ada.example", "https://ada.example/"), ("  Ada.Example\n", "https://ada.example/"),
        ("\u{A0}ada.example\u{3000}", "https://ada.example/"), ("http://ada.example", "http://ada.example/"),
        ("HTTPS://ADA.example/Me", "https://ada.example/Me"), ("ada.example/me?x=1", "https://ada.example/me?x=1"),
        ("ada.example/é", "https://ada.example/%C3%A9"), ("ada.example/#", "https://ada.example/"),
        ("ada@service.example", "https://service.example/"), ("Ada.L@Service.example/x", "https://service.example/x"),
        ("ada.example/@me", "https://ada.example/@me"),
        ("ada.example/?u=http://b.example/", "https://ada.example/?u=http://b.example/"),
    ])
    func `becomes an address`(text: String, canonical: String) throws {
        #expect(try ProfileURL.typed(text).description == canonical)
    }

    @Test(arguments: [
        ("", "no_host"), (" \t\n", "no_host"), ("#", "no_host"), ("ada.example:8080", "has_port"),
        ("10.0.0.1", "is_ip_address"),
        ("localhost", "is_local"), ("ada.example/#me", "has_fragment"), ("https://ada@service.example/", "has_user"),
        ("ada:secret@service.example", "has_user"), ("mailto:ada@service.example", "has_user"),
        ("@ada.example", "has_user"),
        ("a@b@c.example", "has_user"), ("ftp://ada.example", "not_http"), ("javascript:alert(1)", "bad_port"),
        ("javascript://ada.example", "not_http"), ("//ada.example", "no_host"), ("/ada", "no_host"),
        ("ada lovelace", "bad_character"), ("ada.example\\x", "bad_character"), ("ada.example/../", "dot_segments"),
        ("ada。example", "host_not_ascii"), ("ada\u{202E}.example", "host_not_ascii"),
    ])
    func `a word for what can't become one`(text: String, word: String) {
        #expect(#expect(throws: AddressFault.self) { try ProfileURL.typed(text) }?.word == word)
    }

    @Test(arguments: [
        ("localhost:8900", "http://localhost:8900/"), ("127.0.0.1:8900/a", "http://127.0.0.1:8900/a"),
        ("[::1]:8900", "http://[::1]:8900/"), ("ada.test:8443", "https://ada.test:8443/"),
        ("https://localhost:8900", "https://localhost:8900/"),
    ])
    func `http for loopback hosts where these are allowed`(text: String, canonical: String) throws {
        #expect(try ProfileURL.typed(text, allowsLocal: true).description == canonical)
    }
}
