/// What the owner allowed a client, waiting to be redeemed.
struct AuthorizationCode: Sendable {
    /// The client's row and `client_id`.
    let clientRow: Int64
    let clientID: String
    let clientName: String?
    let redirectURI: String
    /// nil when the client asked for the owner's identity only.
    let scope: Scope?
    /// nil for a client that the owner lets ask without PKCE.
    let codeChallenge: String?
    /// Seconds that the token will last from each renewal; nil for no end.
    let lifetime: Int64?
    let createdAt: Int64
    let redeemedAt: Int64?
    /// The token that came of it.
    let tokenID: Int64?

    /// Seconds in which a code must be redeemed.
    static let lifetime: Int64 = 60

    /// Whether the code may be redeemed at a time. One from the future is none: the clock was set back since.
    func isFresh(at time: Int64) -> Bool { abs(time - createdAt) <= Self.lifetime }
}
