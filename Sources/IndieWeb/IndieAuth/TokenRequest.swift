/// What a client asked the token endpoint for.
///
/// - SeeAlso: <https://indieauth.spec.indieweb.org/#access-token-response>
package enum TokenRequest: Sendable, Equatable {
    /// A token for a code.
    case code(CodeRedemption)

    /// A new token for a refresh token; the scope is `nil` when it is to stay as it is.
    case refresh(token: String, clientID: String, scope: [String]?)

    /// The end of a token, as clients asked for it before there was a revocation endpoint.
    case revoke(token: String)

    /// Reads the form sent to the token endpoint. Parameters that aren't known are ignored, `me` of old clients too.
    ///
    /// - Throws: ``OAuthError`` with `invalid_request` for a parameter that is missing or repeated, `invalid_scope` and
    ///   `unsupported_grant_type`.
    package static func parse(_ fields: [FormField]) throws(OAuthError) -> TokenRequest {
        let parameters = try checked(fields)
        if let action = parameters["action"] {
            guard action == "revoke" else {
                throw OAuthError("invalid_request", "The only action is revoke.", reason: "unknown_action")
            }
            return .revoke(token: try parameters.required("token"))
        }
        switch try parameters.required("grant_type") {
        case "authorization_code": return .code(try CodeRedemption(parameters))
        case "refresh_token": return try refresh(parameters)
        default:
            throw OAuthError(
                "unsupported_grant_type", "The grant_type is neither authorization_code nor refresh_token.")
        }
    }

    /// Reads the form sent to the authorization endpoint, where a code gives an identity and never a token.
    ///
    /// A missing `grant_type` is taken as `authorization_code`: clients of 2018 send none.
    ///
    /// - Throws: ``OAuthError``, as ``parse(_:)`` does.
    /// - SeeAlso: <https://indieauth.spec.indieweb.org/#profile-url-response>
    package static func parseProfileRequest(_ fields: [FormField]) throws(OAuthError) -> CodeRedemption {
        let parameters = try checked(fields)
        guard parameters["grant_type"] ?? "authorization_code" == "authorization_code" else {
            throw OAuthError("unsupported_grant_type", "The only grant_type at this endpoint is authorization_code.")
        }
        return try CodeRedemption(parameters)
    }

    private static func checked(_ fields: [FormField]) throws(OAuthError) -> OAuthParameters {
        let parameters = OAuthParameters(fields)
        let single = [
            "grant_type", "code", "client_id", "redirect_uri", "code_verifier", "refresh_token", "scope", "action",
            "token", "me", "state",
        ]
        if let name = parameters.firstRepeated(of: single) { throw .repeated(name) }
        return parameters
    }

    private static func refresh(_ parameters: OAuthParameters) throws(OAuthError) -> TokenRequest {
        let token = try parameters.required("refresh_token")
        let clientID = try parameters.required("client_id")
        guard let text = parameters["scope"] else { return .refresh(token: token, clientID: clientID, scope: nil) }
        guard let scope = ScopeList.parse(text) else {
            throw OAuthError("invalid_scope", "The scope is not a short list of words with blanks between them.")
        }
        return .refresh(token: token, clientID: clientID, scope: scope)
    }
}
