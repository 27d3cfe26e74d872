import HTTPTypes
import Hummingbird
import IndieWeb

/// The media endpoint, and the files behind `/media/…`.
///
/// - SeeAlso: <https://www.w3.org/TR/micropub/#media-endpoint>
struct MediaRoutes: Sendable {
    let bearer: BearerAuthenticator
    let receiver: MultipartReceiver
    let library: MediaLibrary
    let remover: MediaRemover
    let site: Site
    let gate: OwnerGate
    let signer: MediaSigner

    /// `POST /media`: stores the part `file` and answers 201 with its address, or deletes a file (`action=delete`).
    func post(_ request: Request, _ context: SiteContext) async throws -> Response {
        let type = request.headers[.contentType].flatMap { MediaTypeHeader($0) }
        switch type {
        case let type? where type.isMultipartForm: return try await upload(request, type, context)
        case let type? where type.isJSON || type.isFormURLEncoded: return try await delete(request, type, context)
        default: throw MicropubError.unsupportedMediaType("Files are sent as multipart/form-data.")
        }
    }

    /// Deletes the file at `url`, for a token with both scopes.
    private func delete(_ request: Request, _ type: MediaTypeHeader, _ context: SiteContext) async throws -> Response {
        let secret = try BearerAuthenticator.secret(inHeaderOf: request)
        var holder: Bearer? = if let secret { try await bearer.bearer(secret, context.trace) } else { nil }
        guard holder != nil || !type.isJSON else { throw MicropubError.unauthorized }
        try await context.askForBody(of: request)
        let body = try await request.body.collect(upTo: 64 * 1024)
        let (action, url, isForced): (MicropubAction, String, Bool)
        if type.isJSON {
            let json = try JSONValue.parse(body.readableBytesView)
            (action, url) = (try MicropubAction(json: json), try MicropubTarget.url(json: json))
            isForced = [.bool(true), "true"].contains(json.object?["force"] ?? .null)
        } else {
            let fields = try FormURLEncoded.parse(body.readableBytesSpan)
            holder = try await bearer.bearer(holder, form: BearerAuthenticator.secret(in: fields), context.trace)
            (action, url) = (try MicropubAction(fields: fields), try MicropubTarget.url(fields: fields))
            isForced = fields.contains { $0.name == "force" && ["true", "1"].contains($0.value) }
        }
        guard let holder else { throw MicropubError.unauthorized }
        context.trace.note(action: action.rawValue)
        guard action == .delete else {
            throw MicropubError.invalidRequest("Files are sent as multipart/form-data; the only action here is delete.")
        }
        for scope in ["delete", "media"] { try BearerAuthenticator.require([scope], of: holder) }
        try await remover.delete(url, isForced: isForced)
        return Response(status: .noContent)
    }

    /// Stores a file.
    ///
    /// The text for those who don't see the picture may come along as `alt`, `mp-photo-alt` or `photo-alt`.
    private func upload(_ request: Request, _ type: MediaTypeHeader, _ context: SiteContext) async throws -> Response {
        let secret = try BearerAuthenticator.secret(inHeaderOf: request)
        let holder: Bearer? = if let secret { try await bearer.bearer(secret, context.trace) } else { nil }
        if let holder { try BearerAuthenticator.require(Self.scopes, of: holder) }
        try await context.askForBody(of: request)
        let form = try await receiver.receive(request.body, type, takesAnything: true, isTrusted: holder != nil) {
            secret in
            _ = try await bearer.bearer(secret, context.trace)
        }
        do {
            let holder = try await bearer.bearer(
                holder, form: BearerAuthenticator.secret(in: form.fields), context.trace)
            try BearerAuthenticator.require(Self.scopes, of: holder)
            await bearer.noteUse(of: holder)
            guard form.fileNames == ["file"], let file = form.files.first else {
                throw MicropubError.invalidRequest("Send one file, as the part “file”.")
            }
            let names = ["alt", "mp-photo-alt", "photo-alt"]
            let alt = form.fields.first { names.contains($0.name) && !$0.value.isEmpty }?.value
            return try await store(file, alt: alt)
        } catch {
            await form.abandon()
            throw error
        }
    }

