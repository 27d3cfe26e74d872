import IndieWeb
import Testing

@Suite struct `Token requests` {
    private static let redemption = "code=c&client_id=https://app.example/&redirect_uri=https://app.example/cb"
    private static let expected = CodeRedemption(
        code: "c", clientID: "https://app.example/", redirectURI: "https://app.example/cb", codeVerifier: nil)

    private static func fields(_ form: String) throws -> [FormField] {
        try FormURLEncoded.parse(Array(form.utf8).span.bytes)
    }

    private static func parse(_ form: String) throws -> TokenRequest { try TokenRequest.parse(try fields(form)) }

    @Test func `a code, with or without a verifier`() throws {
        let with = CodeRedemption(
            code: "c", clientID: "https://app.example/", redirectURI: "https://app.example/cb", codeVerifier: "v")

        #expect(try Self.parse("grant_type=authorization_code&\(Self.redemption)&code_verifier=v") == .code(with))
        #expect(try Self.parse("grant_type=authorization_code&\(Self.redemption)") == .code(Self.expected))
        #expect(
            try Self.parse("grant_type=authorization_code&\(Self.redemption)&code_verifier=") == .code(Self.expected))
        #expect(
            try Self.parse("grant_type=authorization_code&\(Self.redemption)&me=m&state=s&x=1&x=2")
                == .code(Self.expected))
    }

    @Test(
        arguments: [("", nil), ("&scope=", nil), ("&scope=a+b", ["a", "b"]), ("&scope=+", [])] as [(String, [String]?)])
    func `a refresh token, perhaps with less scope`(tail: String, scope: [String]?) throws {
        let request = try Self.parse("grant_type=refresh_token&refresh_token=r&client_id=c" + tail)
        #expect(request == .refresh(token: "r", clientID: "c", scope: scope))
    }

    @Test func `the old way of revoking`() throws {
        #expect(try Self.parse("action=revoke&token=t") == .revoke(token: "t"))
        #expect(try Self.parse("grant_type=authorization_code&action=revoke&token=t") == .revoke(token: "t"))
    }

    @Test(arguments: [
        ("", "invalid_request", "missing_grant_type"), (redemption, "invalid_request", "missing_grant_type"),
        ("grant_type=&\(redemption)", "invalid_request", "missing_grant_type"),
        ("grant_type=password&username=a", "unsupported_grant_type", "unsupported_grant_type"),
        ("grant_type=Authorization_Code&\(redemption)", "unsupported_grant_type", "unsupported_grant_type"),
        ("grant_type=authorization_code&client_id=c&redirect_uri=r", "invalid_request", "missing_code"),
        ("grant_type=authorization_code&code=c&redirect_uri=r", "invalid_request", "missing_client_id"),
        ("grant_type=authorization_code&code=c&client_id=c&redirect_uri=", "invalid_request", "missing_redirect_uri"),
        ("grant_type=refresh_token&client_id=c", "invalid_request", "missing_refresh_token"),
        ("grant_type=refresh_token&refresh_token=r", "invalid_request", "missing_client_id"),
        ("grant_type=refresh_token&refresh_token=r&client_id=c&scope=%22", "invalid_scope", "invalid_scope"),
        ("action=revoke", "invalid_request", "missing_token"),
        ("action=delete&token=t", "invalid_request", "unknown_action"),
        ("grant_type=authorization_code&\(redemption)&code=c", "invalid_request", "repeated_code"),
        ("grant_type=authorization_code&\(redemption)&client_id=", "invalid_request", "repeated_client_id"),
        (
            "grant_type=authorization_code&grant_type=authorization_code&\(redemption)", "invalid_request",
            "repeated_grant_type"
        ),
        (
            "grant_type=authorization_code&\(redemption)&code_verifier=a&code_verifier=a", "invalid_request",
            "repeated_code_verifier"
        ),
        ("grant_type=authorization_code&\(redemption)&redirect_uri=x", "invalid_request", "repeated_redirect_uri"),
        (
            "grant_type=refresh_token&refresh_token=r&refresh_token=s&client_id=c", "invalid_request",
            "repeated_refresh_token"
        ),
        ("grant_type=refresh_token&refresh_token=r&client_id=c&scope=a&scope=b", "invalid_request", "repeated_scope"),
        ("action=revoke&token=a&token=b", "invalid_request", "repeated_token"),
    ])
    func `400 with a code for the client and a word for the log`(form: String, code: String, reason: String) throws {
        let fields = try Self.fields(form)
        let error = try #require(#expect(throws: OAuthError.self) { try TokenRequest.parse(fields) })

        #expect(error.code == code)
        #expect(error.reason == reason)
        #expect(error.status == 400)
        #expect(error.message.utf8.allSatisfy { (0x20...0x7E).contains($0) && !#""\"#.utf8.contains($0) })
        if let name = reason.split(separator: "_", maxSplits: 1).last, code == "invalid_request", name != "action" {
            #expect(error.message.contains(name))
        }
    }

    @Test(arguments: ["", "grant_type=&", "grant_type=authorization_code&"])
    func `an identity for a code, with the grant named or not`(head: String) throws {
        #expect(try TokenRequest.parseProfileRequest(try Self.fields(head + Self.redemption)) == Self.expected)
    }

    @Test(arguments: [
        ("grant_type=refresh_token&\(redemption)", "unsupported_grant_type"), ("code=c&client_id=c", "invalid_request"),
        ("\(redemption)&code=d", "invalid_request"), ("grant_type=&grant_type=x&\(redemption)", "invalid_request"),
        ("", "invalid_request"),
    ])
    func `400 for any other request for an identity`(form: String, code: String) throws {
        let fields = try Self.fields(form)
        #expect(#expect(throws: OAuthError.self) { try TokenRequest.parseProfileRequest(fields) }?.code == code)
    }
}

@Suite struct `OAuth errors` {
    @Test(arguments: [
        ("invalid_request", 400), ("invalid_grant", 400), ("invalid_client", 401), ("invalid_token", 401),
        ("insufficient_scope", 403), ("access_denied", 400), ("server_error", 500), ("temporarily_unavailable", 503),
    ])
    func `a status for each code`(code: String, status: Int) {
        let error = OAuthError(code, "Why.")

        #expect(error.status == status)
        #expect(error.reason == code)
        #expect(error.json.serialized() == #"{"error":"\#(code)","error_description":"Why."}"#)
    }

    @Test func `the finer word is not sent`() {
        let error = OAuthError("invalid_grant", "Too late.", status: 410, reason: "code_expired")

        #expect(error.status == 410)
        #expect(error.reason == "code_expired")
        #expect(!error.json.serialized().contains("expired"))
    }
}
