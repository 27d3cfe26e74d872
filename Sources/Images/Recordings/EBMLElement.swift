/// An element of EBML, of which Matroska and WebM are made: an identifier, a length, then what it holds.
///
/// - SeeAlso: <https://www.rfc-editor.org/rfc/rfc8794>
struct EBMLElement: Equatable {
    /// Identifiers, as they stand in the file.
    enum ID {
        static let header = 0x1A45_DFA3, docType = 0x4282, void = 0xEC, crc32 = 0xBF
        static let segment = 0x1853_8067, seekHead = 0x114D_9B74, info = 0x1549_A966, tracks = 0x1654_AE6B
        static let cluster = 0x1F43_B675, cues = 0x1C53_BB6B, chapters = 0x1043_A770
        static let attachments = 0x1941_A469, tags = 0x1254_C367
        static let tag = 0x7373, simpleTag = 0x67C8, tagName = 0x45A3
        static let timestampScale = 0x2AD7B1, duration = 0x4489
        static let trackEntry = 0xAE, video = 0xE0, pixelWidth = 0xB0, pixelHeight = 0xBA
        static let simpleBlock = 0xA3, blockGroup = 0xA0

        /// What stands directly in a segment, and so ends a cluster whose length isn't known.
        static let upper: Set = [segment, seekHead, info, tracks, cluster, cues, chapters, attachments, tags, header]
    }

    /// The identifier of the header, with which a file begins.
    static let headerID: [UInt8] = [0x1A, 0x45, 0xDF, 0xA3]
    /// Stands for a length that the writer didn't know, as with everything that was streamed.
    static let unknownLength = Int.max

    var id: Int
    var start: Int
    var content: Range<Int>
    var hasUnknownLength = false

    /// Reads the head of the element at the start of `range`, `nil` when the range is empty.
    ///
    /// A length that isn't known reaches to the end of the range.
    ///
    /// - Throws: ``RecordingRefusal/unreadable`` when it is none or longer than the range; ``PictureFileError``.
    static func read(at range: Range<Int>, in file: RecordingFile) throws -> EBMLElement? {
        guard !range.isEmpty else { return nil }
        let head = try file.bytes(atMost: 12, of: range)
        var position = 0
        guard let id = number(in: head, at: &position, keepsMarker: true), position <= 4,
            let length = number(in: head, at: &position, keepsMarker: false)
        else { throw RecordingRefusal.unreadable }
        if id == ID.simpleBlock || id == ID.blockGroup { try file.countBlock() } else { try file.countPart() }
        let content = (range.lowerBound + position)..<range.upperBound
        if length == unknownLength {
            return EBMLElement(id: id, start: range.lowerBound, content: content, hasUnknownLength: true)
        }
        guard length <= content.count else { throw RecordingRefusal.unreadable }
        let end = content.lowerBound + length
        return EBMLElement(id: id, start: range.lowerBound, content: content.lowerBound..<end)
    }

    /// Reads a number whose first byte says by its leading zeros how long it is; `nil` when it isn't all there.
    ///
    /// - Parameter keepsMarker: whether the bit behind the zeros belongs to the number, as it does in identifiers.
    static func number(in bytes: [UInt8], at position: inout Int, keepsMarker: Bool) -> Int? {
        guard bytes.indices.contains(position), bytes[position] != 0 else { return nil }
        let length = bytes[position].leadingZeroBitCount + 1
        guard length <= bytes.count - position, !(keepsMarker && length > 4) else { return nil }
        let marker = 1 << (7 * length)
        let number = bytes[position..<(position + length)].reduce(0) { $0 << 8 | Int($1) }
        position += length
        if keepsMarker { return number }
        return number - marker == marker - 1 ? unknownLength : number - marker
    }

    /// Turns the element into a void one of the same length.
    var blanked: RecordingBlanking {
        let length = content.upperBound - start
        let range = start..<content.upperBound
        if length - 2 < 0x7F {
            let head: [UInt8] = [0xEC, 0x80 | UInt8(length - 2)]
            return RecordingBlanking(ranges: [range], head: head, headOffset: start)
        }
        let size = (0..<7).reversed().map { UInt8(truncatingIfNeeded: (length - 9) >> (8 * $0)) }
        return RecordingBlanking(ranges: [range], head: [0xEC, 0x01] + size, headOffset: start)
    }
}
