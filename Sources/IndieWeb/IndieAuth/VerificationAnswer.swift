/// What a foreign token endpoint says of a token.
///
/// Whether `me` is the one it has to be, and whether the time is past `expiresAt`, is not known here.
package struct VerificationAnswer: Sendable, Equatable {
    /// Whom the token speaks for, as sent.
    package let me: String

    /// The application it was made for; `nil` when the server didn't say.
    package let clientID: String?

    /// What it allows; empty when the server didn't say.
    package let scope: [String]

    /// In seconds since 1970; `nil` when the server didn't say.
    package let expiresAt: Int64?

    /// Reads the answer to an introspection request, which has to say that the token is active.
    ///
    /// `"true"` is taken for `true`: the specification's own examples had the text.
    ///
    /// - Throws: ``SignInFault`` with `inactive`, or for an error, a status that isn't 2xx, or a missing `me`.
    /// - SeeAlso: <https://www.rfc-editor.org/rfc/rfc7662#section-2.2>
    package init(introspection answer: ServerAnswer, status: Int) throws(SignInFault) {
        try self.init(answer, status: status, isActive: Self.isActive(answer) ?? false)
    }

    /// Reads the answer to `GET` with the token, the way of 2018, which says `active` seldom and means it then.
    ///
    /// - Throws: ``SignInFault``, as ``init(introspection:status:)`` does.
    /// - SeeAlso: <https://www.w3.org/TR/2018/NOTE-indieauth-20180123/#access-token-verification>
    package init(verification answer: ServerAnswer, status: Int) throws(SignInFault) {
        try self.init(answer, status: status, isActive: Self.isActive(answer) ?? true)
    }

    private init(_ answer: ServerAnswer, status: Int, isActive: Bool) throws(SignInFault) {
        if let fault = SignInFault.of(answer, status: status) { throw fault }
        guard isActive else { throw SignInFault("inactive", "The server doesn't accept the token.") }
        guard let me = answer["me"], !me.isEmpty else {
            throw SignInFault("no_me", "The server's answer doesn't say whose token it is.")
        }
        self.me = me
        clientID = answer["client_id"].flatMap { $0.isEmpty ? nil : $0 }
        scope = answer.scope
        expiresAt = answer.int("exp")
    }

    /// `nil` when the answer doesn't say; anything but true counts as false.
    private static func isActive(_ answer: ServerAnswer) -> Bool? {
        answer.fields["active"].map { $0 == true || $0 == "true" }
    }
}
