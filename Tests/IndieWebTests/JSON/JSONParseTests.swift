import IndieWeb
import Testing

@Suite struct `JSON parsing` {
    static let values: [(String, JSONValue)] = [
        ("null", .null), ("true", true), ("false", false), ("0", 0), ("-1", -1), (#""""#, ""), ("[]", []), ("{}", [:]),
        ("[1,2]", [1, 2]), (" \t\r\n[ 1 ,\n2 ] ", [1, 2]), (#"{"a":{"b":[null]}}"#, ["a": ["b": [.null]]]),
        (#"{ "a" : 1 , "b" : "x" }"#, ["a": 1, "b": "x"]), (#"{"":1}"#, ["": 1]),
        (#""\"\\\/\b\f\n\r\t""#, "\"\\/\u{8}\u{C}\n\r\t"), (#""http:\/\/a.example\/""#, "http://a.example/"),
        (#""\u00e9\u00E9""#, "éé"), (#""\u0000""#, "\0"), (#""a\u0041b""#, "aAb"), (#""\ud83d\ude00!""#, "😀!"),
        (#""\uFFFE\uFEFF""#, "\u{FFFE}\u{FEFF}"), (#""é😀""#, "é😀"), ("\"\u{7F}\"", "\u{7F}"), ("\u{FEFF}[1]", [1]),
        ("\"\u{2028}\"", "\u{2028}"),
    ]

    @Test(arguments: values)
    func `The value of a valid text`(text: String, value: JSONValue) throws {
        #expect(try JSONValue.parse(text) == value)
    }

    @Test(arguments: [
        "0", "-0", "1", "10", "-1.5", "0.0", "1.0", "1.10", "1e5", "1E5", "1e+5", "1e-05", "0e0", "-0.0e-0", "1e400",
        "1E-99999",
        "123456789012345678901234567890", "0.1000000000000000055511151231257827", "9223372036854775808",
    ])
    func `The literal of a number as it came`(literal: String) throws {
        #expect(try JSONValue.parse(literal).serialized() == literal)
        #expect(try JSONValue.parse("[\(literal) ]").serialized() == "[\(literal)]")
    }

    @Test(arguments: [
        "01", "-01", "00", "-", "--1", "1.", ".5", "-.5", "1.e5", "1e", "1e+", "1e-", "1e5.5", "+1", "0x10", "1_000",
        "NaN", "Infinity",
        "-Infinity", "1a", "１", "- 1", "1 2", "-a",
    ])
    func `An error for what only looks like a number`(text: String) {
        #expect(throws: JSONError.self) { try JSONValue.parse(text) }
        #expect(throws: JSONError.self) { try JSONValue.parse("[\(text)]") }
    }

    @Test(arguments: [
        "", " ", "\u{FEFF}", "[", "]", "{", "}", "[1", "[1,", "[1,]", "[,1]", "[,]", "[1 2]", "[1]]", "[1}", "{\"a\"",
        "{\"a\":", "{\"a\":1",
        "{\"a\":1,", "{\"a\":1,}", "{,}", "{a:1}", "{1:1}", "{'a':1}", "{\"a\" 1}", "{\"a\":1 \"b\":2}", "{\"a\":1]",
        "{null:1}",
        "{\"a\"::1}", "{\"a\":1,,\"b\":2}", "tru", "True", "nul", "nulll", "truefalse", "undefined", "'a'", "[1]x",
        "{}{}", "[] []",
        "/**/1", "1//", "[1]\0", "\0", "\u{A0}1", "\u{2028}1", "\u{FEFF}\u{FEFF}1", "1\u{FEFF}", "[\u{B}1]", "[\u{C}1]",
        "#1", "\u{1}",
    ])
    func `An error for a text that is not JSON`(text: String) {
        #expect(throws: JSONError.self) { try JSONValue.parse(text) }
    }

    @Test(arguments: [
        (#"""#, JSONError.Reason.unexpectedEnd, 1), (#""a"#, .unexpectedEnd, 2), (#""\"#, .unexpectedEnd, 2),
        (#""\""#, .unexpectedEnd, 3), (#""\u"#, .unexpectedEnd, 3), (#""\u12"#, .unexpectedEnd, 5),
        (#""\u12"x"#, .invalidEscape, 1), (#""\u12G4""#, .invalidEscape, 1), (#""\x41""#, .invalidEscape, 1),
        (#""a\'""#, .invalidEscape, 2), (#""\U0041""#, .invalidEscape, 1), ("\"\\\u{e9}\"", .invalidEscape, 1),
        (#""\ud800""#, .loneSurrogate, 1), (#""\ud800x""#, .loneSurrogate, 1), (#""\ud800\n""#, .loneSurrogate, 1),
        (#""\udc00""#, .loneSurrogate, 1), (#""\ud800\ud800""#, .loneSurrogate, 1),
        (#""\ud800\u0041""#, .loneSurrogate, 1),
        (#""\udc00\ud800""#, .loneSurrogate, 1), (#""\ud83d\ude""#, .unexpectedEnd, 12),
        (#""\ud800"#, .loneSurrogate, 1),
        ("\"a\nb\"", .controlCharacter, 2), ("\"\t\"", .controlCharacter, 1), ("\"\0\"", .controlCharacter, 1),
        ("\"\u{1F}\"", .controlCharacter, 1), (#"{"a":1,"a":1}"#, .duplicateName, 7),
        (#"{"a":1, "\u0061":2}"#, .duplicateName, 8),
        (#"[{"a":{"b":1,"c":2,"b":3}}]"#, .duplicateName, 19), ("[1]x", .trailingBytes, 3),
        ("[1,]", .unexpectedByte, 3),
        ("nulx", .unexpectedByte, 3), ("-x", .invalidNumber, 0), ("[01]", .invalidNumber, 1),
    ])
    func `The reason and the place of an error`(text: String, reason: JSONError.Reason, offset: Int) {
        #expect(throws: JSONError(reason, at: offset)) { try JSONValue.parse(text) }
    }

    @Test(
        arguments: [
            [0xFF], [0xC0, 0xAF], [0xE0, 0x80, 0x80], [0xED, 0xA0, 0x80], [0xF4, 0x90, 0x80, 0x80],
            [0xF8, 0x88, 0x80, 0x80, 0x80],
            [0x80], [0xC3], [0xE2, 0x82], [0xF0, 0x9F, 0x98], [0xEF, 0xBB],
        ] as [[UInt8]])
    func `An error for bytes that are not UTF 8`(bytes: [UInt8]) {
        let quote = UInt8(ascii: "\"")
        #expect(throws: JSONError(.invalidUTF8, at: 1)) { try JSONValue.parse([quote] + bytes + [quote]) }
        #expect(throws: JSONError(.invalidUTF8, at: 0)) { try JSONValue.parse(bytes) }
    }

    @Test(arguments: ["[\u{0}1\u{0}]", "\u{0}\u{0}\u{0}["])
    func `An error for UTF 16`(text: String) {
        #expect(throws: JSONError.self) { try JSONValue.parse(Array(text.utf8)) }
    }

    @Test func `An error for nesting past the limit, and none at the limit`() throws {
        let limits = JSONLimits(depth: 3)
        #expect(try JSONValue.parse("[[{}]]", limits: limits) == [[[:]]])
        #expect(try JSONValue.parse(#"[[[]],[{"a":1}]]"#, limits: limits) == [[[]], [["a": 1]]])
        #expect(throws: JSONError(.tooDeep(limit: 3), at: 3)) { try JSONValue.parse("[[[[]]]]", limits: limits) }
        #expect(throws: JSONError(.tooDeep(limit: 3), at: 7)) { try JSONValue.parse(#"[[{"a":{}}]]"#, limits: limits) }
    }

    @Test(arguments: ["[", "{\"a\":", "[{\"a\":"])
    func `An error and no crash for a million open brackets`(opening: String) {
        let text = String(repeating: opening, count: 1_000_000 / opening.utf8.count)
        #expect(throws: JSONError.self) { try JSONValue.parse(text) }
    }

    @Test func `An error for more bytes than the limit, and none at the limit`() throws {
        #expect(try JSONValue.parse("[1]", limits: JSONLimits(bytes: 3)) == [1])
        #expect(throws: JSONError(.tooLong(limit: 2), at: 2)) {
            try JSONValue.parse("[1]", limits: JSONLimits(bytes: 2))
        }
    }

    @Test func `An error or the same value, and never a crash, for every cut and every changed byte`() throws {
        let text = #"{"type":["h-entry"],"p":{"é":[{"a":-1.50e+7,"b":"\ud83d\ude00\/\n"},null,true,[]]}}"#
        let bytes = Array(text.utf8)
        for end in bytes.indices {
            #expect(throws: JSONError.self) { try JSONValue.parse(bytes[..<end]) }
        }
        for (index, byte) in bytes.indices.flatMap({ index in (0...UInt8.max).map { (index, $0) } }) {
            var changed = bytes
            changed[index] = byte
            guard let value = try? JSONValue.parse(changed) else { continue }
            #expect(try JSONValue.parse(value.serializedBytes()) == value)
        }
    }
}
