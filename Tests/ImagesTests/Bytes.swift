extension Array<UInt8> {
    /// Whether the text, which is not empty, stands anywhere in these bytes.
    func contains(_ text: String) -> Bool {
        let wanted = Array(text.utf8)
        return withUnsafeBytes { bytes in
            var start = 0
            while start + wanted.count <= bytes.count {
                if bytes[start] == wanted[0], bytes[start..<(start + wanted.count)].elementsEqual(wanted) {
                    return true
                }
                start += 1
            }
            return false
        }
    }
}

/// A number as big-endian bytes.
func bigEndian(_ number: Int, count: Int = 4) -> [UInt8] {
    (0..<count).reversed().map { UInt8(truncatingIfNeeded: number >> (8 * $0)) }
}

/// A number as little-endian bytes.
func littleEndian(_ number: Int, count: Int = 4) -> [UInt8] {
    bigEndian(number, count: count).reversed()
}

/// A PNG chunk with its checksum.
func pngChunk(_ name: String, _ content: [UInt8]) -> [UInt8] {
    let body = Array(name.utf8) + content
    var checksum: UInt32 = 0xFFFF_FFFF
    for byte in body {
        checksum ^= UInt32(byte)
        for _ in 0..<8 {
            checksum = checksum & 1 == 1 ? checksum >> 1 ^ 0xEDB8_8320 : checksum >> 1
        }
    }
    return bigEndian(content.count) + body + bigEndian(Int(~checksum))
}
