/// A post that a client with a token sent and that was refused, kept so that it isn't lost.
struct RefusedPost: Sendable, Equatable {
    let id: Int64
    let refusedAt: Int64
    /// A `client_id`, or the name of a token.
    let client: String
    let format: Format
    /// As it was sent: JSON, or a form with its fields encoded; files aren't in it.
    let body: String
    let status: Int
    /// The word of the refusal, and its sentence.
    let reason: String
    let message: String

    enum Format: String, Sendable { case json, form }
}
