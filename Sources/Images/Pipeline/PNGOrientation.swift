/// The EXIF orientation of a PNG file, which libvips 8.14 does not read.
///
/// - SeeAlso: <https://www.w3.org/TR/png-3/#eXIf>
enum PNGOrientation {
    /// How much of a file's start is searched; the chunk stands before the pixels in files written by cameras and tools.
    static let searchLength = 65_536

    /// Reads the orientation from the start of a PNG file: 1 to 8, and 1 when there is none or it makes no sense.
    static func read(from head: [UInt8]) -> Int {
        var start = 8
        while start + 8 <= head.count {
            let length = number(in: head, at: start, count: 4, isLittleEndian: false)
            let name = head[(start + 4)..<(start + 8)]
            let end = start + 8 + length
            if name.elementsEqual("IDAT".utf8) || end > head.count { return 1 }
            if name.elementsEqual("eXIf".utf8) { return orientation(inTIFF: Array(head[(start + 8)..<end])) }
            start = end + 4
        }
        return 1
    }

    /// Looks through the first directory of a TIFF structure: entries of tag, type, count and value, 12 bytes each.
    private static func orientation(inTIFF bytes: [UInt8]) -> Int {
        let isLittleEndian = bytes.starts(with: [0x49, 0x49, 42, 0])
        guard isLittleEndian || bytes.starts(with: [0x4D, 0x4D, 0, 42]) else { return 1 }
        func number(_ offset: Int, _ count: Int) -> Int {
            Self.number(in: bytes, at: offset, count: count, isLittleEndian: isLittleEndian)
        }
        let directory = number(4, 4)
        let tag = 0x0112
        let short = 3
        for entry in 0..<number(directory, 2) {
            let start = directory + 2 + 12 * entry
            guard start + 12 <= bytes.count else { return 1 }
            if number(start, 2) == tag, number(start + 2, 2) == short {
                let value = number(start + 8, 2)
                return (1...8).contains(value) ? value : 1
            }
        }
        return 1
    }

    /// A whole number of `count` bytes; 0 when it would lie outside.
    private static func number(in bytes: [UInt8], at offset: Int, count: Int, isLittleEndian: Bool) -> Int {
        guard offset >= 0, offset + count <= bytes.count else { return 0 }
        let digits = bytes[offset..<(offset + count)]
        return isLittleEndian
            ? digits.reversed().reduce(0) { $0 << 8 | Int($1) } : digits.reduce(0) { $0 << 8 | Int($1) }
    }
}
