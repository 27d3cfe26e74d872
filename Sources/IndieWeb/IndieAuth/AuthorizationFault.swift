/// Why an authorization request was refused, and how its sender may be told.
package enum AuthorizationFault: Error, Sendable, Equatable {
    /// A page for the person at the browser, with a 4xx status: it is not known where one could redirect to.
    ///
    /// The word is for logs, the message is a sentence that is safe to show.
    ///
    /// - SeeAlso: <https://www.rfc-editor.org/rfc/rfc6749#section-4.1.2.1>
    case page(word: String, message: String)

    /// A redirect with `error`, to be sent only once the address is known to belong to the client; until then, a page.
    case redirect(to: RedirectURI, clientID: ClientID, state: String?, OAuthError)
}
