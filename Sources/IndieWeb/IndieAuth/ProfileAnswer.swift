/// What a foreign server gave for a code: who signed in, and a token if one was asked for.
///
/// - SeeAlso: <https://indieauth.spec.indieweb.org/#redeeming-the-authorization-code>
package struct ProfileAnswer: Sendable, Equatable {
    /// Who signed in, as sent: to be read as a ``ProfileURL``, and to be confirmed before it is believed.
    package let me: String

    /// What was granted; empty when the server didn't say.
    package let scope: [String]

    /// The token, if one was given.
    package let accessToken: String?

    /// What a new token can be had for, if the server gives such.
    package let refreshToken: String?

    /// Seconds until the token expires.
    package let expiresIn: Int64?

    /// The name of the profile on one line: to greet with, never to tell people apart by.
    package let name: String?

    /// The `http` or `https` address of a picture, likewise.
    package let photo: String?

    /// Reads the answer to a redeemed code. Any 2xx status will do, 201 is seen in the wild.
    ///
    /// - Throws: ``SignInFault`` for any other status, for a body with an `error`, and for one without `me`.
    package init(_ answer: ServerAnswer, status: Int) throws(SignInFault) {
        if let fault = SignInFault.of(answer, status: status) { throw fault }
        guard let me = answer["me"], !me.isEmpty else {
            throw SignInFault("no_me", "The server's answer doesn't say who signed in.")
        }
        self.me = me
        scope = answer.scope
        accessToken = answer["access_token"].flatMap { $0.isEmpty ? nil : $0 }
        refreshToken = answer["refresh_token"].flatMap { $0.isEmpty ? nil : $0 }
        expiresIn = answer.int("expires_in")
        let profile = answer.object("profile")
        name = profile?["name"]?.string.flatMap { DisplayText.clean($0) }
        photo = profile?["photo"]?.string.flatMap(HTTPURL.init)?.description
    }
}
