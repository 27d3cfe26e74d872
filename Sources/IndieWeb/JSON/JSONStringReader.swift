/// Reads the inside of one JSON string and stops after the closing quote.
///
/// - SeeAlso: <https://www.rfc-editor.org/rfc/rfc8259#section-7>
struct JSONStringReader {
    /// Known to be UTF-8, so that a piece cut at a quote or a backslash is UTF-8 too.
    let bytes: [UInt8]
    var position: Int

    mutating func read() throws(JSONError) -> String {
        let start = position
        if try skipPlainBytes() == UInt8(ascii: "\"") {
            defer { position += 1 }
            return String(decoding: bytes[start..<position], as: UTF8.self)
        }

        var text = Array(bytes[start..<position])
        while bytes[position] != UInt8(ascii: "\"") {
            try appendEscaped(to: &text)
            let start = position
            _ = try skipPlainBytes()
            text.append(contentsOf: bytes[start..<position])
        }
        position += 1
        return String(decoding: text, as: UTF8.self)
    }

    /// Moves to the next quote or backslash, and returns it.
    private mutating func skipPlainBytes() throws(JSONError) -> UInt8 {
        while position < bytes.count {
            let byte = bytes[position]
            if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\") { return byte }
            guard byte >= 0x20 else { throw JSONError(.controlCharacter, at: position) }
            position += 1
        }
        throw JSONError(.unexpectedEnd, at: position)
    }

    private mutating func appendEscaped(to text: inout [UInt8]) throws(JSONError) {
        let start = position
        guard start + 1 < bytes.count else { throw JSONError(.unexpectedEnd, at: bytes.count) }
        position += 2
        switch bytes[start + 1] {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): text.append(bytes[start + 1])
        case UInt8(ascii: "b"): text.append(0x08)
        case UInt8(ascii: "f"): text.append(0x0C)
        case UInt8(ascii: "n"): text.append(0x0A)
        case UInt8(ascii: "r"): text.append(0x0D)
        case UInt8(ascii: "t"): text.append(0x09)
        case UInt8(ascii: "u"): text.append(contentsOf: try scalar(escapedAt: start).utf8)
        default: throw JSONError(.invalidEscape, at: start)
        }
    }

    /// Reads four hexadecimal digits and, after the first half of a surrogate pair, the escape of the second half.
    private mutating func scalar(escapedAt start: Int) throws(JSONError) -> String {
        let first = try codeUnit(escapedAt: start)
        if let scalar = Unicode.Scalar(first) { return String(scalar) }
        guard UTF16.isLeadSurrogate(first), bytes[position...].starts(with: #"\u"#.utf8) else {
            throw JSONError(.loneSurrogate, at: start)
        }
        position += 2
        let second = try codeUnit(escapedAt: start)
        guard UTF16.isTrailSurrogate(second) else { throw JSONError(.loneSurrogate, at: start) }
        return String(decoding: [first, second], as: UTF16.self)
    }

    private mutating func codeUnit(escapedAt start: Int) throws(JSONError) -> UInt16 {
        guard position + 4 <= bytes.count else { throw JSONError(.unexpectedEnd, at: bytes.count) }
        var unit: UInt16 = 0
        for byte in bytes[position..<position + 4] {
            guard let digit = Self.hexadecimalDigit(byte) else { throw JSONError(.invalidEscape, at: start) }
            unit = unit << 4 | digit
        }
        position += 4
        return unit
    }

    private static func hexadecimalDigit(_ byte: UInt8) -> UInt16? {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): UInt16(byte - UInt8(ascii: "0"))
        case UInt8(ascii: "A")...UInt8(ascii: "F"): UInt16(byte - UInt8(ascii: "A") + 10)
        case UInt8(ascii: "a")...UInt8(ascii: "f"): UInt16(byte - UInt8(ascii: "a") + 10)
        default: nil
        }
    }
}
