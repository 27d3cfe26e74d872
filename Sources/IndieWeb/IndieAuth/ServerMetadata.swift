/// What an authorization server says of itself: a foreign one's document, and our own.
///
/// - SeeAlso: <https://indieauth.spec.indieweb.org/#indieauth-server-metadata>
package struct ServerMetadata: Sendable, Equatable {
    /// The server's name for itself, as sent: `iss` in its answers is compared with it byte for byte.
    package var issuer: String?

    /// Where a person is sent to say yes.
    package var authorizationEndpoint: String?

    /// Where a code is redeemed for a token.
    package var tokenEndpoint: String?

    /// Where a resource server asks about a token.
    package var introspectionEndpoint: String?

    /// Where a token is ended.
    package var revocationEndpoint: String?

    /// Where a token gives its person's profile.
    package var userinfoEndpoint: String?

    /// Not in the specification, but some servers have it here.
    package var micropubEndpoint: String?

    /// Whether a missing `iss` in an answer means that somebody else sent it.
    package var issParameterSupported: Bool

    /// `code_challenge_methods_supported`: should hold `S256`; empty when the server doesn't say.
    package var codeChallengeMethods: [String]

    /// `scopes_supported`; empty when the server doesn't say.
    package var scopes: [String]

    /// `response_types_supported`, never empty.
    package var responseTypes: [String]

    /// `grant_types_supported`, never empty.
    package var grantTypes: [String]

    /// Whether client metadata is read from the address that is the client's id.
    package var clientIDMetadataDocumentSupported: Bool

    /// What is left out has the specification's default, or is not offered.
    package init(
        issuer: String? = nil,
        authorizationEndpoint: String? = nil,
        tokenEndpoint: String? = nil,
        introspectionEndpoint: String? = nil,
        revocationEndpoint: String? = nil,
        userinfoEndpoint: String? = nil,
        micropubEndpoint: String? = nil,
        issParameterSupported: Bool = false,
        codeChallengeMethods: [String] = [],
        scopes: [String] = [],
        responseTypes: [String] = ["code"],
        grantTypes: [String] = ["authorization_code"],
        clientIDMetadataDocumentSupported: Bool = false
    ) {
        self.issuer = issuer
        self.authorizationEndpoint = authorizationEndpoint
        self.tokenEndpoint = tokenEndpoint
        self.introspectionEndpoint = introspectionEndpoint
        self.revocationEndpoint = revocationEndpoint
        self.userinfoEndpoint = userinfoEndpoint
        self.micropubEndpoint = micropubEndpoint
        self.issParameterSupported = issParameterSupported
        self.codeChallengeMethods = codeChallengeMethods
        self.scopes = scopes
        self.responseTypes = responseTypes
        self.grantTypes = grantTypes
        self.clientIDMetadataDocumentSupported = clientIDMetadataDocumentSupported
    }
}
