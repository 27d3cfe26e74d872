/// A page of an Ogg file: a header, a table of lengths, and parts of packets of one stream.
///
/// - SeeAlso: <https://www.rfc-editor.org/rfc/rfc3533#section-6>
struct OggPage {
    var start: Int
    var serial: UInt32
    /// Whether it is the first page of its stream.
    var isFirst: Bool
    /// Whether its first segment goes on with the packet of the page before.
    var isContinued: Bool
    /// The lengths of the segments; one shorter than 255 ends its packet.
    var segments: [UInt8]
    var content: Range<Int>

    var range: Range<Int> { start..<content.upperBound }

    /// Reads the page at `offset`, `nil` when there is none or it isn't all there.
    static func read(at offset: Int, in file: RecordingFile) throws -> OggPage? {
        let head = try file.bytes(atMost: 27 + 255, of: offset..<file.size)
        guard head.count >= 27, head.starts(with: "OggS".utf8), head[4] == 0 else { return nil }
        try file.countBlock()
        let contentStart = 27 + Int(head[26])
        guard head.count >= contentStart else { return nil }
        let segments = Array(head[27..<contentStart])
        let end = offset + contentStart + segments.reduce(0) { $0 + Int($1) }
        guard end <= file.size else { return nil }
        return OggPage(
            start: offset, serial: UInt32(head[14..<18].number), isFirst: head[5] & 2 != 0,
            isContinued: head[5] & 1 != 0, segments: segments, content: (offset + contentStart)..<end)
    }

    /// Finds the next page from `offset` on, over whatever is between, as players do.
    static func next(from offset: Int, in file: RecordingFile) throws -> OggPage? {
        if let page = try read(at: offset, in: file) { return page }
        var position = offset + 1
        let capture = Array("OggS".utf8)
        while position + 27 <= file.size {
            let piece = try file.bytes(atMost: 65_536, of: position..<file.size)
            var from = 0
            while let found = piece[from...].firstIndex(of: capture[0]) {
                if piece[found...].starts(with: capture), let page = try read(at: position + found, in: file) {
                    return page
                }
                from = found + 1
            }
            // The capture pattern may stand across the end of the piece.
            position += max(1, piece.count - 3)
        }
        return nil
    }

    /// Writes the checksum that fits the page as it is now.
    static func renewChecksum(of range: Range<Int>, in file: RecordingFile) throws {
        var bytes = try file.bytes(range)
        guard bytes.count >= 27 else { return }
        bytes.replaceSubrange(22..<26, with: [0, 0, 0, 0])
        let sum = checksum(of: bytes)
        try file.overwrite(at: range.lowerBound + 22, with: (0..<4).map { UInt8(truncatingIfNeeded: sum >> (8 * $0)) })
    }

    /// The cyclic redundancy check of Ogg: the usual polynomial, bits not turned round, nothing before or after.
    static func checksum(of bytes: [UInt8]) -> UInt32 {
        bytes.reduce(0) { sum, byte in sum << 8 ^ table[Int(UInt8(truncatingIfNeeded: sum >> 24) ^ byte)] }
    }

    private static let table: [UInt32] = (0..<256).map { index in
        (0..<8).reduce(UInt32(index) << 24) { sum, _ in sum & 0x8000_0000 != 0 ? sum << 1 ^ 0x04C1_1DB7 : sum << 1 }
    }
}