    /// `GET /media/{media}/{file}`: one file of an upload. The address never means another one.
    ///
    /// What only hidden posts show is for the signed-in owner, and for whoever has a signed address that hasn't ended yet.
    func file(_ request: Request, _ context: SiteContext) async throws -> Response {
        let (name, file) = (try context.variable("media"), try context.variable("file"))
        guard MediaFolder.isName(name), MediaFolder.isFile(file) else { throw SiteError.notFound }
        let served = try await library.database.read { try ServedMediaStore.served(named: name, file: file, $0) }
        guard let served else {
            throw try await remover.isRemoved(name) ? SiteError.gone : SiteError.notFound
        }
        let caching: String
        switch served.audience {
        case .everybody:
            // Browsers may keep it for good. A shared cache asks each hour: what is hidden then is hidden there too.
            caching = "public, max-age=31536000, s-maxage=3600, immutable"
        case .whoKnows:
            // It may become part of a post that is not for everybody.
            caching = "private, max-age=60"
        case .owner:
            if signer.end(of: request) == nil {
                guard try await gate.session(of: request) != nil else { throw SiteError.notFound }
            }
            caching = "private, no-store"
        }
        let headers = served.headers(caching: caching)
        do {
            return try await respond(request, served, headers)
        } catch let error as SiteError where error.status == .notFound {
            return try await instead(of: served, named: name, request, headers)
        }
    }

    private func respond(_ request: Request, _ served: ServedMedia, _ headers: HTTPFields) async throws -> Response {
        let path = library.folder.directory(of: served.directory) + "/" + served.file
        return try await FileResponder().response(to: request, path: path, headers: headers)
    }

    /// What stands for a file that isn't there: the same file, when it was made anew this moment; else another size, while a
    /// job makes it again.
    private func instead(
        of served: ServedMedia, named name: String, _ request: Request, _ headers: HTTPFields
    ) async throws -> Response {
        let others = try await library.database.read { try ServedMediaStore.others(named: name, $0) }
        if let same = others.first(where: { $0.file == served.file }), same.directory != served.directory {
            return try await respond(request, same, headers)
        }
        guard served.kind == .picture else { throw SiteError.notFound }
        let now = library.clock.now()
        try await library.database.write { tx in
            guard let id = try MediaStore.fileID(named: name, tx) else { return }
            guard try !JobStore.exists(uniqueKey: "remake \(id)", tx) else { return }
            try MediaRemaker.enqueue(id, at: now, tx)
        }
        for other in others where other.file != served.file {
            var headers = headers
            headers[.contentType] = other.mediaType
            headers[.cacheControl] = "no-store"
            guard let response = try? await respond(request, other, headers) else { continue }
            return response
        }
        throw SiteError.notFound
    }

    /// Either is enough.
    private static let scopes = ["media", "create"]

    private func store(_ file: Upload, alt: String?) async throws -> Response {
        let photo = try await library.prepare(file, alt: alt)
        try await library.publish([photo]) { _, _ in }
        return Response(status: .created, headers: [.location: site.url(photo.fullPath)])
    }
}

extension ServedMedia {
    /// What a file is sent with: its type, who may keep it, and what a browser may do that opens it by itself, which is nothing
    /// but to play it. Files that no page shows are only ever downloaded.
    func headers(caching: String) -> HTTPFields {
        let policy =
            switch kind {
            case .picture, .other: "default-src 'none'; sandbox"
            case .video, .audio: "default-src 'none'; media-src 'self'; style-src 'unsafe-inline'; sandbox"
            }
        var headers: HTTPFields = [
            .contentType: mediaType, .cacheControl: caching, .contentSecurityPolicy: policy,
        ]
        if kind == .other { headers[.contentDisposition] = MediaFilename.attachment(filename) }
        return headers
    }
}
