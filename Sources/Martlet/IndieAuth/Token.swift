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
}
