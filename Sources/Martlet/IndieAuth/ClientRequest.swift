/// One request of a client, as the owner's log has it.
struct ClientRequest: Sendable, Equatable {
    /// Seconds since 1970.
    let requestedAt: Int64
    /// A `client_id`, the name of a token, or "unknown".
    let client: String
    /// Whether that was proved; strangers can claim to be anybody.
    let isProven: Bool
    let tokenID: Int64?
    /// `POST /micropub create`.
    let what: String
    /// The HTTP status of the answer.
    let status: Int
    /// Why it was refused, as a word: `insufficient_scope`; nil when it wasn't.
    let reason: String?
    let message: String?
}
