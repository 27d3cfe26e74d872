/// A bearer token as the owner sees it; its secret is known to the client alone.
struct Token: Sendable, Equatable {
    let id: Int64
    /// What the owner called it, or the client's name.
    let name: String
    let scope: Scope
    /// The `client_id` of the app that the owner gave it to; nil for one made by hand.
    let clientID: String?
    /// Seconds since 1970.
    let createdAt: Int64
    let lastUsedAt: Int64?
    let revokedAt: Int64?
    /// Seconds that it lasts from each renewal; nil when it has no end.
    let lifetime: Int64?
    let expiresAt: Int64?
    /// Until when its client can renew it, also after it has expired; only known in lists.
    var renewableUntil: Int64?

    /// Whether a token can be used.
    enum State: String, Sendable {
        case valid, expired, revoked
    }

    func state(at time: Int64) -> State {
        if revokedAt != nil { return .revoked }
        return expiresAt.map { $0 <= time } == true ? .expired : .valid
    }

    /// Whether it can be used or renewed: what the owner can still revoke.
    func isAlive(at time: Int64) -> Bool {
        revokedAt == nil && (state(at: time) == .valid || renewableUntil.map { $0 > time } == true)
    }

    /// Whether a use at a time tells the owner more than the last one: a write for every request would say no more.
    func isUseWorthNoting(at time: Int64) -> Bool { lastUsedAt.map { time - $0 >= 60 } ?? true }
}

/// A token that is about to be stored.
struct NewToken: Sendable {
    let hash: SecretHash
    let name: String
    let scope: Scope
    /// The client's row.
    var clientRow: Int64?
    var lifetime: Int64?
    let createdAt: Int64

    var expiresAt: Int64? { lifetime.map { createdAt + $0 } }
}
