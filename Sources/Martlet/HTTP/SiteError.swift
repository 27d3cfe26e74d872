import HTTPTypes

/// A refusal that a person or client is told, with a text that is safe to show.
struct SiteError: Error, Sendable {
    let status: HTTPResponse.Status
    /// The word for clients, as OAuth and Micropub spell it.
    let code: String
    let message: String
    let headers: HTTPFields

    init(_ status: HTTPResponse.Status, code: String = "invalid_request", _ message: String, headers: HTTPFields = [:])
    {
        self.status = status
        self.code = code
        self.message = message
        self.headers = headers
    }

    static let notFound = SiteError(.notFound, code: "not_found", "There is nothing at this address.")
    static let gone = SiteError(.gone, code: "gone", "What was here has been deleted.")
    static let storeFull = SiteError(
        HTTPResponse.Status(code: 507, reasonPhrase: "Insufficient Storage"), code: "insufficient_storage",
        "The site's files have all the space that its owner gives them; nothing was stored.")
    static let shownByPost = SiteError(
        .conflict, code: "conflict", "A post shows this file, so it can't be destroyed with a link.")
    static let keyReused = SiteError(
        .unprocessableContent, "This Idempotency-Key came before, with another post.")

    /// 413 for a body or file that is larger than allowed.
    static func tooLarge(_ what: String, limit: Int) -> SiteError {
        SiteError(.contentTooLarge, "\(what) is larger than \(limit) bytes")
    }
}
