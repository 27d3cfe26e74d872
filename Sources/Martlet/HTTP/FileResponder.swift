import CDispatch
import Foundation
import HTTPTypes
import Hummingbird
import NIOCore
import NIOPosix

/// Answers with a file from the disk: whole or a range of it, in pieces, with constant memory.
///
/// Deviation: RFC 9110 §14.2 lets a server ignore `Range`; several ranges in one request get the whole file.
struct FileResponder: Sendable {
    /// Bytes that are read and written at a time.
    private static let pieceSize = 256 * 1024

    /// Answers a GET or HEAD for the file at `path` with the given headers, which name its type.
    ///
    /// - Throws: ``SiteError/notFound`` when there is no such regular file.
    func response(to request: Request, path: String, headers: HTTPFields) async throws -> Response {
        let file = try await NIOThreadPool.singleton.runIfActive { try OpenFile(path) }
        var headers = headers
        headers[.eTag] = file.tag
        headers[.acceptRanges] = "bytes"
        headers[.contentLength] = String(file.size)
        if let known = request.headers[.ifNoneMatch], EntityTag.list(known, matches: file.tag) {
            return Response(status: .notModified, headers: headers)
        }
        let condition = request.headers[.ifRange]
        let wanted = condition == nil || condition == file.tag ? request.headers[.range] : nil
        switch ByteRange.parse(wanted, size: file.size) {
        case .whole:
            return answer(file, 0..<file.size, .ok, headers, isHead: request.method == .head)
        case .part(let range):
            headers[.contentRange] = "bytes \(range.lowerBound)-\(range.upperBound - 1)/\(file.size)"
            return answer(file, range, .partialContent, headers, isHead: request.method == .head)
        case .unsatisfiable:
            throw SiteError(
                .rangeNotSatisfiable, "The file has \(file.size) bytes.",
                headers: [.contentRange: "bytes */\(file.size)"])
        }
    }

    private func answer(
        _ file: OpenFile, _ range: Range<Int>, _ status: HTTPResponse.Status, _ headers: HTTPFields, isHead: Bool
    ) -> Response {
        var headers = headers
        headers[.contentLength] = String(range.count)
        guard !isHead else { return Response(status: status, headers: headers) }
        let body = ResponseBody(contentLength: range.count) { writer in
            var start = range.lowerBound
            while start < range.upperBound {
                let piece = start..<min(start + Self.pieceSize, range.upperBound)
                let buffer = try await NIOThreadPool.singleton.runIfActive { try file.read(piece) }
                try await writer.write(buffer)
                start = piece.upperBound
            }
            try await writer.finish(nil)
        }
        return Response(status: status, headers: headers, body: body)
    }
}

/// A regular file that is open for reading; closed when the last user lets it go.
private final class OpenFile: Sendable {
    let size: Int
    /// A strong validator: files of one address never change, so inode and time of change tell versions apart.
    let tag: String
    private let path: String
    private let descriptor: Int32

    /// - Throws: ``SiteError/notFound`` when there is no regular file at the path.
    convenience init(_ path: String) throws {
        let descriptor = try Self.open(path)
        var status = stat()
        guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
            close(descriptor)
            throw SiteError.notFound
        }
        let (inode, seconds, nanoseconds) = (status.st_ino, status.st_mtim.tv_sec, status.st_mtim.tv_nsec)
        self.init(
            path: path, descriptor: descriptor, size: Int(status.st_size), tag: "\"\(inode)-\(seconds)-\(nanoseconds)\""
        )
    }

    private init(path: String, descriptor: Int32, size: Int, tag: String) {
        self.path = path
        self.descriptor = descriptor
        self.size = size
        self.tag = tag
    }

    private static func open(_ path: String) throws -> Int32 {
        do {
            return try Disk.open(path, O_RDONLY | O_NONBLOCK)
        } catch  where [ENOENT, ENOTDIR, ELOOP].contains(error.code) {
            throw SiteError.notFound
        }
    }

    deinit { close(descriptor) }

    /// The bytes of a range.
    ///
    /// - Throws: when the file became shorter: the answer breaks off, which the client notices.
    func read(_ range: Range<Int>) throws -> ByteBuffer {
        var bytes = [UInt8](repeating: 0, count: range.count)
        var filled = 0
        while filled < bytes.count {
            let count = try bytes[filled...].withUnsafeMutableBytes { try read($0, at: range.lowerBound + filled) }
            filled += count
        }
        return ByteBuffer(bytes: bytes)
    }

    private func read(_ target: UnsafeMutableRawBufferPointer, at offset: Int) throws -> Int {
        let count = pread(descriptor, target.baseAddress, target.count, off_t(offset))
        if count < 0, errno == EINTR { return 0 }
        guard count > 0 else { throw FileError("read", path, code: count < 0 ? errno : EIO) }
        return count
    }
}

/// The `Range` header of a request (RFC 9110 §14.1.2).
enum ByteRange: Equatable {
    case whole
    case part(Range<Int>)
    case unsatisfiable

    /// Shape: `bytes=0-99` the first hundred, `bytes=100-` the rest, `bytes=-100` the last hundred.
    ///
    /// A header that isn't of this form, or names several ranges, counts as not sent.
    static func parse(_ header: String?, size: Int) -> ByteRange {
        guard let header, header.lowercased().hasPrefix("bytes=") else { return .whole }
        let parts = header.dropFirst("bytes=".count).split(separator: "-", omittingEmptySubsequences: false)
        guard parts.count == 2, let first = number(parts[0]), let last = number(parts[1]) else { return .whole }
        switch (first, last) {
        case (nil, nil):
            return .whole
        case (nil, let length?):
            guard length > 0, size > 0 else { return .unsatisfiable }
            return .part(max(0, size - length)..<size)
        case (let start?, let end):
            if let end, end < start { return .whole }
            guard start < size else { return .unsatisfiable }
            return .part(start..<min(end ?? size - 1, size - 1) + 1)
        }
    }

    /// The number in a piece of the header: `.some(nil)` for none, nil for something that is no number.
    private static func number(_ text: Substring) -> Int?? {
        let text = text.drop { $0 == " " }
        if text.isEmpty { return .some(nil) }
        guard text.utf8.allSatisfy({ (48...57).contains($0) }) else { return nil }
        // A number beyond Int is beyond the end of any file.
        return .some(Int(text) ?? Int.max - 1)
    }
}
