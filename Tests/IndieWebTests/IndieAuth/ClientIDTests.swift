import IndieWeb
import Testing

@Suite struct `Client ids` {
    @Test(arguments: [
        ("https://app.example/", false), ("https://app.example", false),
        ("https://App.Example:8443/id.json?v=1", false),
        ("http://app.example/", false), ("http://localhost:3000/", true), ("http://LOCALHOST", true),
        ("http://dev.localhost/", true), ("http://127.0.0.1:8080/", true), ("http://[::1]/", true),
        ("http://[0:0:0:0:0:0:0:1]:9/", true),
    ])
    func `kept exactly as sent, and known to be local`(text: String, isLoopback: Bool) throws {
        let client = try ClientID(text)

        #expect(client.description == text)
        #expect(client.isLoopback == isLoopback)
    }

    @Test(arguments: [
        ("app.example", "not_http"), ("https://app.example/#", "has_fragment"),
        ("https://app.example/#a", "has_fragment"),
        ("https://user@app.example/", "has_user"), ("https://user:pass@app.example/", "has_user"),
        ("https://app.example/../a", "dot_segments"), ("https://app.example/./", "dot_segments"),
        ("https://10.0.0.1/", "is_ip_address"), ("http://127.0.0.2/", "is_ip_address"),
        ("http://127.1/", "is_ip_address"),
        ("http://2130706433/", "is_ip_address"), ("http://[::2]/", "is_ip_address"),
        ("http://[::ffff:127.0.0.1]/", "is_ip_address"), ("http://0/", "is_ip_address"),
        ("https://app.example/é", "not_ascii"), ("javascript:alert(1)", "not_http"), ("com.example.app:/", "not_http"),
        ("", "not_http"), ("https://app.example/ ", "bad_character"),
    ])
    func `a word for what is wrong`(text: String, word: String) {
        #expect(#expect(throws: AddressFault.self) { try ClientID(text) }?.word == word)
    }

    @Test func `a missing path counts as the root, but another text is another client`() throws {
        let short = try ClientID("https://app.example")
        let long = try ClientID("https://app.example/")

        #expect(short.url == long.url)
        #expect(short != long)
        #expect(Set([short, long, long]).count == 2)
    }
}
