import IndieWeb
import Testing

@Suite struct `Server metadata` {
    private static let address = "https://ada.example/auth/metadata?v=1"

    private static func parse(
        _ json: String, at url: String = address, allowsLocal: Bool = false
    ) throws(MetadataFault) -> ServerMetadata {
        try ServerMetadata.parse(Array(json.utf8), at: url, allowsLocal: allowsLocal)
    }

    @Test func `every member that counts, and no other`() throws {
        let metadata = try Self.parse(
            """
            {"issuer":"https://ada.example","authorization_endpoint":"https://Auth.example","token_endpoint":
            "https://ada.example/t?x=1","introspection_endpoint":"https://ada.example/i","revocation_endpoint":
            "http://ada.example/r","userinfo_endpoint":"https://ada.example/u","micropub":"https://ada.example/m",
            "authorization_response_iss_parameter_supported":true,"code_challenge_methods_supported":["S256"],
            "scopes_supported":["create"],"response_types_supported":["code"],"grant_types_supported":["a","b"],
            "client_id_metadata_document_supported":true,"jwks_uri":7,"x":{"y":[null]}}
            """)

        let expected = ServerMetadata(
            issuer: "https://ada.example", authorizationEndpoint: "https://auth.example/",
            tokenEndpoint: "https://ada.example/t?x=1", introspectionEndpoint: "https://ada.example/i",
            revocationEndpoint: "http://ada.example/r", userinfoEndpoint: "https://ada.example/u",
            micropubEndpoint: "https://ada.example/m", issParameterSupported: true, codeChallengeMethods: ["S256"],
            scopes: ["create"], grantTypes: ["a", "b"], clientIDMetadataDocumentSupported: true)
        #expect(metadata == expected)
    }

    @Test(arguments: ["{}", #"{"issuer":null,"token_endpoint":null,"scopes_supported":null}"#])
    func `defaults for what is absent`(json: String) throws {
        let metadata = try Self.parse(json)

        #expect(metadata == ServerMetadata())
        #expect(metadata.issuer == nil)
        #expect(!metadata.issParameterSupported)
        #expect(metadata.responseTypes == ["code"])
        #expect(metadata.grantTypes == ["authorization_code"])
    }

    @Test(arguments: [
        "https://ada.example", "https://ada.example/", "https://ADA.example/auth", "https://ada.example/auth/",
        "https://ada.example:443/auth/metadata", "https://ada.example/au",
    ])
    func `an issuer that the address starts with, kept as sent`(issuer: String) throws {
        #expect(try Self.parse(#"{"issuer":"\#(issuer)"}"#).issuer == issuer)
    }

    @Test(arguments: [
        "http://ada.example/", "https://ada.example/?", "https://ada.example/auth/metadata?v=1",
        "https://ada.example/#",
        "https://ada.exampl", "https://ada", "https://ada.example/other", "https://ada.example/auth/metadata/x",
        "https://evil.example/", "https://ada.example:8443/", "https://www.ada.example/", "https://a@ada.example/",
        "https://ada.example/auth/../auth", "ada.example", "", "https://ada.example/Auth",
    ])
    func `any other issuer is refused`(issuer: String) {
        let fault = #expect(throws: MetadataFault.self) { try Self.parse(#"{"issuer":"\#(issuer)"}"#) }
        #expect(fault?.word == "invalid_issuer")
    }

    @Test func `an issuer whose host only starts like that of the address is refused`() {
        let json = #"{"issuer":"https://ada.example"}"#
        #expect(throws: MetadataFault.self) { try Self.parse(json, at: "https://ada.example.evil/metadata") }
        #expect(throws: MetadataFault.self) { try Self.parse(json, at: "not an address") }
    }

    @Test func `an issuer without https only for development`() throws {
        let json = #"{"issuer":"http://localhost:8900/"}"#
        let url = "http://localhost:8900/metadata"

        #expect(try Self.parse(json, at: url, allowsLocal: true).issuer == "http://localhost:8900/")
        #expect(throws: MetadataFault.self) { try Self.parse(json, at: url) }
        #expect(throws: MetadataFault.self) {
            try Self.parse(#"{"issuer":"http://localhost:8900/?"}"#, at: url, allowsLocal: true)
        }
    }

    @Test(arguments: [
        "javascript:alert(1)", "/auth", "", "ftp://a.example/", "https://a@b.example/", "https://a.example/#x",
        "data:,",
    ])
    func `an endpoint that is no web address is refused`(endpoint: String) {
        for name in ["authorization_endpoint", "token_endpoint", "introspection_endpoint", "userinfo_endpoint"] {
            let fault = #expect(throws: MetadataFault.self) { try Self.parse(#"{"\#(name)":"\#(endpoint)"}"#) }
            #expect(fault?.word == "invalid_endpoint")
        }
    }

    @Test(arguments: ["7", "\"/micropub\"", "\"javascript:x\"", "[]"]) func `a bad micropub member spoils nothing`(
        value: String
    ) throws {
        let metadata = try Self.parse(#"{"micropub":\#(value),"token_endpoint":"https://ada.example/t"}"#)

        #expect(metadata.micropubEndpoint == nil)
        #expect(metadata.tokenEndpoint == "https://ada.example/t")
    }

    @Test(arguments: [
        #"{"issuer":7}"#, #"{"issuer":["https://ada.example"]}"#, #"{"token_endpoint":{}}"#,
        #"{"token_endpoint":false}"#,
        #"{"code_challenge_methods_supported":"S256"}"#, #"{"code_challenge_methods_supported":["S256",1]}"#,
        #"{"scopes_supported":{"a":"b"}}"#, #"{"authorization_response_iss_parameter_supported":"true"}"#,
        #"{"authorization_response_iss_parameter_supported":1}"#,
    ])
    func `a value of the wrong type is refused`(json: String) {
        #expect(#expect(throws: MetadataFault.self) { try Self.parse(json) }?.word == "wrong_type")
    }

    @Test(arguments: ["", "[]", "null", "\"a\"", "{", "<html>", "{\"a\":1,\"a\":2}", "a=b"])
    func `what is no JSON object is refused`(text: String) {
        #expect(#expect(throws: MetadataFault.self) { try Self.parse(text) }?.word == "not_json")
    }

    @Test func `our own document comes back the same`() throws {
        let own = ServerMetadata(
            issuer: "https://ada.example/", authorizationEndpoint: "https://ada.example/auth",
            tokenEndpoint: "https://ada.example/token", introspectionEndpoint: "https://ada.example/introspect",
            revocationEndpoint: "https://ada.example/revoke", userinfoEndpoint: "https://ada.example/userinfo",
            micropubEndpoint: "https://ada.example/micropub", issParameterSupported: true,
            codeChallengeMethods: ["S256"],
            scopes: ["create", "update"], grantTypes: ["authorization_code", "refresh_token"],
            clientIDMetadataDocumentSupported: true)

        let read = try ServerMetadata.parse(own.json.serializedBytes(), at: "https://ada.example/.well-known/x")

        #expect(read == own)
        #expect(own.json.object?["revocation_endpoint_auth_methods_supported"] == ["none"])
        #expect(own.json.object?["introspection_endpoint_auth_methods_supported"] == ["Bearer"])
        #expect(own.json.object?["authorization_response_iss_parameter_supported"] == true)
        #expect(ServerMetadata().json.object?["revocation_endpoint_auth_methods_supported"] == nil)
        #expect(ServerMetadata().json.object?["code_challenge_methods_supported"] == nil)
    }
}
