import Testing

@testable import Markup

@Suite struct `Charsets of HTML` {
    private func text(_ bytes: [UInt8], charset: String? = nil) -> String {
        HTMLTree(bytes, charset: charset).root.textContent
    }

    private static let cafe1252: [UInt8] = Array("<p>caf".utf8) + [0xE9, 0x80]
    private static let cafeUTF8: [UInt8] = Array("<p>café".utf8)

    @Test(
        arguments: [
            (cafeUTF8, nil, "café"),
            (cafeUTF8, "utf-8", "café"),
            (cafeUTF8, "UTF8", "café"),
            (cafeUTF8, "no-such-charset", "café"),
            (cafeUTF8, "", "café"),
            (cafeUTF8, "iso-8859-1", "cafÃ©"),
            (cafe1252, nil, "café€"),
            (cafe1252, "ISO-8859-1", "café€"),
            (cafe1252, "utf-8", "caf\u{FFFD}"),
            ([0xEF, 0xBB, 0xBF] + cafeUTF8, "iso-8859-1", "café"),
            (Array("<meta charset=windows-1252>".utf8) + cafeUTF8, nil, "cafÃ©"),
            (Array("<meta charset=windows-1252>".utf8) + cafeUTF8, "utf-8", "café"),
            (Array("<META http-equiv=x CONTENT='text/html; Charset = \"koi8-r\"'>".utf8) + [0xC1, 0xC2], nil, "аб"),
            (Array("<meta charset=utf-16>".utf8) + cafeUTF8, nil, "café"),
            (Array("<meta name=charset><meta charset=''>".utf8) + cafeUTF8, nil, "café"),
            ([0xFE, 0xFF, 0x00, 0x3C, 0x00, 0x70, 0x00, 0x3E, 0x20, 0xAC], nil, "€"),
            ([0xFF, 0xFE, 0x3C, 0x00, 0x70, 0x00, 0x3E, 0x00, 0xAC, 0x20, 0x41], nil, "€\u{FFFD}"),
            ([0x00, 0x3C, 0x00, 0x70, 0x00, 0x3E, 0x20, 0xAC], "utf-16be", "€"),
            (Array("<p>".utf8) + [0x83, 0x65, 0x83, 0x58, 0x83, 0x67], "shift_jis", "テスト"),
            (Array("<p>".utf8) + [0xC1, 0xC2], "KOI8-R", "аб"),
            (Array("<p>a".utf8) + [0x83], "shift_jis", "a\u{FFFD}"),
            (Array("<p>a".utf8) + [0xFF, 0x41], "euc-jp", "a\u{FFFD}A"),
        ] as [([UInt8], String?, String)])
    func `Bytes are read in the charset that a browser would take`(
        _ bytes: [UInt8], _ charset: String?, _ expected: String
    ) {
        #expect(text(bytes, charset: charset) == expected)
    }

    @Test func `Characters on the border of two slices are whole`() {
        for length in 250...260 {
            let bytes = [UInt8](repeating: 0x41, count: length) + [0x83, 0x65, 0x83, 0x58]
            #expect(text(bytes, charset: "shift_jis").hasSuffix("Aテス"))
        }
    }

    @Test(arguments: ["shift_jis", "euc-kr", "gb18030", "iso-2022-jp", "utf-7", "utf-32", "utf-8"])
    func `Bytes that don't fit give replacement characters and come to an end`(_ charset: String) {
        let bytes = [UInt8](repeating: 0xFF, count: 50_000)
        let text = text(bytes, charset: charset)
        #expect(text.unicodeScalars.count <= 50_000)
    }

    @Test func `Control characters and odd line ends are gone before parsing`() {
        #expect(
            HTMLDecoder.clean("a\u{0}b\r\nc\rd\ne\u{C}f\u{B}\u{1F}g\th\u{7F}") == Array("ab\nc\nd\ne\nfg\th\u{7F}".utf8)
        )
    }
}
