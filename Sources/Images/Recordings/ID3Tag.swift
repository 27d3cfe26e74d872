/// Where an ID3v2 tag stands, and how its frames are written.
///
/// - SeeAlso: <https://id3.org/id3v2.4.0-structure>
struct ID3Tag: Equatable {
    /// 2, 3 or 4 are known.
    var version: UInt8
    var isUnsynchronised: Bool
    var hasExtendedHeader: Bool
    /// The frames and the padding, without header and footer.
    var content: Range<Int>
    /// The end of the tag, with its footer.
    var end: Int

    /// Reads the tag that begins at `offset`, `nil` when there is none.
    ///
    /// - Throws: ``RecordingRefusal/unreadable`` when it is longer than the file; ``PictureFileError``.
    static func read(at offset: Int, in file: RecordingFile) throws -> ID3Tag? {
        guard offset >= 0, file.size - offset >= 10 else { return nil }
        let head = try file.bytes(offset..<(offset + 10))
        guard head.starts(with: "ID3".utf8), head[6..<10].allSatisfy({ $0 < 0x80 }) else { return nil }
        try file.countPart()
        let length = head[6..<10].sevenBitNumber
        let flags = head[5]
        let start = offset + 10
        let footerLength = head[3] == 4 && flags & 0x10 != 0 ? 10 : 0
        guard length + footerLength <= file.size - start else { throw RecordingRefusal.unreadable }
        return ID3Tag(
            version: head[3], isUnsynchronised: flags & 0x80 != 0, hasExtendedHeader: flags & 0x40 != 0,
            content: start..<(start + length), end: start + length + footerLength)
    }

    /// Finds the tag that ends at `end`, by its footer.
    static func read(endingAt end: Int, in file: RecordingFile) throws -> ID3Tag? {
        guard end >= 20 else { return nil }
        let foot = try file.bytes((end - 10)..<end)
        guard foot.starts(with: "3DI".utf8), foot[6..<10].allSatisfy({ $0 < 0x80 }) else { return nil }
        let tag = try read(at: end - 20 - foot[6..<10].sevenBitNumber, in: file)
        return tag?.end == end ? tag : nil
    }
}

extension Collection<UInt8> where Index == Int {
    /// The bytes as a big-endian number of which each has seven bits.
    var sevenBitNumber: Int { prefix(7).reduce(0) { $0 << 7 | Int($1 & 0x7F) } }
}
