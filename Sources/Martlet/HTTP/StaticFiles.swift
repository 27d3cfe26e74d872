import Crypto
import Foundation
import HTTPTypes
import Hummingbird
import NIOCore
import Synchronization

/// The files of `static/`, served from memory.
///
/// Their addresses carry a version, so that browsers may keep them for good and still see a change at once.
final class StaticFiles: Sendable {
    private struct File: Sendable {
        let body: ByteBuffer
        let headers: HTTPFields
        let version: String
    }

    private let files: Mutex<[String: File]>

    private static let mediaTypes = [
        "css": "text/css; charset=utf-8", "svg": "image/svg+xml", "png": "image/png", "ico": "image/x-icon",
        "txt": "text/plain; charset=utf-8", "webp": "image/webp", "woff2": "font/woff2", "jpg": "image/jpeg",
        "jpeg": "image/jpeg", "gif": "image/gif", "avif": "image/avif",
    ]

    /// - Parameter files: file name → bytes; those of a type that isn't known are not served.
    init(_ files: [String: Data]) {
        self.files = Mutex(Self.made(files))
    }

    /// The files of a directory whose types are known: file name → bytes.
    static func contents(of directory: String) throws -> [String: Data] {
        guard let names = try? FileManager.default.contentsOfDirectory(atPath: directory) else {
            throw SettingError(
                "MARTLET_RESOURCE_DIR", directory, allowed: "a directory that holds templates/ and static/")
        }
        var files: [String: Data] = [:]
        for name in names where serves(name) {
            files[name] = try Data(contentsOf: URL(fileURLWithPath: directory + "/" + name))
        }
        return files
    }

    /// Whether a file of this name has a type that is served.
    static func serves(_ name: String) -> Bool { mediaType(of: name) != nil }

    /// Takes other files in place of all those that are there.
    func replace(with files: [String: Data]) {
        let new = Self.made(files)
        self.files.withLock { $0 = new }
    }

    private static func mediaType(of name: String) -> String? {
        name.split(separator: ".").last.flatMap { mediaTypes[String($0)] }
    }

    private static func made(_ contents: [String: Data]) -> [String: File] {
        var files: [String: File] = [:]
        for (name, data) in contents {
            guard let mediaType = mediaType(of: name) else { continue }
            let version = Hex.string(SHA256.hash(data: data).prefix(6))
            var headers: HTTPFields = [
                .contentType: mediaType, .contentLength: String(data.count), .eTag: "\"\(version)\"",
            ]
            SecurityHeaders.add(to: &headers)
            files[name] = File(body: ByteBuffer(bytes: data), headers: headers, version: version)
        }
        return files
    }

    /// The path of a file with its version: `/static/style.css?v=…`.
    func path(of name: String) -> String {
        "/static/" + name + (files.withLock { $0[name] }.map { "?v=\($0.version)" } ?? "")
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
        guard let file = files.withLock({ $0[name] }) else { throw SiteError.notFound }
        var headers = file.headers
        let isVersioned = request.uri.queryParameters["v"].map(String.init) == file.version
        headers[.cacheControl] = isVersioned ? "public, max-age=31536000, immutable" : "public, max-age=300"
        if let known = request.headers[.ifNoneMatch], EntityTag.list(known, matches: "\"\(file.version)\"") {
            return Response(status: .notModified, headers: headers)
        }
        return Response(status: .ok, headers: headers, body: .init(byteBuffer: file.body))
    }
}
