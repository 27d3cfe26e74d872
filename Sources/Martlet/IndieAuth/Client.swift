/// An app that asked the owner for access before.
struct Client: Sendable, Equatable {
    let id: Int64
    let clientID: String
    let name: String?
    /// Whether the owner lets it ask without PKCE.
    let mayOmitPKCE: Bool
}
