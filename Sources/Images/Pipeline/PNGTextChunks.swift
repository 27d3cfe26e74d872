import Glibc

/// The compressed texts of a PNG file, which a decoder would inflate whether anybody wants them or not.
///
/// 48 kB of them can hold 50 MB. Nothing of them is ever kept, so a file that has much more than programs write is refused
/// by the lengths of its chunks, before a decoder sees it.
///
/// - SeeAlso: <https://www.w3.org/TR/png-3/#11textinfo>
enum PNGTextChunks {
    /// Most bytes of compressed texts and colour profiles: editors write some kilobytes, profiles at most a few hundred.
    static let mostBytes = (text: 32 * 1024, profile: 1024 * 1024)

    /// Walks the chunks of the file at `path` without reading what is in them.
    ///
    /// - Throws: ``PictureRefusal`` for a file with too many compressed bytes, ``PictureFileError``.
    static func check(path: String) throws {
        let descriptor = open(path, O_RDONLY | O_NOFOLLOW | O_CLOEXEC)
        guard descriptor >= 0 else { throw PictureFileError(code: errno, action: "open original") }
        defer { close(descriptor) }
        var offset: off_t = 8
        var (text, profile) = (0, 0)
        while let chunk = chunk(at: offset, in: descriptor) {
            switch chunk.name {
            case "zTXt": text += chunk.length
            case "iTXt" where isCompressed(textAt: offset + 8, in: descriptor): text += chunk.length
            case "iCCP": profile += chunk.length
            case "IEND": return
            default: break
            }
            guard text <= mostBytes.text, profile <= mostBytes.profile else {
                throw PictureRefusal(.tooLarge, "The picture carries too much compressed text.")
            }
            offset += off_t(chunk.length) + 12
        }
    }

    /// An international text says so behind its keyword, which has at most 79 bytes and ends with a NUL.
    private static func isCompressed(textAt offset: off_t, in descriptor: Int32) -> Bool {
        var start = [UInt8](repeating: 0, count: 81)
        let count = pread(descriptor, &start, start.count, offset)
        guard count > 0, let end = start[..<count].firstIndex(of: 0), end + 1 < count else { return true }
        return start[end + 1] != 0
    }

    private static func chunk(at offset: off_t, in descriptor: Int32) -> (name: String, length: Int)? {
        var head = [UInt8](repeating: 0, count: 8)
        guard pread(descriptor, &head, head.count, offset) == head.count else { return nil }
        let length = head[..<4].reduce(0) { $0 << 8 | Int($1) }
        return (String(decoding: head[4...], as: UTF8.self), length)
    }
}
