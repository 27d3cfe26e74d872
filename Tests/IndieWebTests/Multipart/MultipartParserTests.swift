import IndieWeb
import Testing

@Suite("Multipart bodies that are taken")
struct MultipartParserTests {
    private func parts(_ body: String, boundary: String = "b") throws -> [CollectedPart] {
        try MultipartCollector.parts(of: [Array(body.utf8)], boundary: boundary)
    }

    @Test func `name, text and file of a form with a photo`() throws {
        let parts = try parts(
            """
            --b\r
            Content-Disposition: form-data; name="content"\r
            \r
            Hello\r
            --b\r
            Content-Disposition: form-data; name="photo"; filename="sun.jpg"\r
            Content-Type: image/jpeg; charset=binary\r
            Content-Length: 3\r
            \r
            \u{1}\r\n\r
            --b--\r

            """
        )

        try #require(parts.count == 2)
        #expect(parts[0].headers.name == "content")
        #expect(parts[0].headers.filename == nil)
        #expect(parts[0].headers.contentType == nil)
        #expect(!parts[0].headers.isFile)
        #expect(parts[0].text == "Hello")
        #expect(parts[1].headers.name == "photo")
        #expect(parts[1].headers.filename == "sun.jpg")
        #expect(parts[1].headers.contentType?.essence == "image/jpeg")
        #expect(parts[1].headers.contentType?.parameter("charset") == "binary")
        #expect(parts[1].headers.isFile)
        #expect(parts[1].body == [1, 13, 10])
    }

    @Test(arguments: [
        // What stands around and between the parts.
        ("--b\r\nContent-Disposition: form-data; name=a\r\n\r\nx\r\n--b--", "x"),
        ("\r\n--b\r\nContent-Disposition: form-data; name=a\r\n\r\nx\r\n--b--\r\n", "x"),
        ("preamble --b\n--b\r\nmore\r\n--b\r\nContent-Disposition: form-data; name=a\r\n\r\nx\r\n--b--", "x"),
        ("--b\r\nContent-Disposition: form-data; name=a\r\n\r\nx\r\n--b--\r\nepilogue\r\n--b\r\nrubbish", "x"),
        ("--b \t \r\nContent-Disposition: form-data; name=a\r\n\r\nx\r\n--b-- \r\n", "x"),
        // Line ends and spelling of headers.
        ("--b\nContent-Disposition: form-data; name=a\n\nx\r\n--b--", "x"),
        ("--b\r\nCONTENT-disposition:Form-Data;NAME=a\r\n\r\nx\r\n--b--", "x"),
        ("--b\r\nContent-Disposition: form-data;\r\n\tname=a\r\n \r\n\r\nx\r\n--b--", "x"),
        ("--b\r\nX-Other: \u{80}y\r\nContent-Disposition: form-data; name=a\r\n\r\nx\r\n--b--", "x"),
        ("--b\r\nContent-Transfer-Encoding: BINARY\r\nContent-Disposition: form-data; name=a\r\n\r\nx\r\n--b--", "x"),
        ("--b\r\nContent-Type: \r\nContent-Disposition: form-data; name=a\r\n\r\nx\r\n--b--", "x"),
        // Empty bodies, also without a line end of their own.
        ("--b\r\nContent-Disposition: form-data; name=a\r\n\r\n\r\n--b--", ""),
        ("--b\r\nContent-Disposition: form-data; name=a\r\n\r\n--b--", ""),
        // Data that comes close to a boundary.
        ("--b\r\nContent-Disposition: form-data; name=a\r\n\r\n--\r\n--b--", "--"),
        ("--b\r\nContent-Disposition: form-data; name=a\r\n\r\n\r\r\n--b--", "\r"),
        ("--b\r\nContent-Disposition: form-data; name=a\r\n\r\n\r\n\r\n--b--", "\r\n"),
        ("--b\r\nContent-Disposition: form-data; name=a\r\n\r\n\n--b\r\n--b--", "\n--b"),
        ("--b\r\nContent-Disposition: form-data; name=a\r\n\r\nx--b\r--b\r\n-b\r\n--b--", "x--b\r--b\r\n-b"),
    ])
    func `one part for a body`(_ body: String, _ text: String) throws {
        let parts = try parts(body)

        #expect(parts.map(\.headers.name) == ["a"])
        #expect(parts.map(\.text) == [text])
    }

    @Test func `no part for a form without fields`() throws {
        #expect(try parts("--b--\r\n").isEmpty)
    }

    @Test(arguments: ["--b--", "----x", "=_Part (1)/2:3,4.5+6'7?_", String(repeating: "z", count: 70)])
    func `one part whatever legal bytes the boundary has`(_ boundary: String) throws {
        let body = "--\(boundary)\r\nContent-Disposition: form-data; name=a\r\n\r\nx\r\n--\(boundary)--"

        #expect(try parts(body, boundary: boundary).map(\.text) == ["x"])
    }

    @Test func `opaque bytes for a nested multipart`() throws {
        let inner = "--i\r\nContent-Disposition: file; filename=a\r\n\r\nx\r\n--i--\r\n"
        let body =
            "--b\r\nContent-Disposition: form-data; name=a\r\nContent-Type: multipart/mixed; boundary=i\r\n\r\n"
            + inner + "\r\n--b--"

        #expect(try parts(body).map(\.text) == [inner])
    }

    @Test(arguments: [
        (#"multipart/form-data; boundary="x y""#, "x y"),
        ("multipart/form-data; charset=utf-8; boundary=----=_Part_1/2", "----=_Part_1/2"),
        ("Multipart/Form-Data;BOUNDARY=----WebKitFormBoundaryA1", "----WebKitFormBoundaryA1"),
    ])
    func `boundary of a content type`(_ contentType: String, _ boundary: String) throws {
        let header = try #require(MediaTypeHeader(contentType))

        #expect(try MultipartBoundary(header) == MultipartBoundary(boundary.utf8))
    }
}
