import HTTPTypes
import Hummingbird
import IndieWeb
import NIOCore

/// The Micropub endpoint.
///
/// - SeeAlso: <https://www.w3.org/TR/micropub/>
struct MicropubRoutes: Sendable {
    let bearer: BearerAuthenticator
    let receiver: MultipartReceiver
    let library: MediaLibrary
    let publisher: EntryPublisher
    let site: Site

    /// The largest JSON or form-encoded body, in bytes.
    static let largestBody = 1024 * 1024

    /// `POST /micropub`: publishes an entry and answers 201 with its address.
    func post(_ request: Request, _ context: SiteContext) async throws -> Response {
        // A token in the header is checked before anything is read: a refusal then costs the client nothing.
        let secret = try BearerAuthenticator.secret(inHeaderOf: request)
        let holder: Bearer? = if let secret { try await bearer.bearer(secret, context.trace) } else { nil }
        let type = request.headers[.contentType].flatMap { MediaTypeHeader($0) }
        switch type {
        case let type? where type.isJSON:
            guard let holder else { throw MicropubError.unauthorized }
            return try await postJSON(try await body(of: request, context), by: holder, context.trace)
        case let type? where type.isFormURLEncoded:
            return try await postForm(try await body(of: request, context), holder, context.trace)
        case let type? where type.isMultipartForm:
            try await context.askForBody(of: request)
            let form = try await receiver.receive(request.body, type, isTrusted: holder != nil) { secret in
                _ = try await bearer.bearer(secret, context.trace)
            }
            return try await postMultipart(form, holder, context.trace)
        default:
            throw MicropubError.unsupportedMediaType(
                "Send application/x-www-form-urlencoded, multipart/form-data or application/json.")
        }
    }

    private func body(of request: Request, _ context: SiteContext) async throws -> ByteBuffer {
        let length = request.headers[.contentLength].flatMap { Int($0) } ?? 0
        guard length <= Self.largestBody else { throw SiteError.tooLarge("The request", limit: Self.largestBody) }
        try await context.askForBody(of: request)
        do {
            return try await request.body.collect(upTo: Self.largestBody)
        } catch is NIOTooManyBytesError {
            throw SiteError.tooLarge("The request", limit: Self.largestBody)
        }
    }

    private func postJSON(_ body: ByteBuffer, by holder: Bearer, _ trace: ClientTrace) async throws -> Response {
        let json = try JSONValue.parse(body.readableBytesView)
        try allow(try MicropubAction(json: json), to: holder, trace)
        return try await create(try MicropubCreate(json: json), [], by: holder)
    }

    private func postForm(_ body: ByteBuffer, _ holder: Bearer?, _ trace: ClientTrace) async throws -> Response {
        let fields = try FormURLEncoded.parse(body.readableBytesSpan)
        let holder = try await authorize(fields, holder, trace)
        return try await create(try MicropubCreate(fields: fields), [], by: holder)
    }

    private func postMultipart(
        _ form: ReceivedForm, _ holder: Bearer?, _ trace: ClientTrace
    ) async throws -> Response {
        do {
            let holder = try await authorize(form.fields, holder, trace)
            return try await create(try MicropubCreate(parts: form.parts), form.files, by: holder)
        } catch {
            await form.abandon()
            throw error
        }
    }

    /// The token of a form, which is the header's or stands in a field, if it allows what the form asks for.
    private func authorize(
        _ fields: [FormField], _ holder: Bearer?, _ trace: ClientTrace
    ) async throws -> Bearer {
        let holder = try await bearer.bearer(holder, form: BearerAuthenticator.secret(in: fields), trace)
        try allow(try MicropubAction(fields: fields), to: holder, trace)
        return holder
    }

    /// Checks that a token has the scope for an action, and that the action is one that this server knows.
    private func allow(_ action: MicropubAction, to holder: Bearer, _ trace: ClientTrace) throws {
        trace.note(action: action.rawValue)
        try BearerAuthenticator.require([action.rawValue], of: holder)
        guard action == .create else {
            throw MicropubError.invalidRequest(
                "This server can only create posts; “\(action.rawValue)” is not possible.")
        }
    }

    private func create(_ request: MicropubCreate, _ files: [Upload], by holder: Bearer) async throws -> Response {
        let photos = try await library.prepare(files, alts: request.uploadAlts(count: files.count))
        let location = try await publisher.create(request, photos: photos, by: holder.token)
        return Response(status: .created, headers: [.location: site.url(location.path)])
    }
}

extension MicropubCreate {
    /// The alternative text of each uploaded file, in the order of the files.
    fileprivate func uploadAlts(count: Int) -> [String?] {
        var alts = [String?](repeating: nil, count: count)
        for photo in photos {
            if case .upload(let index) = photo.source, alts.indices.contains(index) { alts[index] = photo.alt }
        }
        return alts
    }
}
