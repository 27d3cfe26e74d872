import Glibc

/// A recording that is open for a walk through it, and for blanking parts of it in place.
///
/// Reads are short, and their number is limited, so that a file made to cost much costs little. Not for use by several
/// threads at once.
final class RecordingFile {
    /// Most bytes that are read at once.
    static let longestRead = 1 << 20
    /// Most boxes, elements, frames and comments of a file: long films have some thousands.
    static let mostParts = 100_000
    /// Most blocks and pages, which hold picture and sound: eighty a second, for seven hours.
    static let mostBlocks = 2_000_000

    /// The file's length in bytes.
    let size: Int
    private let descriptor: Int32
    private var parts = 0
    private var blocks = 0

    /// Opens a regular file.
    ///
    /// - Throws: ``PictureFileError``, also for a symbolic link or a folder.
    init(path: String, isForWriting: Bool = false) throws {
        let access = isForWriting ? O_RDWR : O_RDONLY
        let descriptor = open(path, access | O_NOFOLLOW | O_CLOEXEC | O_NONBLOCK)
        guard descriptor >= 0 else { throw PictureFileError(code: errno, action: "open recording") }
        var status = stat()
        guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
            close(descriptor)
            throw PictureFileError(code: EINVAL, action: "open recording")
        }
        self.descriptor = descriptor
        size = Int(status.st_size)
    }

    deinit { close(descriptor) }

    /// Notes that one more part is looked at.
    ///
    /// - Throws: ``RecordingRefusal/unreadable`` when there are too many.
    func countPart() throws {
        parts += 1
        guard parts <= Self.mostParts else { throw RecordingRefusal.unreadable }
    }

    /// The same for the many parts that hold picture and sound.
    func countBlock() throws {
        blocks += 1
        guard blocks <= Self.mostBlocks else { throw RecordingRefusal.unreadable }
    }

    /// Reads a range that must lie within the file and be no longer than ``longestRead``.
    ///
    /// - Throws: ``RecordingRefusal/unreadable`` when it does not or is; ``PictureFileError``.
    func bytes(_ range: Range<Int>) throws -> [UInt8] {
        guard range.lowerBound >= 0, range.upperBound <= size, range.count <= Self.longestRead else {
            throw RecordingRefusal.unreadable
        }
        guard !range.isEmpty else { return [] }
        var bytes = [UInt8](repeating: 0, count: range.count)
        try bytes.withUnsafeMutableBytes { buffer in
            var done = 0
            while done < buffer.count {
                let rest = UnsafeMutableRawBufferPointer(rebasing: buffer[done...])
                let count = pread(descriptor, rest.baseAddress, rest.count, off_t(range.lowerBound + done))
                if count < 0, errno == EINTR { continue }
                guard count >= 0 else { throw PictureFileError(code: errno, action: "read recording") }
                // Somebody made the file shorter since it was opened.
                guard count > 0 else { throw RecordingRefusal.unreadable }
                done += count
            }
        }
        return bytes
    }

    /// Reads what there is of `count` bytes, fewer at the end of `range`.
    func bytes(atMost count: Int, of range: Range<Int>) throws -> [UInt8] {
        try bytes(range.lowerBound..<min(range.upperBound, range.lowerBound + count))
    }

    /// Hands a range of any length over in pieces, as long as `body` wants more.
    func readPieces(of range: Range<Int>, _ body: ([UInt8]) throws -> Bool) throws {
        var position = range.lowerBound
        while position < range.upperBound {
            let piece = try bytes(atMost: 65_536, of: position..<range.upperBound)
            guard try body(piece) else { return }
            position += piece.count
        }
    }

    /// Whether the range has nothing but this byte.
    func consists(_ range: Range<Int>, of byte: UInt8) throws -> Bool {
        var isSo = true
        try readPieces(of: range) { piece in
            isSo = piece.allSatisfy { $0 == byte }
            return isSo
        }
        return isSo
    }

    /// Writes over what is there; the file never grows.
    ///
    /// - Throws: ``PictureFileError``.
    func overwrite(at offset: Int, with bytes: [UInt8]) throws {
        guard offset >= 0, bytes.count <= size - offset else { throw RecordingRefusal.unreadable }
        try bytes.withUnsafeBytes { buffer in
            var done = 0
            while done < buffer.count {
                let rest = UnsafeRawBufferPointer(rebasing: buffer[done...])
                let count = pwrite(descriptor, rest.baseAddress, rest.count, off_t(offset + done))
                if count < 0, errno == EINTR { continue }
                guard count > 0 else { throw PictureFileError(code: errno, action: "write recording") }
                done += count
            }
        }
    }

    /// Writes one byte all over a range.
    func fill(_ range: Range<Int>, with byte: UInt8) throws {
        let piece = [UInt8](repeating: byte, count: min(range.count, 65_536))
        var position = range.lowerBound
        while position < range.upperBound {
            let rest = range.upperBound - position
            try overwrite(at: position, with: rest < piece.count ? Array(piece[..<rest]) : piece)
            position += min(rest, piece.count)
        }
    }
}
