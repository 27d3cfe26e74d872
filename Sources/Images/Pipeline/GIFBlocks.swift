/// The blocks of a GIF file.
///
/// - SeeAlso: <https://www.w3.org/Graphics/GIF/spec-gif89a.txt>
enum GIFBlocks {
    /// Finds the parts that make the picture: header, colour tables, frames with their timing, and the loop.
    ///
    /// What follows the end of the picture is left out, as are comments and all other application data. Returns `nil` for a
    /// file that is cut off, or draws texts.
    static func rangesOfPicture(in bytes: UnsafeRawBufferPointer) -> [Range<Int>]? {
        guard bytes.count >= 13, bytes.starts(with: "GIF8".utf8) else { return nil }
        var position = 13 + colourTableLength(bytes[10])
        var kept = [0..<position]
        while position + 1 < bytes.count {
            let start = position
            switch (bytes[position], bytes[position + 1]) {
            case (imageSeparator, _) where position + 10 < bytes.count:
                position += 11 + colourTableLength(bytes[position + 9])
            case (extensionIntroducer, graphicControl), (extensionIntroducer, application),
                (extensionIntroducer, comment):
                position += 2
            case (trailer, _): return kept + [position..<position + 1]
            default: return nil
            }
            guard let end = endOfSubBlocks(in: bytes, from: position) else { return nil }
            position = end
            if bytes[start] == imageSeparator || isKept(bytes[start + 1..<end]) { kept.append(start..<end) }
        }
        guard position < bytes.count, bytes[position] == trailer else { return nil }
        return kept + [position..<position + 1]
    }

    /// Sub-blocks begin with their length, and the last one has none.
    private static func endOfSubBlocks(in bytes: UnsafeRawBufferPointer, from start: Int) -> Int? {
        var position = start
        while position < bytes.count {
            let length = Int(bytes[position])
            position += 1 + length
            if length == 0 { return position }
        }
        return nil
    }

    /// Whether an extension, from its label on, is a frame's timing or the loop of an animation.
    private static func isKept(_ block: Slice<UnsafeRawBufferPointer>) -> Bool {
        switch block.first {
        case graphicControl: true
        case application: ["NETSCAPE2.0", "ANIMEXTS1.0"].contains { block.dropFirst(2).starts(with: $0.utf8) }
        default: false
        }
    }

    private static func colourTableLength(_ flags: UInt8) -> Int {
        flags & 0x80 == 0 ? 0 : 3 << (Int(flags & 7) + 1)
    }

    private static let imageSeparator: UInt8 = 0x2C
    private static let extensionIntroducer: UInt8 = 0x21
    private static let trailer: UInt8 = 0x3B
    private static let graphicControl: UInt8 = 0xF9
    private static let application: UInt8 = 0xFF
    private static let comment: UInt8 = 0xFE
}
