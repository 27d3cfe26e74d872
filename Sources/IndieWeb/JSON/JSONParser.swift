/// Reads one JSON text strictly as RFC 8259 has it; each byte is looked at a fixed number of times.
///
/// - SeeAlso: <https://www.rfc-editor.org/rfc/rfc8259#section-2>
struct JSONParser {
    private let bytes: [UInt8]
    private let depthLimit: Int
    private var position = 0
    private var depth = 0

    /// - Parameter bytes: Known to be UTF-8.
    init(_ bytes: [UInt8], depth: Int) {
        self.bytes = bytes
        self.depthLimit = depth
    }

    mutating func document() throws(JSONError) -> JSONValue {
        // RFC 8259 §8.1 lets a reader ignore a byte order mark; Windows tools send one.
        if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { position = 3 }
        let value = try value()
        skipWhitespace()
        guard position == bytes.count else { throw error(.trailingBytes) }
        return value
    }

    /// Recursion: bounded by the depth limit, in ``array()`` and ``object()``.
    private mutating func value() throws(JSONError) -> JSONValue {
        skipWhitespace()
        guard let byte = current else { throw error(.unexpectedEnd) }
        switch byte {
        case UInt8(ascii: "{"): return .object(try object())
        case UInt8(ascii: "["): return .array(try array())
        case UInt8(ascii: "\""): return .string(try string())
        case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): return .number(try number())
        case UInt8(ascii: "t"): return try word("true", .bool(true))
        case UInt8(ascii: "f"): return try word("false", .bool(false))
        case UInt8(ascii: "n"): return try word("null", .null)
        default: throw error(.unexpectedByte)
        }
    }

    private mutating func array() throws(JSONError) -> [JSONValue] {
        try enter()
        defer { depth -= 1 }
        var elements: [JSONValue] = []
        if skip(UInt8(ascii: "]")) { return elements }
        while true {
            elements.append(try value())
            if skip(UInt8(ascii: "]")) { return elements }
            try expect(UInt8(ascii: ","))
        }
    }

    private mutating func object() throws(JSONError) -> JSONObject {
        try enter()
        defer { depth -= 1 }
        var object = JSONObject()
        if skip(UInt8(ascii: "}")) { return object }
        while true {
            skipWhitespace()
            let start = position
            guard let byte = current else { throw error(.unexpectedEnd) }
            guard byte == UInt8(ascii: "\"") else { throw error(.unexpectedByte) }
            let name = try string()
            try expect(UInt8(ascii: ":"))
            // RFC 8259 §4 leaves open what a second member of the same name means. Two readers that pick differently are
            // a known way past checks, so there is nothing to pick.
            guard object.append(name, try value()) else { throw JSONError(.duplicateName, at: start) }
            if skip(UInt8(ascii: "}")) { return object }
            try expect(UInt8(ascii: ","))
        }
    }

    private mutating func string() throws(JSONError) -> String {
        var string = JSONStringReader(bytes: bytes, position: position + 1)
        let text = try string.read()
        position = string.position
        return text
    }

    private mutating func number() throws(JSONError) -> JSONNumber {
        let start = position
        if current == UInt8(ascii: "-") { position += 1 }
        if current == UInt8(ascii: "0") { position += 1 } else { try digits(from: start) }
        if current == UInt8(ascii: ".") {
            position += 1
            try digits(from: start)
        }
        if current == UInt8(ascii: "e") || current == UInt8(ascii: "E") {
            position += 1
            if current == UInt8(ascii: "+") || current == UInt8(ascii: "-") { position += 1 }
            try digits(from: start)
        }
        if let byte = current, Self.isDigit(byte) { throw JSONError(.invalidNumber, at: start) }
        return JSONNumber(checked: String(decoding: bytes[start..<position], as: UTF8.self))
    }

    private mutating func digits(from start: Int) throws(JSONError) {
        let first = position
        while let byte = current, Self.isDigit(byte) { position += 1 }
        guard position > first else { throw JSONError(.invalidNumber, at: start) }
    }

    private mutating func word(_ word: String, _ value: JSONValue) throws(JSONError) -> JSONValue {
        for expected in word.utf8 {
            guard let byte = current else { throw error(.unexpectedEnd) }
            guard byte == expected else { throw error(.unexpectedByte) }
            position += 1
        }
        return value
    }
}

extension JSONParser {
    private var current: UInt8? { position < bytes.count ? bytes[position] : nil }

    private static func isDigit(_ byte: UInt8) -> Bool {
        (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
    }

    private mutating func enter() throws(JSONError) {
        guard depth < depthLimit else { throw error(.tooDeep(limit: depthLimit)) }
        depth += 1
        position += 1
    }

    private mutating func skipWhitespace() {
        while let byte = current, byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 { position += 1 }
    }

    /// Skips white space, then `byte` when it comes next; returns whether it did.
    private mutating func skip(_ byte: UInt8) -> Bool {
        skipWhitespace()
        guard current == byte else { return false }
        position += 1
        return true
    }

    private mutating func expect(_ byte: UInt8) throws(JSONError) {
        guard !skip(byte) else { return }
        throw error(current == nil ? .unexpectedEnd : .unexpectedByte)
    }

    private func error(_ reason: JSONError.Reason) -> JSONError { JSONError(reason, at: position) }
}
