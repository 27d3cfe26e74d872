import CDispatch
import Foundation
import HTTPTypes
import Hummingbird
import NIOCore
import NIOPosix

/// Answers with a file from the disk: whole or a range of it, in pieces, with constant memory.
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
        guard let range = try request.range(of: file.size, tag: file.tag) else {
            return answer(file, 0..<file.size, .ok, headers, isHead: request.method == .head)
        }
        headers[.contentRange] = range.header
        return answer(file, range.bytes, .partialContent, headers, isHead: false)
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
