import IndieWeb
import Testing

@Suite struct `Client metadata` {
    private static let client = "https://app.example/id.json"

    private static func parse(_ members: String, _ client: String = client) throws -> ClientInformation {
        let json = #"{"client_id":"\#(client)""# + (members.isEmpty ? "" : ",") + members + "}"
        return try ClientInformation.parse(json: Array(json.utf8), clientID: try ClientID(client))
    }

    @Test func `all that a client can say`() throws {
        let information = try Self.parse(
            """
            "client_name":"Ada's App","client_uri":"https://app.example/","logo_uri":"https://cdn.example/logo.png",
            "redirect_uris":["https://app.example/cb","com.example.app:/cb","https://other.example/cb"],
            "grant_types":["authorization_code","refresh_token"],"x":[{}]
            """)

        let expected = ClientInformation(
            name: "Ada's App", logo: "https://cdn.example/logo.png", uri: "https://app.example/",
            redirectURIs: ["https://app.example/cb", "com.example.app:/cb", "https://other.example/cb"],
            usesRefreshTokens: true)
        #expect(information == expected)
    }

    @Test func `nothing but the id is needed`() throws {
        #expect(try Self.parse("") == ClientInformation())
        #expect(try Self.parse(#""client_name":null,"redirect_uris":null"#) == ClientInformation())
    }

    @Test(arguments: [
        "{}", #"{"client_id":"https://app.example/"}"#, #"{"client_id":"https://APP.example/id.json"}"#,
        #"{"client_id":"https://app.example/id.json/"}"#,
        #"{"client_id":"https://evil.example/","client_name":"Bank"}"#,
        #"{"client_id":null}"#,
    ])
    func `a document for another id counts for nothing`(json: String) throws {
        let clientID = try ClientID(Self.client)
        let fault = #expect(throws: MetadataFault.self) {
            try ClientInformation.parse(json: Array(json.utf8), clientID: clientID)
        }
        #expect(fault?.word == "client_id_mismatch")
    }

    @Test(arguments: [
        #""client_name":7"#, #""client_name":["a"]"#, #""client_uri":{}"#, #""logo_uri":true"#,
        #""redirect_uris":"https://app.example/cb""#, #""redirect_uris":["a",1]"#, #""grant_types":"refresh_token""#,
    ])
    func `a value of the wrong type is refused`(members: String) {
        #expect(#expect(throws: MetadataFault.self) { try Self.parse(members) }?.word == "wrong_type")
    }

    @Test(
        arguments: [
            ("https://app.example/", "https://app.example/", false),
            ("https://app.example", "https://app.example/", false),
            ("https://app.example/id", "https://app.example/id", false), ("https://app.example/about", nil, false),
            ("https://bank.example/", nil, true), ("https://app.example.evil/", nil, true),
            ("javascript:alert(1)", nil, false),
            ("/", nil, false), ("http://app.example/", nil, false),
        ] as [(String, String?, Bool)])
    func `a home page only when the id starts with it`(uri: String, shown: String?, warns: Bool) throws {
        let information = try Self.parse(#""client_uri":"\#(uri)""#)

        #expect(information.uri == shown)
        #expect(information.warnsOfForeignURI == warns)
    }

    @Test(
        arguments: [
            ("https://a.example/l", client, "https://a.example/l"), ("/l", client, "https://app.example/l"),
            ("http://app.example/l", client, nil), ("javascript:alert(1)", client, nil),
            ("data:image/png,x", client, nil),
            ("http://localhost:1/l", "http://localhost:1/", "http://localhost:1/l"),
            ("https://a@b.example/", client, nil),
        ] as [(String, String, String?)])
    func `a logo only from where it may be loaded`(logo: String, client: String, shown: String?) throws {
        #expect(try Self.parse(#""logo_uri":"\#(logo)""#, client).logo == shown)
    }

    @Test(
        arguments: [
            ("  Ada's \n\t App ", "Ada's App"), ("a\u{202E}b\u{2066}c\u{200F}\u{61C}", "abc"),
            ("a\u{1}\u{7F}\u{85}b", "a b"),
            ("\u{FEFF}a\u{200B}\u{AD}b", "ab"), ("<script>alert(1)</script>", "<script>alert(1)</script>"), ("", nil),
            (" \u{200B}\u{3164}", nil), ("\u{2028}a\u{2029}b", "a b"), ("a \u{202E} b", "a b"),
            ("\u{E0041}\u{F8FF}", nil),
            ("a\u{FFF9}b", "ab"), ("عربي", "عربي"), ("日本", "日本"),
        ] as [(String, String?)])
    func `a name on one line, without what hides or turns text`(name: String, shown: String?) throws {
        let text = JSONValue.string(name).serialized()
        #expect(try Self.parse("\"client_name\":\(text)").name == shown)
    }

    @Test func `a name of at most 80 characters`() throws {
        let long = try Self.parse(#""client_name":"\#(String(repeating: "ab ", count: 1000))""#).name
        #expect(try #require(long).unicodeScalars.count == 80)

        let stacked = try Self.parse(#""client_name":"a\#(String(repeating: "\u{301}", count: 1000))""#).name
        #expect(try #require(stacked).unicodeScalars.count == 80)
    }

    @Test func `redirect addresses exactly as written, the others left out`() throws {
        let uris = try Self.parse(
            #""redirect_uris":["https://App.example","cb","/cb?x=%41","javascript:x","https://a.example/#x","cb","https:evil"]"#
        ).redirectURIs
        #expect(uris == ["https://App.example", "https://app.example/cb", "https://app.example/cb?x=%41"])
    }

    @Test func `published only if the text is the same`() throws {
        let information = try Self.parse(#""redirect_uris":["https://a.example/cb"]"#)

        #expect(information.publishes(try RedirectURI("https://a.example/cb")))
        for other in ["https://a.example/cb/", "https://a.example/cb?", "https://A.example/cb", "https://a.example/c"] {
            #expect(!information.publishes(try RedirectURI(other)))
        }
    }

    @Test func `at most 50 redirect addresses of a huge list`() throws {
        let good = (0..<5000).map { "\"app:/\($0)\"" }.joined(separator: ",")
        #expect(try inLinearTime { try Self.parse("\"redirect_uris\":[\(good)]") }.redirectURIs.count == 50)

        let bad = Array(repeating: "\"javascript:x\"", count: 5000).joined(separator: ",")
        #expect(try inLinearTime { try Self.parse("\"redirect_uris\":[\(bad),\"app:/x\"]") }.redirectURIs.isEmpty)
    }

    @Test(arguments: ["[", "{\"a\":", "\"", " "])
    func `ten megabytes of anything are refused`(pattern: String) throws {
        let value = String(repeating: pattern, count: 10_000_000 / pattern.utf8.count)
        let fault = #expect(throws: MetadataFault.self) { try inLinearTime { try Self.parse("\"x\":" + value) } }
        #expect(fault?.word == "not_json")
    }
}
