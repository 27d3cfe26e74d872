import HTTPTypes
import IndieWeb

extension Site {
    /// Whether the owner's profile URL is this site, which then is its own authorization server.
    var isIdentity: Bool { owner.url == url("/") }

    /// - Throws: ``SiteError`` 404 when the owner's identity is at another site, which then has these endpoints.
    func requireIdentity() throws {
        guard isIdentity else {
            throw SiteError(
                .notFound, code: "not_found",
                "The owner of this site signs in as \(owner.url); the endpoints for that are named there.")
        }
    }

    /// What this server calls itself in answers (RFC 9207), a prefix of the metadata's address.
    var issuer: String { url("/") }

    static let metadataPath = "/.well-known/oauth-authorization-server"

    /// The document that says where the endpoints are.
    ///
    /// - SeeAlso: <https://indieauth.spec.indieweb.org/#indieauth-server-metadata>
    var serverMetadata: JSONValue {
        ServerMetadata(
            issuer: issuer, authorizationEndpoint: url("/auth"), tokenEndpoint: url("/token"),
            introspectionEndpoint: url("/introspect"), revocationEndpoint: url("/revoke"),
            userinfoEndpoint: url("/userinfo"), micropubEndpoint: url("/micropub"), issParameterSupported: true,
            codeChallengeMethods: [PKCE.method], scopes: Scope.known.map(\.word), responseTypes: ["code"],
            grantTypes: ["authorization_code", "refresh_token"], clientIDMetadataDocumentSupported: true
        ).json
    }

    /// What clients discover from the front page: one rel a link, absolute addresses, as several of them insist on.
    ///
    /// - SeeAlso: <https://indieauth.spec.indieweb.org/#discovery-by-clients>
    var endpointLinks: [(rel: String, url: String)] {
        let micropub = [("micropub", url("/micropub"))]
        guard isIdentity else { return micropub }
        return [
            ("indieauth-metadata", url(Self.metadataPath)), ("authorization_endpoint", url("/auth")),
            ("token_endpoint", url("/token")),
        ] + micropub
    }
}
