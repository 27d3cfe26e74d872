/// A box of the ISO media family, or an atom of QuickTime: a length, a type, then what it holds.
///
/// - SeeAlso: <https://developer.apple.com/documentation/quicktime-file-format/atoms>
struct MediaBox: Equatable {
    /// Four characters, each one byte.
    var type: String
    var start: Int
    /// 8, or 16 where the length needs 64 bits.
    var headerLength: Int
    var end: Int

    var content: Range<Int> { (start + headerLength)..<end }

    /// Reads the header at the start of `range`, `nil` when too little is left of it for a box.
    ///
    /// A length of zero means all that is left.
    ///
    /// - Throws: ``RecordingRefusal/unreadable`` when the box is longer than the range or shorter than its header.
    static func read(at range: Range<Int>, in file: RecordingFile) throws -> MediaBox? {
        guard range.count >= 8 else { return nil }
        try file.countPart()
        let head = try file.bytes(atMost: 16, of: range)
        let type = String(fourCharacters: head[4..<8])
        var (headerLength, length) = (8, head[0..<4].number)
        if length == 1 {
            // Lengths of 2^56 and more are lies: the first byte is not even looked at by what follows.
            guard head.count == 16, head[8] == 0 else { throw RecordingRefusal.unreadable }
            (headerLength, length) = (16, head[9..<16].number)
        } else if length == 0 {
            length = range.count
        }
        guard length >= headerLength, length <= range.count else { throw RecordingRefusal.unreadable }
        return MediaBox(type: type, start: range.lowerBound, headerLength: headerLength, end: range.lowerBound + length)
    }

    /// Turns the box into empty space.
    var blanked: RecordingBlanking {
        RecordingBlanking(ranges: [content], head: Array("free".utf8), headOffset: start + 4)
    }
}
