/// What a client asked our authorization endpoint for.
///
/// Nothing here is verified: the redirect address may still be somebody else's, and `me` is what the client believes.
///
/// - SeeAlso: <https://indieauth.spec.indieweb.org/#authorization-request>
package struct AuthorizationRequest: Sendable, Equatable {
    /// What the client wants to get.
    package enum ResponseType: String, Sendable, Equatable {
        /// A code, for an identity or for a token.
        case code

        /// A code that is good for an identity only; servers of 2018 also understood a missing `response_type` so.
        case id
    }

    /// Which application asks.
    package let clientID: ClientID

    /// Where it wants the answer.
    package let redirectURI: RedirectURI

    /// Exactly as sent, to be sent back the same; `nil` when there was none.
    package let state: String?

    /// What it wants to get.
    package let responseType: ResponseType

    /// In the order asked, each once; empty for ``ResponseType/id``, which never led to a token.
    package let scope: [String]

    /// A challenge by the method `S256`; `nil` when the client doesn't do PKCE.
    package let codeChallenge: String?

    /// Who the client thinks is there: a hint, never trusted.
    package let me: String?

    /// Reads the query of an authorization request, or the form in which it came back from the consent page.
    ///
    /// Parameters that aren't known are ignored. One without a value counts as absent, but `state` is kept as it is.
    ///
    /// - Throws: ``AuthorizationFault/page(word:message:)`` for a client or a redirect address that is missing,
    ///   repeated or malformed; ``AuthorizationFault/redirect(to:clientID:state:_:)`` for all else.
    package static func parse(_ fields: [FormField]) throws(AuthorizationFault) -> AuthorizationRequest {
        let parameters = OAuthParameters(fields)
        let clientID = try clientID(parameters)
        let redirectURI = try redirectURI(parameters)
        let state = parameters.isRepeated("state") ? nil : parameters.asSent("state")
        do {
            return try rest(of: parameters, clientID, redirectURI, state)
        } catch {
            throw .redirect(to: redirectURI, clientID: clientID, state: state, error)
        }
    }

    private static func clientID(_ parameters: OAuthParameters) throws(AuthorizationFault) -> ClientID {
        let text = try address("client_id", parameters)
        do {
            return try ClientID(text)
        } catch {
            throw .page(word: "invalid_client_id", message: "The client_id can't be used. \(error.description)")
        }
    }

    private static func redirectURI(_ parameters: OAuthParameters) throws(AuthorizationFault) -> RedirectURI {
        let text = try address("redirect_uri", parameters)
        do {
            return try RedirectURI(text)
        } catch {
            throw .page(word: "invalid_redirect_uri", message: "The redirect_uri can't be used. \(error.description)")
        }
    }

    private static func address(_ name: String, _ parameters: OAuthParameters) throws(AuthorizationFault) -> String {
        guard !parameters.isRepeated(name) else {
            throw .page(word: "repeated_\(name)", message: "The application sent more than one \(name).")
        }
        guard let text = parameters[name] else {
            throw .page(word: "missing_\(name)", message: "The application sent no \(name).")
        }
        return text
    }

    private static func rest(
        of parameters: OAuthParameters, _ clientID: ClientID, _ redirectURI: RedirectURI, _ state: String?
    ) throws(OAuthError) -> AuthorizationRequest {
        let single = ["state", "response_type", "scope", "code_challenge", "code_challenge_method", "me"]
        if let name = parameters.firstRepeated(of: single) { throw .repeated(name) }
        guard let responseType = ResponseType(rawValue: parameters["response_type"] ?? "id") else {
            throw OAuthError("unsupported_response_type", "The response_type is neither code nor id.")
        }
        guard let scope = ScopeList.parse(parameters["scope"] ?? "") else {
            throw OAuthError("invalid_scope", "The scope is not a short list of words with blanks between them.")
        }
        return AuthorizationRequest(
            clientID: clientID, redirectURI: redirectURI, state: state, responseType: responseType,
            scope: responseType == .id ? [] : scope, codeChallenge: try codeChallenge(parameters), me: parameters["me"])
    }

    private static func codeChallenge(_ parameters: OAuthParameters) throws(OAuthError) -> String? {
        let method = parameters["code_challenge_method"]
        guard let challenge = parameters["code_challenge"] else {
            guard method == nil else { throw .missing("code_challenge") }
            return nil
        }
        // Without a method RFC 7636 means `plain`, which is not offered.
        guard method == PKCE.method else {
            throw OAuthError(
                "invalid_request", "The code_challenge_method has to be S256.", reason: "code_challenge_method")
        }
        guard PKCE.isChallenge(challenge) else {
            throw OAuthError(
                "invalid_request", "The code_challenge is not 43 characters of base64url.", reason: "code_challenge")
        }
        return challenge
    }
}
