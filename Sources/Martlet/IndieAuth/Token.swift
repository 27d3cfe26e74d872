/// A bearer token as the owner sees it; its secret is known to the client alone.
struct Token: Sendable, Equatable {
    let id: Int64
    /// What the owner called it.
    let name: String
    let scope: Scope
    /// Seconds since 1970.
    let createdAt: Int64
    let lastUsedAt: Int64?
    let revokedAt: Int64?

    /// Whether a use at a time tells the owner more than the last one: a write for every request would say no more.
    func isUseWorthNoting(at time: Int64) -> Bool { lastUsedAt.map { time - $0 >= 60 } ?? true }
}
