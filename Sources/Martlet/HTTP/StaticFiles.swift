import Crypto
import Foundation
import HTTPTypes
import Hummingbird
import NIOCore

/// The files of `static/`, read once at start and served from memory.
///
/// Their addresses carry a version, so that browsers may keep them for good and still see a change at once.
struct StaticFiles: Sendable {
    private struct File: Sendable {
        let body: ByteBuffer
        let headers: HTTPFields
        let version: String
    }

    private let files: [String: File]

    private static let mediaTypes = [
        "css": "text/css; charset=utf-8", "svg": "image/svg+xml", "png": "image/png", "ico": "image/x-icon",
        "txt": "text/plain; charset=utf-8", "webp": "image/webp", "woff2": "font/woff2",
    ]

    /// Reads the files of a directory whose types are known; the others are not served.
    init(directory: String) throws {
        var files: [String: File] = [:]
        guard let names = try? FileManager.default.contentsOfDirectory(atPath: directory) else {
            throw SettingError(
                "MARTLET_RESOURCE_DIR", directory, allowed: "a directory that holds templates/ and static/")
        }
        for name in names {
            guard let mediaType = name.split(separator: ".").last.flatMap({ Self.mediaTypes[String($0)] }) else {
                continue
            }
            let data = try Data(contentsOf: URL(fileURLWithPath: directory + "/" + name))
            let version = Hex.string(SHA256.hash(data: data).prefix(6))
            var headers: HTTPFields = [
                .contentType: mediaType, .contentLength: String(data.count), .eTag: "\"\(version)\"",
            ]
            SecurityHeaders.add(to: &headers)
            files[name] = File(body: ByteBuffer(bytes: data), headers: headers, version: version)
        }
        self.files = files
    }

    /// The path of a file with its version: `/static/style.css?v=…`.
    func path(of name: String) -> String {
        "/static/" + name + (files[name].map { "?v=\($0.version)" } ?? "")
    }

    /// `GET /static/{file}`.
    func file(_ request: Request, _ context: SiteContext) async throws -> Response {
        try answer(request, file: try context.variable("file"))
    }

    /// `GET /favicon.ico`: browsers ask for it where a page names no icon, such as a picture's own address.
    func icon(_ request: Request, _ context: SiteContext) async throws -> Response {
        try answer(request, file: "favicon.svg")
    }

    private func answer(_ request: Request, file name: String) throws -> Response {
        guard let file = files[name] else { throw SiteError.notFound }
        var headers = file.headers
        let isVersioned = request.uri.queryParameters["v"].map(String.init) == file.version
        headers[.cacheControl] = isVersioned ? "public, max-age=31536000, immutable" : "public, max-age=300"
        if let known = request.headers[.ifNoneMatch], EntityTag.list(known, matches: "\"\(file.version)\"") {
            return Response(status: .notModified, headers: headers)
        }
        return Response(status: .ok, headers: headers, body: .init(byteBuffer: file.body))
    }
}
