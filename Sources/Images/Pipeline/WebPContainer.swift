/// The chunks of a WebP file.
///
/// libvips 8.14 puts an EXIF chunk of its own making into every WebP file, asked to strip or not.
///
/// - SeeAlso: <https://developers.google.com/speed/webp/docs/riff_container>
enum WebPContainer {
    /// Splits `bytes` into the pieces of the same picture without EXIF, XMP and colour profile.
    ///
    /// The pieces are parts of `bytes` but for the first two: the file's head, and the header of an extended file, which
    /// goes too when nothing is left for it to say. Returns `nil` for what is no WebP file.
    static func piecesWithoutMetadata(of bytes: UnsafeRawBufferPointer) -> (head: [UInt8], rest: [Range<Int>])? {
        guard bytes.count >= 12, bytes[0..<4].elementsEqual("RIFF".utf8), bytes[8..<12].elementsEqual("WEBP".utf8)
        else { return nil }
        var extended: [UInt8] = []
        var kept: [Range<Int>] = []
        var start = 12
        while start + 8 <= bytes.count {
            let name = String(decoding: bytes[start..<(start + 4)], as: UTF8.self)
            let length = (4..<8).reversed().reduce(0) { $0 << 8 | Int(bytes[start + $1]) }
            let end = start + 8 + length + length % 2
            guard end <= bytes.count else { return nil }
            switch name {
            case "EXIF", "XMP ", "ICCP": break
            case "VP8X" where length >= 10: extended = Array(bytes[start..<end])
            default: kept.append(start..<end)
            }
            start = end
        }
        if !extended.isEmpty {
            extended[8] &= animationFlag | alphaFlag
            if extended[8] == 0 { extended = [] }
        }
        let size = 4 + extended.count + kept.reduce(0) { $0 + $1.count }
        let littleEndianSize = (0..<4).map { UInt8(truncatingIfNeeded: size >> (8 * $0)) }
        return (Array("RIFF".utf8) + littleEndianSize + Array("WEBP".utf8) + extended, kept)
    }

    /// Splits an upload likewise; `nil` for one whose colours a profile explains, and one with chunks that make no picture.
    static func piecesOfPicture(in bytes: UnsafeRawBufferPointer) -> (head: [UInt8], rest: [Range<Int>])? {
        guard bytes.count > 20, let pieces = piecesWithoutMetadata(of: bytes) else { return nil }
        let hasProfile = bytes[12..<16].elementsEqual("VP8X".utf8) && bytes[20] & profileFlag != 0
        let isPicture = pieces.rest.allSatisfy { chunk in
            switch String(decoding: bytes[chunk.prefix(4)], as: UTF8.self) {
            case "ANIM": true
            // A frame's place, size and duration stand before the chunks of its picture.
            case "ANMF": hasOnlyPicture(bytes[chunk.dropFirst(24)])
            default: hasOnlyPicture(bytes[chunk])
            }
        }
        return hasProfile || !isPicture ? nil : pieces
    }

    private static func hasOnlyPicture(_ chunks: Slice<UnsafeRawBufferPointer>) -> Bool {
        var rest = chunks
        while rest.count >= 8 {
            let name = String(decoding: rest.prefix(4), as: UTF8.self)
            guard ["ALPH", "VP8 ", "VP8L"].contains(name) else { return false }
            let length = rest.dropFirst(4).prefix(4).reversed().reduce(0) { $0 << 8 | Int($1) }
            rest = rest.dropFirst(8 + length + length % 2)
        }
        return rest.isEmpty
    }

    private static let profileFlag: UInt8 = 0x20
    private static let animationFlag: UInt8 = 0x02
    private static let alphaFlag: UInt8 = 0x10
}
