/// Finds what tells places among Vorbis comments, which stand in FLAC and Ogg files.
///
/// - SeeAlso: <https://xiph.org/vorbis/doc/v-comment.html>
enum VorbisComments {
    /// Names longer than this are in no list of names; such a comment is blanked.
    private static let longestName = 256

    /// Walks through the comments that begin at `start`, and returns the values to write over with spaces.
    ///
    /// - Throws: ``RecordingRefusal/unreadable`` when one is longer than what holds it; ``PictureFileError``.
    static func locations(in runs: ByteRuns, from start: Int, of file: RecordingFile) throws -> [RecordingBlanking] {
        var found: [RecordingBlanking] = []
        var position = start
        func number() throws -> Int {
            guard position <= runs.count - 4 else { throw RecordingRefusal.unreadable }
            position += 4
            return try runs.bytes((position - 4)..<position, of: file).reversed().reduce(0) { $0 << 8 | Int($1) }
        }
        let vendorLength = try number()
        guard vendorLength <= runs.count - position else { throw RecordingRefusal.unreadable }
        position += vendorLength
        let count = try number()
        for _ in 0..<count {
            try file.countPart()
            let length = try number()
            guard length <= runs.count - position else { throw RecordingRefusal.unreadable }
            let comment = position..<(position + length)
            position += length
            if let value = try valueToBlank(of: comment, in: runs, of: file) {
                let ranges = runs.ranges(of: value)
                if try !ranges.allSatisfy({ try file.consists($0, of: 0x20) }) {
                    found.append(RecordingBlanking(ranges: ranges, fill: 0x20))
                }
            }
        }
        return found
    }

    private static func valueToBlank(
        of comment: Range<Int>, in runs: ByteRuns, of file: RecordingFile
    ) throws -> Range<Int>? {
        let start = comment.lowerBound..<min(comment.lowerBound + longestName, comment.upperBound)
        let head = try runs.bytes(start, of: file)
        guard let sign = head.firstIndex(of: UInt8(ascii: "=")) else {
            return comment.count > longestName ? comment : nil
        }
        let name = head[..<sign]
        let value = (comment.lowerBound + sign + 1)..<comment.upperBound
        if PlaceWords.stand(in: name) { return value }
        let isPicture = ["metadata_block_picture", "coverart"].contains(
            String(decoding: name, as: UTF8.self).lowercased())
        return try isPicture && hasTraces(value, in: runs, of: file) ? value : nil
    }

    /// Decodes a picture in Base64 bit by bit, and looks in it.
    private static func hasTraces(_ value: Range<Int>, in runs: ByteRuns, of file: RecordingFile) throws -> Bool {
        var traces = PictureTraces()
        var (bits, bitCount) = (0, 0)
        for range in runs.ranges(of: value) where !traces.areFound {
            try file.readPieces(of: range) { piece in
                var decoded: [UInt8] = []
                for character in piece {
                    guard let digit = base64Digit(character) else { continue }
                    bits = (bits << 6 | digit) & 0xFFFF
                    bitCount += 6
                    if bitCount >= 8 {
                        bitCount -= 8
                        decoded.append(UInt8(truncatingIfNeeded: bits >> bitCount))
                    }
                }
                traces.add(decoded)
                return !traces.areFound
            }
        }
        return traces.areFound
    }

    private static func base64Digit(_ character: UInt8) -> Int? {
        switch character {
        case UInt8(ascii: "A")...UInt8(ascii: "Z"): Int(character) - 65
        case UInt8(ascii: "a")...UInt8(ascii: "z"): Int(character) - 71
        case UInt8(ascii: "0")...UInt8(ascii: "9"): Int(character) + 4
        case UInt8(ascii: "+"), UInt8(ascii: "-"): 62
        case UInt8(ascii: "/"), UInt8(ascii: "_"): 63
        default: nil
        }
    }
}
