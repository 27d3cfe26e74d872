import IndieWeb
import Testing

@Suite("Headers of a part")
struct MultipartPartHeadersTests {
    private func headers(_ lines: [UInt8]) throws -> MultipartPartHeaders {
        let body = Array("--b\r\n".utf8) + lines + Array("\r\n\r\n\r\n--b--".utf8)
        let parts = try MultipartCollector.parts(of: [body], boundary: "b")
        return try #require(parts.first).headers
    }

    @Test(arguments: [
        (#"name=a"#, "a"),
        (#"name="a""#, "a"),
        (#"name = "a" ; x=y"#, "a"),
        (#"filename="name=no"; name="photo[0]""#, "photo[0]"),
        (#"name=photo[0][value]"#, "photo[0][value]"),
        (#"name="mp-photo-alt[]""#, "mp-photo-alt[]"),
        (#"name="größe 😀""#, "größe 😀"),
        (#"name="a\"b\\c\d;e""#, #"a"b\c\d;e"#),
        (#"name="a%22b%0D%2x%222""#, #"a"b%0D%2x"2"#),
        (#"name="a";;"#, "a"),
        (#"x; name="a""#, "a"),
    ])
    func `name of a disposition`(_ parameters: String, _ name: String) throws {
        #expect(try headers(Array("Content-Disposition: form-data; \(parameters)".utf8)).name == name)
    }

    @Test(arguments: [
        (#"filename=a.jpg"#, "a.jpg"),
        (#"filename="C:\Users\me\a.jpg""#, #"C:\Users\me\a.jpg"#),
        (#"filename="../../etc/passwd""#, "../../etc/passwd"),
        (#"filename="a;b=\"c\".jpg""#, #"a;b="c".jpg"#),
        (#"filename="""#, ""),
        (#"filename="e.jpg"; filename*=UTF-8''%e2%82%ac.jpg"#, "e.jpg"),
        (#"filename*=UTF-8''%e2%82%ac%20rates.jpg"#, "€ rates.jpg"),
        (#"filename*=utf-8'en'it's.jpg"#, "it's.jpg"),
        (#"filename*=broken%zz%"#, "broken%zz%"),
        (#"filename*="#, ""),
        (#"filename*=iso-8859-1''%ff"#, "\u{FFFD}"),
    ])
    func `file name of a disposition`(_ parameters: String, _ filename: String) throws {
        let headers = try headers(Array("Content-Disposition: form-data; name=a; \(parameters)".utf8))

        #expect(headers.filename == filename)
        #expect(headers.isFile)
    }

    @Test func `replacement characters for a file name that is not UTF-8`() throws {
        let line = Array("Content-Disposition: form-data; name=a; filename=\"caf".utf8) + [0xE9, UInt8(ascii: "\"")]

        #expect(try headers(line).filename == "caf\u{FFFD}")
    }

    @Test(arguments: [
        ("", false), ("text/plain; charset=utf-8", false), ("application/json", false), ("nonsense", false),
        ("image/jpeg", true), ("IMAGE/png", true), ("audio/mpeg", true), ("video/mp4", true),
    ])
    func `file or field by type when there is no file name`(_ type: String, _ isFile: Bool) throws {
        let lines = "Content-Disposition: form-data; name=a\r\nContent-Type: \(type)"

        #expect(try headers(Array(lines.utf8)).isFile == isFile)
    }
}
