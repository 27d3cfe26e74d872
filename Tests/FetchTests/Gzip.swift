/// Compressed streams made by hand.
enum Gzip {
    /// `bytes` as one stored block; at most 65,535 of them.
    static func stored(_ bytes: [UInt8]) -> [UInt8] {
        let length = UInt16(bytes.count)
        return frame([0x01] + littleEndian(length) + littleEndian(~length) + bytes, checksum: crc(bytes), bytes.count)
    }

    /// A stream of `1 + 258 * repeats` zeros in less than two bytes for each repeat; its checksum is wrong.
    static func zeros(repeats: Int) -> [UInt8] {
        var bits = Bits()
        bits.append(0b110, 3)  // the last block, with the fixed codes
        bits.append(0b0011_0000, 8)  // the literal 0
        for _ in 0..<repeats {
            bits.append(0b1100_0101, 8)  // length 258
            bits.append(0b00000, 5)  // distance 1
        }
        bits.append(0, 7)
        return frame(bits.bytes, checksum: 0, 1 + 258 * repeats)
    }

    private static func frame(_ deflated: [UInt8], checksum: UInt32, _ count: Int) -> [UInt8] {
        [0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 255] + deflated + littleEndian(checksum) + littleEndian(UInt32(count))
    }

    private static func littleEndian<Number: FixedWidthInteger>(_ number: Number) -> [UInt8] {
        withUnsafeBytes(of: number.littleEndian) { Array($0) }
    }

    private static func crc(_ bytes: [UInt8]) -> UInt32 {
        ~bytes.reduce(UInt32.max) { crc, byte in
            (0..<8).reduce(crc ^ UInt32(byte)) { crc, _ in crc >> 1 ^ (crc & 1 == 1 ? 0xedb8_8320 : 0) }
        }
    }

    /// Bits from the lowest of each byte to the highest; a code begins with its highest bit.
    private struct Bits {
        private(set) var bytes: [UInt8] = []
        private var used = 8

        mutating func append(_ code: Int, _ length: Int) {
            for position in (0..<length).reversed() {
                if used == 8 {
                    bytes.append(0)
                    used = 0
                }
                bytes[bytes.count - 1] |= UInt8(code >> position & 1) << used
                used += 1
            }
        }
    }
}
