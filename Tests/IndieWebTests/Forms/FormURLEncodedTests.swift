import IndieWeb
import Testing

@Suite("Form-encoded bodies")
struct FormURLEncodedTests {
    private func parse(_ bytes: some Sequence<UInt8>, limits: FormLimits = FormLimits()) throws -> [FormField] {
        try FormURLEncoded.parse(Array(bytes).span.bytes, limits: limits)
    }

    @Test(arguments: [
        ("", []),
        ("h=entry&content=Hello+World", [("h", "entry"), ("content", "Hello World")]),
        ("a=1&a=2&b=3&a=4", [("a", "1"), ("a", "2"), ("b", "3"), ("a", "4")]),
        ("&&a=1&&b=2&", [("a", "1"), ("b", "2")]),
        ("a&b=&=c&=", [("a", ""), ("b", ""), ("", "c"), ("", "")]),
        ("a=b=c", [("a", "b=c")]),
        ("a=b;c=d", [("a", "b;c=d")]),
        // As clients and test suites send it, unencoded.
        ("category[]=x,y", [("category[]", "x,y")]),
        ("in-reply-to=http://example.com/?x=1#y", [("in-reply-to", "http://example.com/?x=1#y")]),
        ("name=größe", [("name", "größe")]),
        // Escapes.
        ("category%5B0%5D=f%C3%B6o", [("category[0]", "föo")]),
        ("content%5Bhtml%5D=%3Cp%3E", [("content[html]", "<p>")]),
        ("a=%2B+%2b", [("a", "+ +")]),
        ("a=1%262%3D3", [("a", "1&2=3")]),
        ("a=%0D%0A", [("a", "\r\n")]),
        ("a=%2541", [("a", "%41")]),
        // Broken escapes stay as they are.
        ("a=100%", [("a", "100%")]),
        ("a=%4", [("a", "%4")]),
        ("a=%zz%4g%%41", [("a", "%zz%4g%A")]),
        ("a%=%+%", [("a%", "% %")]),
        ("a=%4&b=1", [("a", "%4"), ("b", "1")]),
    ])
    func `fields of a body`(_ body: String, _ fields: [(String, String)]) throws {
        #expect(try parse(body.utf8) == fields.map { FormField(name: $0, value: $1) })
    }

    @Test(arguments: ["a=%ff", "%ff=a", "a=%C3", "a=%ED%A0%80", "a=%C0%AF", "a=%F5%80%80%80"])
    func `error for text that is not UTF-8`(_ body: String) {
        #expect(throws: FormError.invalidUTF8) { try parse(body.utf8) }
    }

    @Test func `error for raw bytes that are not UTF-8`() {
        #expect(throws: FormError.invalidUTF8) { try parse([UInt8(ascii: "a"), UInt8(ascii: "="), 0xE9]) }
    }

    @Test(arguments: ["a=%00", "a%00=b", "a=b\0", "\0"])
    func `error for NUL`(_ body: String) {
        #expect(throws: FormError.containsNUL) { try parse(body.utf8) }
    }

    @Test func `error for one byte more than the limit, none at it`() throws {
        let limits = FormLimits(bytes: 5)

        #expect(try parse("a=123".utf8, limits: limits).count == 1)
        #expect(throws: FormError.tooLong(limit: 5)) { try parse("a=1234".utf8, limits: limits) }
    }

    @Test func `error for one field more than the limit, none at it`() throws {
        let limits = FormLimits(fields: 2)

        #expect(try parse("a&&b&".utf8, limits: limits).count == 2)
        #expect(throws: FormError.tooManyFields(limit: 2)) { try parse("a&b&c".utf8, limits: limits) }
    }
}
