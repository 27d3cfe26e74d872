import HTTPTypes
import Hummingbird
import IndieWeb
import NIOCore

/// A request for one of the owner's pages, with what the gate found out about it.
struct Visit: Sendable {
    let request: Request
    let context: SiteContext
    /// What the browser is known by, signed in or not.
    let browser: Secret
    /// The session and its cookie; nil while nobody is signed in.
    let signedIn: (session: Session, cookie: Secret)?
    /// The fields of the form, which has passed all checks; empty for a page.
    let fields: [FormField]
    /// The peer's address, for counting attempts.
    let peer: String
    /// What the forms of the answer carry.
    let csrf: String

    var session: Session? { signedIn?.session }

    /// A field of the form; empty when it isn't there.
    func field(_ name: String) -> String { fields.first { $0.name == name }?.value ?? "" }

    /// All fields of a name, as of checkboxes.
    func fields(_ name: String) -> [String] { fields.filter { $0.name == name }.map(\.value) }

    /// A parameter of the address; nil when it isn't there or can't be read.
    func parameter(_ name: String) -> String? { request.queryFields.first { $0.name == name }?.value }
}

/// A visit of the owner, signed in.
struct OwnerVisit: Sendable {
    let visit: Visit
    let session: Session
}

extension Request {
    /// The query as it was sent: path and query are what the request line holds.
    var query: Substring { (head.path ?? "").drop { $0 != "?" }.dropFirst() }

    /// The parameters of the query, decoded; none when they can't be read.
    var queryFields: [FormField] { (try? FormURLEncoded.parse(query: query)) ?? [] }

    /// The body of a form.
    ///
    /// - Throws: ``SiteError`` 413 or 415, ``FormError``.
    func form(limit: Int = 64 * 1024) async throws -> [FormField] {
        guard let type = headers[.contentType].flatMap({ MediaTypeHeader($0) }), type.isFormURLEncoded else {
            throw SiteError(.unsupportedMediaType, "Send this as application/x-www-form-urlencoded.")
        }
        let bytes: ByteBuffer
        do {
            bytes = try await body.collect(upTo: limit)
        } catch is NIOTooManyBytesError {
            throw SiteError.tooLarge("The form", limit: limit)
        }
        return try FormURLEncoded.parse(bytes.readableBytesSpan)
    }
}
