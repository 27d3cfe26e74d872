/// A frame of an ID3v2 tag.
///
/// - SeeAlso: <https://id3.org/id3v2.4.0-structure>
struct ID3Frame: Equatable {
    var name: String
    var start: Int
    var content: Range<Int>
    /// Compressed or encrypted.
    var isClosed = false
    var isUnsynchronised = false
    /// How many bytes of the content are no content yet: a group, a length.
    var skipped = 0

    /// Reads the frame at the start of `range`, `nil` where there is none that fits.
    static func read(at range: Range<Int>, of tag: ID3Tag, in file: RecordingFile) throws -> ID3Frame? {
        let (nameLength, headLength) = tag.version == 2 ? (3, 6) : (4, 10)
        guard range.count >= headLength else { return nil }
        let head = try file.bytes(atMost: headLength, of: range)
        guard isName(head[..<nameLength]) else { return nil }
        try file.countPart()
        let start = range.lowerBound + headLength
        let lengthBytes = head[nameLength..<(2 * nameLength)]
        var length = lengthBytes.number
        if tag.version == 4 {
            // Some programs write plain lengths here. Both can be right only below 128, where they are the same.
            let proper = lengthBytes.sevenBitNumber
            let isPlain =
                try !canEnd(at: start + proper, of: range, in: file)
                && canEnd(at: start + length, of: range, in: file)
            if !isPlain { length = proper }
        }
        guard length <= range.upperBound - start else { return nil }
        var frame = ID3Frame(
            name: String(fourCharacters: head[..<nameLength]), start: range.lowerBound,
            content: start..<(start + length))
        let flags = tag.version == 2 ? 0 : head[9]
        if tag.version == 3 {
            frame.isClosed = flags & 0xC0 != 0
            frame.skipped = flags & 0x20 != 0 ? 1 : 0
        } else if tag.version == 4 {
            frame.isClosed = flags & 0x0C != 0
            frame.isUnsynchronised = tag.isUnsynchronised || flags & 0x02 != 0
            frame.skipped = (flags & 0x40 != 0 ? 1 : 0) + (flags & 0x01 != 0 ? 4 : 0)
        }
        return frame
    }

    /// Gives the frame a name for experiments, which players pass over, and no content.
    var blanked: RecordingBlanking {
        let isShort = content.lowerBound - start == 6
        let name = Array((isShort ? "XXX" : "XXXX").utf8)
        // The flags go, too: zeros are not compressed.
        let flags = isShort ? start..<start : (start + 8)..<(start + 10)
        return RecordingBlanking(ranges: [flags, content], head: name, headOffset: start)
    }

    private static func isName(_ bytes: ArraySlice<UInt8>) -> Bool {
        bytes.allSatisfy { 0x41...0x5A ~= $0 || 0x30...0x39 ~= $0 }
    }

    /// Whether another frame, padding or nothing begins there.
    private static func canEnd(at end: Int, of range: Range<Int>, in file: RecordingFile) throws -> Bool {
        guard end <= range.upperBound else { return false }
        let next = try file.bytes(atMost: 4, of: end..<range.upperBound)
        return next.allSatisfy { $0 == 0 } || next.count == 4 && isName(next[...])
    }
}
