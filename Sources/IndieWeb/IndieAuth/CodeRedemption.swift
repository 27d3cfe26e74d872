/// A code that a client wants to redeem, with what it claims to have asked for.
///
/// - SeeAlso: <https://indieauth.spec.indieweb.org/#redeeming-the-authorization-code>
package struct CodeRedemption: Sendable, Equatable {
    /// The secret that the browser brought to the client.
    package let code: String

    /// As sent; to be compared with the one that the code was made for.
    package let clientID: String

    /// As sent, likewise.
    package let redirectURI: String

    /// As sent; whether it fits the challenge is not known yet.
    package let codeVerifier: String?

    /// Takes the parameters of a request as they are.
    package init(code: String, clientID: String, redirectURI: String, codeVerifier: String?) {
        self.code = code
        self.clientID = clientID
        self.redirectURI = redirectURI
        self.codeVerifier = codeVerifier
    }

    init(_ parameters: OAuthParameters) throws(OAuthError) {
        self.init(
            code: try parameters.required("code"), clientID: try parameters.required("client_id"),
            redirectURI: try parameters.required("redirect_uri"), codeVerifier: parameters["code_verifier"])
    }
}
