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
    let editor: EntryEditor
    let refused: RefusedPostKeeper
    let site: Site

    /// The largest JSON or form-encoded body, in bytes.
    static let largestBody = 1024 * 1024

    /// `POST /micropub`: creates, updates, deletes or undeletes an entry.
    func post(_ request: Request, _ context: SiteContext) async throws -> Response {
        // A token in the header is checked before anything is read: a refusal then costs the client nothing.
        let secret = try BearerAuthenticator.secret(inHeaderOf: request)
        let holder: Bearer? = if let secret { try await bearer.bearer(secret, context.trace) } else { nil }
        let type = request.headers[.contentType].flatMap { MediaTypeHeader($0) }
        switch type {
        case let type? where type.isJSON:
            guard let holder else { throw MicropubError.unauthorized }
            let body = try await body(of: request, context)
            return try await postJSON(body, Visitor(request, context, holder))
        case let type? where type.isFormURLEncoded:
            return try await postForm(try await body(of: request, context), holder, request, context)
        case let type? where type.isMultipartForm:
            try await context.askForBody(of: request)
            let form = try await receiver.receive(request.body, type, isTrusted: holder != nil) { secret in
                _ = try await bearer.bearer(secret, context.trace)
            }
            return try await postMultipart(form, holder, request, context)
        default:
            throw MicropubError.unsupportedMediaType(
                "Send application/x-www-form-urlencoded, multipart/form-data or application/json.")
        }
    }

    /// Who asks, and what their request says beside the body.
    private struct Visitor {
        let bearer: Bearer
        let trace: ClientTrace
        let ifMatch: String?
        let idempotencyKey: String?

        init(_ request: Request, _ context: SiteContext, _ bearer: Bearer) {
            self.bearer = bearer
            trace = context.trace
            ifMatch = request.headers[.ifMatch]
            // An empty one is what a client sends that has none.
            idempotencyKey = request.headers[.idempotencyKey].flatMap { $0.isEmpty ? nil : $0 }
        }

        var author: Author { Author(bearer) }

        /// What tells a create from others.
        ///
        /// - Throws: ``MicropubError/invalidRequest(_:)`` for a key that is too long to be kept apart from others.
        func fingerprint(_ parts: [[UInt8]]) throws -> RequestFingerprint {
            guard idempotencyKey?.utf8.count ?? 0 <= 255 else {
                throw MicropubError.invalidRequest("The Idempotency-Key is longer than 255 bytes.")
            }
            let token = bearer.token.map { String($0.id) } ?? bearer.client
            return idempotencyKey.map { RequestFingerprint(token: token, key: $0, parts: parts) }
                ?? RequestFingerprint(token: token, parts: parts)
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

    private func postJSON(_ body: ByteBuffer, _ visitor: Visitor) async throws -> Response {
        let text = String(buffer: body)
        let json: JSONValue
        do {
            json = try JSONValue.parse(body.readableBytesView)
        } catch {
            // It may be a post: whoever may not write has nothing to lose here.
            guard visitor.bearer.scope.allows(anyOf: ["create", "draft"]) else { throw error }
            throw await keep(error, text.withoutToken, .json, visitor)
        }
        let action = try MicropubAction(json: json)
        guard action == .create else { return try await change(action, json, visitor) }
        try allow(action, to: visitor)
        do {
            let request = try MicropubCreate(json: json)
            return try await create(request, [], visitor, [Array(body.readableBytesView)])
        } catch {
            throw await keep(error, json.without(member: "access_token").serialized(), .json, visitor)
        }
    }

    private func postForm(
        _ body: ByteBuffer, _ holder: Bearer?, _ request: Request, _ context: SiteContext
    ) async throws -> Response {
        let fields: [FormField]
        do {
            fields = try FormURLEncoded.parse(body.readableBytesSpan)
        } catch {
            guard let holder, holder.scope.allows(anyOf: ["create", "draft"]) else { throw error }
            throw await keep(error, String(buffer: body).withoutToken, .form, Visitor(request, context, holder))
        }
        let visitor = try await visitor(fields, holder, request, context)
        let action = try MicropubAction(fields: fields)
        guard action == .create else { return try await change(action, fields, visitor) }
        try allow(action, to: visitor)
        do {
            return try await create(
                try MicropubCreate(fields: fields), [], visitor, [Array(body.readableBytesView)])
        } catch {
            throw await keep(error, Self.form(fields), .form, visitor)
        }
    }

    private func postMultipart(
        _ form: ReceivedForm, _ holder: Bearer?, _ request: Request, _ context: SiteContext
    ) async throws -> Response {
        do {
            let visitor = try await visitor(form.fields, holder, request, context)
            let action = try MicropubAction(fields: form.fields)
            guard action == .create else {
                await form.abandon()
                return try await change(action, form.fields, visitor)
            }
            try allow(action, to: visitor)
            do {
                let parts = form.fields.flatMap { [Array($0.name.utf8), Array($0.value.utf8)] }
                return try await create(try MicropubCreate(parts: form.parts), form.files, visitor, parts)
            } catch {
                throw await keep(error, Self.form(form.fields), .form, visitor, files: form.files.count)
            }
        } catch {
            await form.abandon()
            throw error
        }
    }

    /// Who sends a form, whose token is the header's or stands in a field.
    private func visitor(
        _ fields: [FormField], _ holder: Bearer?, _ request: Request, _ context: SiteContext
    ) async throws -> Visitor {
        let secret = try BearerAuthenticator.secret(in: fields)
        return Visitor(request, context, try await bearer.bearer(holder, form: secret, context.trace))
    }

    /// Checks that a token has the scope for an action.
    private func allow(_ action: MicropubAction, to visitor: Visitor) throws {
        visitor.trace.note(action: action.rawValue)
        let scopes = action == .create ? ["create", "draft"] : [action.rawValue]
        try BearerAuthenticator.require(scopes, of: visitor.bearer)
    }

    private func create(
        _ request: MicropubCreate, _ files: [Upload], _ visitor: Visitor, _ parts: [[UInt8]]
    ) async throws -> Response {
        let photos = try await library.prepare(files, alts: request.uploadAlts(count: files.count))
        let fingerprint = try visitor.fingerprint(parts + photos.map(\.sha256))
        let outcome = try await publisher.create(
            request, photos: photos, by: visitor.author, fingerprint: fingerprint)
        if case .repeated = outcome { visitor.trace.note(action: "create, again") }
        return Response(status: .created, headers: [.location: site.url(outcome.location.path)])
    }

    private func change(_ action: MicropubAction, _ json: JSONValue, _ visitor: Visitor) async throws -> Response {
        try allow(action, to: visitor)
        guard action == .update else { return try await change(action, try MicropubTarget.url(json: json), visitor) }
        let request = try MicropubUpdate(json: json)
        let result = try await editor.update(request, ifMatch: visitor.ifMatch, by: visitor.author)
        await bearer.noteUse(of: visitor.bearer)
        guard result.hasMoved else { return Response(status: .noContent) }
        return Response(status: .created, headers: [.location: site.url(result.location.path)])
    }

    private func change(_ action: MicropubAction, _ fields: [FormField], _ visitor: Visitor) async throws -> Response {
        try allow(action, to: visitor)
        return try await change(action, try MicropubTarget.url(fields: fields), visitor)
    }

    private func change(_ action: MicropubAction, _ url: String, _ visitor: Visitor) async throws -> Response {
        if action == .delete {
            try await editor.delete(url, by: visitor.author)
        } else {
            try await editor.undelete(url, by: visitor.author)
        }
        await bearer.noteUse(of: visitor.bearer)
        return Response(status: .noContent)
    }

    /// Keeps what was refused, and returns the refusal.
    private func keep(
        _ error: any Error, _ body: String, _ format: RefusedPost.Format, _ visitor: Visitor, files: Int = 0
    ) async -> any Error {
        await refused.keep(body, format, of: visitor.bearer, Problem(error), files: files)
        return error
    }

    /// The fields of a form as one text, without the token.
    private static func form(_ fields: [FormField]) -> String {
        QueryString.encode(fields.filter { !$0.name.hasPrefix("access_token") }.map { ($0.name, $0.value) })
    }
}

extension MicropubCreate {
    /// The alternative text of each uploaded file, in the order of the files.
    fileprivate func uploadAlts(count: Int) -> [String?] {
        var alts = [String?](repeating: nil, count: count)
        for photo in media {
            if case .upload(let index) = photo.source, alts.indices.contains(index) { alts[index] = photo.alt }
        }
        return alts
    }
}

extension JSONValue {
    /// The value without the members of this name, at any depth: as deep as the parser let it be.
    fileprivate func without(member name: String) -> JSONValue {
        switch self {
        case .array(let elements): .array(elements.map { $0.without(member: name) })
        case .object(let object):
            .object(
                JSONObject(object.members.filter { $0.name != name }.map { ($0.name, $0.value.without(member: name)) }))
        default: self
        }
    }
}

extension String {
    /// A text that could not be read, without what looks like a token in it.
    fileprivate var withoutToken: String {
        replacing(/access_token(\[\]|%5B%5D)?["\s]*[=:]\s*\[?\s*"?[^"&\s,}\]]*/.ignoresCase(), with: "access_token=")
    }
}
