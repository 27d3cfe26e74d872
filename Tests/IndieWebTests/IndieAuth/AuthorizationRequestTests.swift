import IndieWeb
import Testing

@Suite struct `Authorization requests` {
    private static let challenge = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM"
    private static let addresses = "client_id=https%3A%2F%2Fapp.example%2F&redirect_uri=https%3A%2F%2Fapp.example%2Fcb"

    private static func fields(_ query: String) throws -> [FormField] {
        try FormURLEncoded.parse(Array(query.utf8).span.bytes)
    }

    private static func parse(_ query: String) throws -> AuthorizationRequest {
        try AuthorizationRequest.parse(try fields(query))
    }

    @Test func `all that a client of today sends`() throws {
        let request = try Self.parse(
            "response_type=code&\(Self.addresses)&state=1234567890&code_challenge=\(Self.challenge)"
                + "&code_challenge_method=S256&scope=profile+create%20%20update+create&me=https://ada.example/&x=1&x=2")

        #expect(request.clientID == (try ClientID("https://app.example/")))
        #expect(request.redirectURI == (try RedirectURI("https://app.example/cb")))
        #expect(request.state == "1234567890")
        #expect(request.responseType == .code)
        #expect(request.scope == ["profile", "create", "update"])
        #expect(request.codeChallenge == Self.challenge)
        #expect(request.me == "https://ada.example/")
    }

    @Test(arguments: ["", "&response_type=id", "&response_type=", "&response_type=id&scope=create&me="])
    func `the identity only for clients of 2018`(tail: String) throws {
        let request = try Self.parse(Self.addresses + tail)

        #expect(request.responseType == .id)
        #expect(request.scope.isEmpty)
        #expect(request.codeChallenge == nil)
        #expect(request.state == nil)
        #expect(request.me == nil)
    }

    @Test func `no scope, and no words in a blank one`() throws {
        #expect(try Self.parse(Self.addresses + "&response_type=code").scope.isEmpty)
        #expect(try Self.parse(Self.addresses + "&response_type=code&scope=+++").scope.isEmpty)
    }

    @Test(arguments: [
        ("a%2Bb+c%26d%23%C3%BC%2520%3D", "a+b c&d#ü%20="), ("", ""), ("%41", "A"), ("%E2%80%AEx", "\u{202E}x"),
    ])
    func `state as sent`(sent: String, state: String) throws {
        let parsed = try Self.parse("\(Self.addresses)&state=\(sent)").state
        #expect(parsed.map { Array($0.utf8) } == Array(state.utf8))
    }

    @Test(arguments: [
        ("", "missing_client_id"), ("redirect_uri=https://app.example/", "missing_client_id"),
        ("client_id=&redirect_uri=https://app.example/", "missing_client_id"),
        ("client_id=app.example&redirect_uri=https://app.example/", "invalid_client_id"),
        ("client_id=https://app.example/%23a&redirect_uri=https://app.example/", "invalid_client_id"),
        ("client_id=https://10.0.0.1/&redirect_uri=https://10.0.0.1/", "invalid_client_id"),
        (
            "client_id=https://app.example/&client_id=https://app.example/&redirect_uri=https://app.example/",
            "repeated_client_id"
        ),
        ("client_id=https://app.example/", "missing_redirect_uri"),
        ("client_id=https://app.example/&redirect_uri=", "missing_redirect_uri"),
        ("client_id=https://app.example/&redirect_uri=/cb", "invalid_redirect_uri"),
        ("client_id=https://app.example/&redirect_uri=javascript:alert(1)", "invalid_redirect_uri"),
        ("client_id=https://app.example/&redirect_uri=https://app.example/%23", "invalid_redirect_uri"),
        ("client_id=https://app.example/&redirect_uri=https://app.example/%0d%0aa:b", "invalid_redirect_uri"),
        (
            "client_id=https://app.example/&redirect_uri=https://a.example&redirect_uri=https://b.example",
            "repeated_redirect_uri"
        ),
        ("client_id=https://app.example/&redirect_uri=/cb&response_type=x&state=1&state=2", "invalid_redirect_uri"),
    ])
    func `a page and no redirect for a bad client or redirect address`(query: String, word: String) throws {
        let fields = try Self.fields(query)
        let fault = #expect(throws: AuthorizationFault.self) { try AuthorizationRequest.parse(fields) }
        guard case .page(word, let message) = fault else {
            Issue.record("\(String(describing: fault))")
            return
        }
        #expect(message.hasSuffix("."))
    }

    @Test(arguments: [
        ("response_type=token", "unsupported_response_type"), ("response_type=CODE", "unsupported_response_type"),
        ("response_type=code+id", "unsupported_response_type"),
        ("response_type=code&response_type=code", "invalid_request"), ("scope=a&scope=b", "invalid_request"),
        ("me=a&me=b", "invalid_request"), ("code_challenge=\(challenge)", "invalid_request"),
        ("code_challenge=\(challenge)&code_challenge_method=plain", "invalid_request"),
        ("code_challenge=\(challenge)&code_challenge_method=s256", "invalid_request"),
        ("code_challenge=short&code_challenge_method=S256", "invalid_request"),
        ("code_challenge=\(challenge)%3D&code_challenge_method=S256", "invalid_request"),
        ("code_challenge_method=S256", "invalid_request"),
        ("code_challenge=&code_challenge_method=S256", "invalid_request"),
        ("code_challenge=\(challenge)&code_challenge=\(challenge)&code_challenge_method=S256", "invalid_request"),
        ("code_challenge=\(challenge)&code_challenge_method=S256&code_challenge_method=S256", "invalid_request"),
        ("response_type=code&scope=a%22b", "invalid_scope"), ("response_type=code&scope=a%09b", "invalid_scope"),
        ("response_type=code&scope=%C3%A9", "invalid_scope"), ("response_type=code&scope=a%5Cb", "invalid_scope"),
    ])
    func `a redirect with state for everything else`(tail: String, code: String) throws {
        let fields = try Self.fields("\(Self.addresses)&state=s+t&\(tail)")
        let fault = #expect(throws: AuthorizationFault.self) { try AuthorizationRequest.parse(fields) }
        guard case .redirect(let uri, let clientID, let state, let error) = fault else {
            Issue.record("\(String(describing: fault))")
            return
        }
        #expect(uri.text == "https://app.example/cb")
        #expect(clientID.description == "https://app.example/")
        #expect(state == "s t")
        #expect(error.code == code)
        #expect(error.message.utf8.allSatisfy { (0x20...0x7E).contains($0) && !#""\"#.utf8.contains($0) })
    }

    @Test func `no state goes back when two came`() throws {
        let fields = try Self.fields("\(Self.addresses)&state=a&state=b")
        let fault = #expect(throws: AuthorizationFault.self) { try AuthorizationRequest.parse(fields) }
        guard case .redirect(_, _, nil, let error) = fault else {
            Issue.record("\(String(describing: fault))")
            return
        }
        #expect(error.code == "invalid_request")
    }

    @Test func `fifty scopes and no more`() throws {
        let words = (1...51).map { "s\($0)" }
        let head = Self.addresses + "&response_type=code&scope="

        #expect(try Self.parse(head + words.dropLast().joined(separator: "+")).scope.count == 50)
        #expect(throws: AuthorizationFault.self) { try Self.parse(head + words.joined(separator: "+")) }
        #expect(throws: AuthorizationFault.self) { try Self.parse(head + String(repeating: "a", count: 101)) }
    }
}
