/// Who sends a request, proved by an access token, and what they may do.
struct Bearer: Sendable {
    /// nil for a token that another site's authorization server gave out.
    let token: Token?
    let scope: Scope
    /// What the owner's log calls them: the `client_id`, or the name of the token.
    let client: String

    init(_ token: Token) {
        self.token = token
        scope = token.scope
        client = token.clientID ?? token.name
    }

    init(foreign scope: Scope, clientID: String) {
        token = nil
        self.scope = scope
        client = clientID
    }
}
