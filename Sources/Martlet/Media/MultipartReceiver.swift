import Hummingbird
import Images
import IndieWeb
import NIOCore

/// Receives a multipart request as it comes: fields into memory, files straight to disk.
///
/// Memory stays constant: fields together have a cap, files go through in pieces.
struct MultipartReceiver: Sendable {
    let library: MediaLibrary
    /// The largest file, in bytes.
    let largestFile: Int

    private let strangers = StrangerGate()

    private let mostFiles: Int
    private let places: UploadPlaces

    /// The most bytes in all fields together.
    static let largestFields = 1024 * 1024

    init(library: MediaLibrary, largestFile: Int, limits: MediaLimits) {
        self.library = library
        self.largestFile = largestFile
        mostFiles = limits.files
        places = UploadPlaces(limits.uploadsAtOnce)
    }

    /// Receives the whole body. When it throws, nothing of it is left on the disk.
    ///
    /// - Parameters:
    ///   - takesAnything: whether files may be of any kind, as at the media endpoint; else what their names say.
    ///   - isTrusted: whether the request has already shown a token. Without one all its files together may only be as
    ///     large as one, and few such requests are received at once.
    ///   - verify: checks a token that stands in a field before the first file.
    /// - Throws: ``SiteError``, ``MultipartError``, ``FormError`` or ``PictureRefusal`` for what can't be accepted, and
    ///   what `verify` throws.
    func receive(
        _ body: RequestBody, _ contentType: MediaTypeHeader, takesAnything: Bool = false, isTrusted: Bool,
        verify: @Sendable (String) async throws -> Void
    ) async throws -> ReceivedForm {
        var parser = MultipartParser(boundary: try MultipartBoundary(contentType))
        var progress = Progress(takesAnything: takesAnything, isTrusted: isTrusted)
        defer {
            if progress.isAtGate { strangers.leave() }
            if progress.hasPlace { places.leave() }
        }
        do {
            for try await buffer in body {
                // Text before, between and behind the parts costs nothing but time; there must be an end to it, too.
                progress.bodyBytes += buffer.readableBytes
                guard progress.bodyBytes <= progress.totalBytes + Self.largestFields * 2 + buffer.readableBytes else {
                    throw SiteError.tooLarge("What is no file of the request", limit: Self.largestFields * 2)
                }
                for event in try parser.parse(buffer.readableBytesSpan) {
                    try await take(event, of: buffer, &progress, verify)
                }
            }
            try parser.finish()
            return progress.form
        } catch {
            if let file = progress.file { await file.abandon() }
            await progress.form.abandon()
            throw error
        }
    }

    /// Where the parser is, and what has come so far.
    private struct Progress {
        let takesAnything: Bool
        var isTrusted: Bool
        /// Whether this request has one of the places of those without a token.
        var isAtGate = false
        /// Whether it has one of the places of those that bring files.
        var hasPlace = false
        var form = ReceivedForm()
        var part: MultipartPartHeaders?
        var text: [UInt8] = []
        var fieldBytes = 0
        var file: Upload?
        var fileBytes = 0
        /// Bytes of all files.
        var totalBytes = 0
        var bodyBytes = 0
    }

    private typealias Verify = @Sendable (String) async throws -> Void

    private func take(
        _ event: MultipartEvent, of buffer: ByteBuffer, _ progress: inout Progress, _ verify: Verify
    ) async throws {
        switch event {
        case .partBegin(let headers):
            progress.part = headers
            progress.text = []
            progress.fileBytes = 0
        case .heldBytes(let bytes):
            try await take(bytes, &progress, verify)
        case .bytes(let range):
            let start = buffer.readerIndex + range.lowerBound
            guard let slice = buffer.getSlice(at: start, length: range.count) else { return }
            try await take(slice.readableBytesView, &progress, verify)
        case .partEnd:
            try await endPart(&progress)
        }
    }

    private func take(
        _ bytes: some Collection<UInt8> & Sendable, _ progress: inout Progress, _ verify: Verify
    ) async throws {
        guard let part = progress.part else { return }
        guard part.isFile else {
            progress.fieldBytes += bytes.count
            guard progress.fieldBytes <= Self.largestFields else {
                throw SiteError.tooLarge("The form", limit: Self.largestFields)
            }
            progress.text.append(contentsOf: bytes)
            return
        }
        progress.fileBytes += bytes.count
        progress.totalBytes += bytes.count
        guard progress.fileBytes <= largestFile else { throw SiteError.tooLarge("The file", limit: largestFile) }
        try await upload(&progress, verify).append(bytes)
        let largestTotal = progress.isTrusted ? largestFile * mostFiles : largestFile
        guard progress.totalBytes <= largestTotal else { throw SiteError.tooLarge("The upload", limit: largestTotal) }
    }

    /// The file that the present part is being stored in, begun with the part's first byte.
    private func upload(_ progress: inout Progress, _ verify: Verify) async throws -> Upload {
        if let file = progress.file { return file }
        try await admit(&progress, verify)
        guard progress.form.files.count < mostFiles else {
            throw SiteError(.contentTooLarge, "There are more than \(mostFiles) files in the request.")
        }
        // Those without a token have the gate, and must not take the places of others.
        if progress.isTrusted, !progress.hasPlace {
            try await places.enter()
            progress.hasPlace = true
        }
        let purpose = progress.takesAnything ? .anything : UploadPurpose(part: progress.part?.name ?? "")
        let file = try await library.beginUpload(filename: progress.part?.filename ?? "", for: purpose)
        progress.file = file
        return file
    }

    /// Lets a request take its first file only with a token that is good, or one of the places for those without.
    private func admit(_ progress: inout Progress, _ verify: Verify) async throws {
        guard !progress.isTrusted, !progress.isAtGate else { return }
        if let secret = try BearerAuthenticator.secret(in: progress.form.fields) {
            try await verify(secret)
            progress.isTrusted = true
        } else {
            try strangers.enter()
            progress.isAtGate = true
        }
    }

    private func endPart(_ progress: inout Progress) async throws {
        guard let part = progress.part else { return }
        progress.part = nil
        if let file = progress.file {
            var name = part.name
            // Some clients send any file under this name; what it is decides what it is for.
            if !progress.takesAnything, name == "file", let property = await file.type.kind.property {
                name = property.rawValue
            }
            progress.form.parts.append(.upload(name: name))
            progress.form.files.append(file)
            progress.file = nil
        } else if !part.isFile {
            progress.form.parts.append(.field(try FormField(name: Array(part.name.utf8), value: progress.text)))
        } else if let name = part.filename, !name.isEmpty {
            throw PictureRefusal(.unreadable, "The file is empty.")
        }
    }
}

/// A multipart request that has come whole.
struct ReceivedForm: Sendable {
    /// Fields and files in the order in which they came.
    var parts: [MicropubPart] = []
    /// The files among the parts, in their order.
    var files: [Upload] = []

    var fields: [FormField] {
        parts.compactMap { part in
            if case .field(let field) = part { field } else { nil }
        }
    }

    /// The names of the fields that brought files.
    var fileNames: [String] {
        parts.compactMap { part in
            if case .upload(let name) = part { name } else { nil }
        }
    }

    /// Removes the files.
    func abandon() async {
        for file in files { await file.abandon() }
    }
}
