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
    let site: Site

    /// `POST /media`: stores the part `file` and answers 201 with its address.
    ///
    /// The text for those who don't see the picture may come along as `alt`, `mp-photo-alt` or `photo-alt`.
    func upload(_ request: Request, _ context: SiteContext) async throws -> Response {
        guard let type = request.headers[.contentType].flatMap({ MediaTypeHeader($0) }), type.isMultipartForm else {
            throw MicropubError.unsupportedMediaType("Files are sent as multipart/form-data.")
        }
        let secret = try BearerAuthenticator.secret(inHeaderOf: request)
        let holder: Bearer? = if let secret { try await bearer.bearer(secret, context.trace) } else { nil }
        if let holder { try BearerAuthenticator.require(Self.scopes, of: holder) }
        try await context.askForBody(of: request)
        let form = try await receiver.receive(request.body, type, isTrusted: holder != nil) { secret in
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

    /// `GET /media/{photo}/{file}`: one variant of a picture. The address never means another file.
    func file(_ request: Request, _ context: SiteContext) async throws -> Response {
        let (name, file) = (try context.variable("photo"), try context.variable("file"))
        guard MediaFolder.isName(name), MediaFolder.isFile(file), let type = MediaFolder.mediaType(ofFile: file) else {
            throw SiteError.notFound
        }
        let headers: HTTPFields = [
            .contentType: type,
            .cacheControl: "public, max-age=31536000, immutable",
            .contentSecurityPolicy: "default-src 'none'; sandbox",
        ]
        return try await FileResponder().response(
            to: request, path: library.folder.directory(of: name) + "/" + file, headers: headers)
    }

    /// Either is enough.
    private static let scopes = ["media", "create"]

    private func store(_ file: Upload, alt: String?) async throws -> Response {
        let photo = try await library.prepare(file, alt: alt)
        try await library.publish([photo]) { _, _ in }
        return Response(status: .created, headers: [.location: site.url(photo.fullPath)])
    }
}
