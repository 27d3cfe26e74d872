/// Turns the bytes of an HTML document in any charset into clean UTF-8.
///
/// libxml2 reads bytes without a declared charset as Latin-1 and gives up at the first byte that doesn't fit the
/// declared one, so the charset is settled here, and the parser is only ever given valid UTF-8 without control
/// characters.
struct HTMLDecoder {
    /// Decodes by byte order mark, else the given charset, else `<meta charset>`, else UTF-8 when the bytes are valid
    /// UTF-8, else windows-1252.
    ///
    /// Bytes that don't fit become U+FFFD. Control characters that HTML doesn't allow are dropped, line ends become
    /// `\n`.
    ///
    /// - Parameter charset: what the `Content-Type` header says; an unknown name counts as none.
    /// - SeeAlso: <https://html.spec.whatwg.org/multipage/parsing.html#determining-the-character-encoding>
    static func decode(_ bytes: [UInt8], charset: String?) -> [UInt8] {
        let text: String
        if bytes.starts(with: [0xEF, 0xBB, 0xBF]) {
            text = String(decoding: bytes.dropFirst(3), as: UTF8.self)
        } else if bytes.starts(with: [0xFE, 0xFF]) {
            text = decodeUTF16(bytes.dropFirst(2), bigEndian: true)
        } else if bytes.starts(with: [0xFF, 0xFE]) {
            text = decodeUTF16(bytes.dropFirst(2), bigEndian: false)
        } else if let charset, let decoded = decode(bytes, label: charset) {
            text = decoded
        } else if let label = metaCharset(bytes), let decoded = decode(bytes, label: label) {
            text = decoded
        } else {
            text = String(validating: bytes, as: UTF8.self) ?? decodeWindows1252(bytes)
        }
        return clean(text)
    }

    /// Drops the control characters, and writes line ends and form feeds as one line feed.
    static func clean(_ text: String) -> [UInt8] {
        var output: [UInt8] = []
        output.reserveCapacity(text.utf8.count)
        var previous: UInt8 = 0
        for byte in text.utf8 {
            switch byte {
            case 0x0A where previous == 0x0D: break
            case 0x0A, 0x0C, 0x0D: output.append(0x0A)
            case 0x00..<0x20 where byte != 0x09: break
            default: output.append(byte)
            }
            previous = byte
        }
        return output
    }

    /// The charset that a `<meta>` in the first 1,024 bytes declares.
    private static func metaCharset(_ bytes: [UInt8]) -> String? {
        let head = bytes.prefix(1024).map { (0x41...0x5A).contains($0) ? $0 + 0x20 : $0 }
        guard let meta = find("<meta", in: head[...]) else { return nil }
        var rest = head[meta...]
        while let start = find("charset", in: rest) {
            rest = rest[start...].drop(while: isSpace)
            guard rest.first == UInt8(ascii: "=") else { continue }
            rest = rest.dropFirst().drop { isSpace($0) || $0 == UInt8(ascii: "\"") || $0 == UInt8(ascii: "'") }
            let label = rest.prefix { isLabelByte($0) }
            if label.isEmpty { continue }
            // A document whose ASCII bytes could be read to get here is not in UTF-16.
            return label.starts(with: "utf-16".utf8) ? "utf-8" : String(decoding: label, as: UTF8.self)
        }
        return nil
    }

    /// The index after the first occurrence of an ASCII word.
    private static func find(_ word: StaticString, in bytes: ArraySlice<UInt8>) -> Int? {
        word.withUTF8Buffer { word in
            bytes.indices.first { bytes[$0...].starts(with: word) }.map { $0 + word.count }
        }
    }

    private static func isSpace(_ byte: UInt8) -> Bool {
        byte == 0x20 || (0x09...0x0D).contains(byte)
    }

    private static func isLabelByte(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x30...0x39, 0x61...0x7A, UInt8(ascii: "-"), UInt8(ascii: "_"), UInt8(ascii: "."), UInt8(ascii: ":"): true
        default: false
        }
    }

    private static func decode(_ bytes: [UInt8], label: String) -> String? {
        switch label.lowercased() {
        case "utf-8", "utf8":
            String(decoding: bytes, as: UTF8.self)
        case "utf-16be":
            decodeUTF16(bytes[...], bigEndian: true)
        case "utf-16", "utf-16le":
            decodeUTF16(bytes[...], bigEndian: false)
        // Browsers read all of these as windows-1252: https://encoding.spec.whatwg.org/#names-and-labels
        case "windows-1252", "cp1252", "iso-8859-1", "iso8859-1", "iso_8859-1", "latin1", "l1", "us-ascii", "ascii":
            decodeWindows1252(bytes)
        default:
            CharsetConverter(label)?.decode(bytes)
        }
    }

    private static func decodeUTF16(_ bytes: ArraySlice<UInt8>, bigEndian: Bool) -> String {
        var units: [UInt16] = []
        units.reserveCapacity(bytes.count / 2 + 1)
        var iterator = bytes.makeIterator()
        while let first = iterator.next() {
            guard let second = iterator.next() else {
                units.append(0xFFFD)
                break
            }
            units.append(bigEndian ? UInt16(first) << 8 | UInt16(second) : UInt16(second) << 8 | UInt16(first))
        }
        return String(decoding: units, as: UTF16.self)
    }

    private static func decodeWindows1252(_ bytes: [UInt8]) -> String {
        let units = bytes.map { (0x80..<0xA0).contains($0) ? windows1252[Int($0) - 0x80] : UInt16($0) }
        return String(decoding: units, as: UTF16.self)
    }

    /// What the bytes 0x80 to 0x9F stand for: <https://encoding.spec.whatwg.org/#index-windows-1252>
    private static let windows1252: [UInt16] = [
        0x20AC, 0x0081, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0x008D,
        0x017D, 0x008F, 0x0090, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A,
        0x0153, 0x009D, 0x017E, 0x0178,
    ]
}
