import IndieWeb

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

    /// The fields of a form, decoded; nil for JSON, for a form that can't be read, and for one with too many to show.
    var fields: [FormField]? {
        guard format == .form, let fields = try? FormURLEncoded.parse(query: body), fields.count <= Self.mostFields
        else { return nil }
        return fields
    }

    /// More would not come back: a form in which each has a name and a value may hold a thousand.
    private static let mostFields = 400
}

/// What the owner has made of a refused post.
enum RepairedPost: Sendable, Equatable {
    /// The fields of a form, as they were typed.
    case fields([FormField])
    /// JSON, or a form with its fields encoded.
    case text(String)
}
