/// The chunks of a PNG file.
///
/// - SeeAlso: <https://www.w3.org/TR/png-3/#5Chunk-layout>
enum PNGChunks {
    /// Finds the parts that make the picture: header, palette, transparency, pixels, and what says how to read colours.
    ///
    /// What follows the end of the picture is left out, as are texts, times and everything else. Returns `nil` when a part
    /// is cut off or its checksum is wrong.
    static func rangesOfPicture(in bytes: UnsafeRawBufferPointer) -> [Range<Int>]? {
        guard bytes.starts(with: [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]) else { return nil }
        var kept = [0..<8]
        var position = 8
        while position + 12 <= bytes.count {
            let end = position + 12 + number(in: bytes, at: position)
            guard end <= bytes.count else { return nil }
            let name = String(decoding: bytes[position + 4..<position + 8], as: UTF8.self)
            if names.contains(name) {
                guard checksum(of: bytes[position + 4..<end - 4]) == number(in: bytes, at: end - 4) else { return nil }
                kept.append(position..<end)
            }
            if name == "IEND" { return kept }
            position = end
        }
        return nil
    }

    private static let names: Set = ["IHDR", "PLTE", "tRNS", "IDAT", "IEND", "gAMA", "cHRM", "sRGB", "iCCP"]

    private static func number(in bytes: UnsafeRawBufferPointer, at position: Int) -> Int {
        bytes[position..<position + 4].reduce(0) { $0 << 8 | Int($1) }
    }

    /// The CRC-32 of a chunk's name and content.
    private static func checksum(of bytes: Slice<UnsafeRawBufferPointer>) -> Int {
        var rest: UInt32 = .max
        for byte in UnsafeRawBufferPointer(rebasing: bytes) {
            rest = table[Int(UInt8(truncatingIfNeeded: rest) ^ byte)] ^ rest >> 8
        }
        return Int(~rest)
    }

    private static let table: [UInt32] = (0..<256).map { byte in
        (0..<8).reduce(UInt32(byte)) { rest, _ in rest & 1 == 1 ? rest >> 1 ^ 0xEDB8_8320 : rest >> 1 }
    }
}
