import IndieWeb
import Testing

@Suite("Content-Type")
struct MediaTypeHeaderTests {
    @Test(arguments: [
        ("application/json", "application/json", nil),
        ("Application/JSON; Charset=UTF-8", "application/json", "UTF-8"),
        ("application/json;charset=utf-8", "application/json", "utf-8"),
        (" text/html ; charset = \"utf-8\" ", "text/html", "utf-8"),
        (#"text/html; x="a;charset=no\"\\"; charset=yes"#, "text/html", "yes"),
        ("text/html; charset=a; charset=b", "text/html", "a"),
        ("text/html; charset=", "text/html", ""),
        ("text/html;", "text/html", nil),
        ("text/html; ; flag; charset=a;", "text/html", "a"),
    ])
    func `type and charset of a header`(_ value: String, _ essence: String, _ charset: String?) throws {
        let header = try #require(MediaTypeHeader(value))

        #expect(header.essence == essence)
        #expect("\(header.type)/\(header.subtype)" == essence)
        #expect(header.parameter("charset") == charset)
    }

    @Test(arguments: [
        "", "/", "text", "text/", "/html", "text/ht ml", "te\u{301}xt/html", "text/html/x", "text/html, text/plain",
        "text/html; a=\"open", "text/html; a=\"b\"c", "text/html; a b=c", "text/html; =c",
    ])
    func `nil for a header that is no media type`(_ value: String) {
        #expect(MediaTypeHeader(value) == nil)
    }

    @Test func `a quotation mark with a combining mark still ends a value`() {
        #expect(MediaTypeHeader("text/html; a=\"b\"\u{301}") == nil)
    }

    @Test(arguments: [
        ("application/json; charset=utf-8", [true, false, false]),
        ("application/mf2+json", [true, false, false]),
        ("application/x-www-form-urlencoded", [false, true, false]),
        ("APPLICATION/X-WWW-FORM-URLENCODED; charset=utf-8", [false, true, false]),
        ("multipart/form-data; boundary=x", [false, false, true]),
        ("multipart/mixed; boundary=x", [false, false, false]),
        ("text/plain", [false, false, false]),
        ("application/jsonp", [false, false, false]),
    ])
    func `JSON, form or multipart`(_ value: String, _ expected: [Bool]) throws {
        let header = try #require(MediaTypeHeader(value))

        #expect([header.isJSON, header.isFormURLEncoded, header.isMultipartForm] == expected)
    }
}
