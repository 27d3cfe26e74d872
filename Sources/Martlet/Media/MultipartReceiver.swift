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

    /// The most bytes in all fields together, and the most files in one request.
    static let largestFields = 1024 * 1024
    static let mostFiles = 20

    init(library: MediaLibrary, largestFile: Int) {
        self.library = library
        self.largestFile = largestFile
    }

    /// Receives the whole body. When it throws, nothing of it is left on the disk.
    ///
    /// - Parameter isTrusted: whether the request has already shown a token; else all its files together may only be as
    ///   large as one, and few such requests are received at once.
    /// - Throws: ``SiteError``, ``MultipartError``, ``FormError`` or ``PictureRefusal`` for what can't be accepted.
    func receive(_ body: RequestBody, _ contentType: MediaTypeHeader, isTrusted: Bool) async throws -> ReceivedForm {
        let parser = MultipartParser(boundary: try MultipartBoundary(contentType))
        if isTrusted { return try await receive(body, parser, largestTotal: largestFile * Self.mostFiles) }
        return try await strangers.pass { try await receive(body, parser, largestTotal: largestFile) }
    }

    private func receive(
        _ body: RequestBody, _ begun: MultipartParser, largestTotal: Int
    ) async throws -> ReceivedForm {
        var parser = begun
        var progress = Progress(largestTotal: largestTotal)
        do {
            for try await buffer in body {
                for event in try parser.parse(buffer.readableBytesSpan) {
                    try await take(event, of: buffer, &progress)
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
        let largestTotal: Int
        var form = ReceivedForm()
        var part: MultipartPartHeaders?
        var text: [UInt8] = []
        var fieldBytes = 0
        var file: Upload?
        var fileBytes = 0
        var totalBytes = 0
    }

    private func take(_ event: MultipartEvent, of buffer: ByteBuffer, _ progress: inout Progress) async throws {
        switch event {
        case .partBegin(let headers):
            progress.part = headers
            progress.text = []
            progress.fileBytes = 0
        case .heldBytes(let bytes):
            try await take(bytes, &progress)
        case .bytes(let range):
            let start = buffer.readerIndex + range.lowerBound
            guard let slice = buffer.getSlice(at: start, length: range.count) else { return }
            try await take(slice.readableBytesView, &progress)
        case .partEnd:
            try await endPart(&progress)
        }
    }

    private func take(_ bytes: some Collection<UInt8> & Sendable, _ progress: inout Progress) async throws {
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
        guard progress.totalBytes <= progress.largestTotal else {
            throw SiteError.tooLarge("The upload", limit: progress.largestTotal)
        }
        try await upload(&progress).append(bytes)
    }

    /// The file that the present part is being stored in, begun with the part's first byte.
    private func upload(_ progress: inout Progress) async throws -> Upload {
        if let file = progress.file { return file }
        guard progress.form.files.count < Self.mostFiles else {
            throw SiteError(.contentTooLarge, "There are more than \(Self.mostFiles) files in the request.")
        }
        let file = try await library.beginUpload()
        progress.file = file
        return file
    }

    private func endPart(_ progress: inout Progress) async throws {
        guard let part = progress.part else { return }
        progress.part = nil
        if let file = progress.file {
            guard await file.type != nil else { throw PictureRefusal.unsupportedType }
            progress.form.parts.append(.upload(name: part.name))
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
