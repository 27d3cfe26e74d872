import IndieWeb
import Testing

@Suite("Multipart bodies that are refused")
struct MultipartRefusalTests {
    private static let limits = MultipartLimits(parts: 2, headerBytes: 100, headerLines: 3)
    private static let disposition = "Content-Disposition: form-data; name=a"

    private func parts(_ body: [UInt8]) throws -> [CollectedPart] {
        try MultipartCollector.parts(of: [body], boundary: "b", limits: Self.limits)
    }

    @Test(arguments: [
        // Cut short.
        ("", MultipartError.boundaryNotFound),
        ("Hello", .boundaryNotFound),
        ("x--b\r\n\(disposition)\r\n\r\nx\r\n--c--", .boundaryNotFound),
        ("--b", .truncated),
        ("--b-", .truncated),
        ("--b\r\n\(disposition)\r\n", .truncated),
        ("--b\r\n\(disposition)\r\n\r\n", .truncated),
        ("--b\r\n\(disposition)\r\n\r\nx", .truncated),
        ("--b\r\n\(disposition)\r\n\r\nx\r\n--b", .truncated),
        ("--b\r\n\(disposition)\r\n\r\nx\r\n--b-", .truncated),
        ("--b\r\n\(disposition)\r\n\r\nx\r\n--b\r\n", .truncated),
        // A bare LF does not make a boundary.
        ("--b\n\(disposition)\n\nx\n--b--\n", .truncated),
        // The line of a boundary.
        ("--bc\r\n\(disposition)\r\n\r\nx\r\n--b--", .badBoundaryLine),
        ("--b \r \n\(disposition)\r\n\r\nx\r\n--b--", .badBoundaryLine),
        ("--b -- \r\n", .badBoundaryLine),
        ("--b\r\n\(disposition)\r\n\r\nx\r\n--b-c", .badBoundaryLine),
        // Header lines.
        ("--b\r\n\(disposition)\r\n--b--\r\n\r\n", .badHeader),
        ("--b\r\n\(disposition)\r\nno colon\r\n\r\nx\r\n--b--", .badHeader),
        ("--b\r\n\(disposition)\r\n: no name\r\n\r\nx\r\n--b--", .badHeader),
        ("--b\r\nContent-Disposition : form-data; name=a\r\n\r\nx\r\n--b--", .badHeader),
        ("--b\r\n \(disposition)\r\n\r\nx\r\n--b--", .badHeader),
        ("--b\r\n\(disposition)\rX: y\r\n\r\nx\r\n--b--", .badHeader),
        ("--b\r\n\(disposition)\u{0}\r\n\r\nx\r\n--b--", .badHeader),
        ("--b\r\n\(disposition)\u{7F}\r\n\r\nx\r\n--b--", .badHeader),
        // Disposition and name.
        ("--b\r\n\r\nx\r\n--b--", .badDisposition),
        ("--b\r\nContent-Type: image/png\r\n\r\nx\r\n--b--", .badDisposition),
        ("--b\r\n\(disposition)\r\n\(disposition)\r\n\r\nx\r\n--b--", .badDisposition),
        ("--b\r\nContent-Disposition: attachment; name=a\r\n\r\nx\r\n--b--", .badDisposition),
        ("--b\r\nContent-Disposition: form-data name=a\r\n\r\nx\r\n--b--", .badDisposition),
        ("--b\r\nContent-Disposition: form-data; name=\"a\r\n\r\nx\r\n--b--", .badDisposition),
        ("--b\r\nContent-Disposition: form-data; name=\"a\"b\r\n\r\nx\r\n--b--", .badDisposition),
        ("--b\r\nContent-Disposition: form-data\r\n\r\nx\r\n--b--", .badName),
        ("--b\r\nContent-Disposition: form-data; name\r\n\r\nx\r\n--b--", .badName),
        ("--b\r\nContent-Disposition: form-data; name=\"\"\r\n\r\nx\r\n--b--", .badName),
        ("--b\r\nContent-Disposition: form-data; filename=a\r\n\r\nx\r\n--b--", .badName),
        ("--b\r\nContent-Disposition: form-data; name=a; Name=c\r\n\r\nx\r\n--b--", .badName),
        // Encodings that would be stored unread.
        ("--b\r\n\(disposition)\r\nContent-Transfer-Encoding: base64\r\n\r\neA==\r\n--b--", .transferEncoding),
        ("--b\r\n\(disposition)\r\nContent-Transfer-Encoding: \r\n\r\nx\r\n--b--", .transferEncoding),
    ])
    func `error for a body`(_ body: String, _ error: MultipartError) {
        #expect(throws: error) { try parts(Array(body.utf8)) }
    }

    @Test func `error for a name that is not UTF-8`() {
        let body = Array("--b\r\nContent-Disposition: form-data; name=".utf8) + [0xFF] + Array("\r\n\r\n\r\n--b--".utf8)

        #expect(throws: MultipartError.badName) { try parts(body) }
    }

    @Test func `error for one part more than the limit, none at it`() throws {
        let part = "--b\r\n\(Self.disposition)\r\n\r\nx\r\n"

        #expect(try parts(Array((part + part + "--b--").utf8)).count == 2)
        #expect(throws: MultipartError.tooManyParts(limit: 2)) { try parts(Array((part + part + part + "--b--").utf8)) }
    }

    @Test func `error for one header line more than the limit, none at it`() throws {
        let three = "--b\r\n\(Self.disposition)\r\nA: 1\r\nB: 2\r\n"

        #expect(try parts(Array((three + "\r\n\r\n--b--").utf8)).count == 1)
        #expect(throws: MultipartError.tooManyHeaders(limit: 3)) {
            try parts(Array((three + "C: 3\r\n\r\n\r\n--b--").utf8))
        }
    }

    @Test func `error for one header byte more than the limit, none at it`() throws {
        let start = "\(Self.disposition)\r\nA: "
        let fill = String(repeating: "x", count: 100 - start.utf8.count - 4)

        #expect(try parts(Array("--b\r\n\(start)\(fill)\r\n\r\n\r\n--b--".utf8)).count == 1)
        #expect(throws: MultipartError.headersTooLong(limit: 100)) {
            try parts(Array("--b\r\n\(start)\(fill)x\r\n\r\n\r\n--b--".utf8))
        }
    }

    @Test func `error for endless folding before the headers end`() {
        let body = "--b\r\n\(Self.disposition)\r\n" + String(repeating: " \r\n", count: 100)

        #expect(throws: MultipartError.headersTooLong(limit: 100)) { try parts(Array(body.utf8)) }
    }

    @Test func `the same error from every call after the first`() throws {
        var parser = MultipartParser(boundary: try MultipartBoundary("b".utf8))
        let wrong = Array("--bx".utf8)
        let right = Array("--b--".utf8)

        #expect(throws: MultipartError.badBoundaryLine) { _ = try parser.parse(wrong.span.bytes) }
        #expect(throws: MultipartError.badBoundaryLine) { _ = try parser.parse(right.span.bytes) }
        #expect(throws: MultipartError.badBoundaryLine) { try parser.finish() }
    }

    @Test(arguments: [
        "", String(repeating: "a", count: 71), "a ", " ", "a\r\nb", "a\"b", "a;b", "a*b", "é", "a\u{0}",
    ])
    func `error for a boundary`(_ boundary: String) {
        #expect(throws: MultipartError.badBoundary) { try MultipartBoundary(boundary.utf8) }
    }

    @Test(arguments: [
        ("multipart/form-data", MultipartError.badBoundary),
        ("multipart/form-data; boundary", .badBoundary),
        ("multipart/form-data; boundary=", .badBoundary),
        ("multipart/form-data; boundary=\"\"", .badBoundary),
        ("multipart/mixed; boundary=a", .notMultipartForm),
        ("application/json", .notMultipartForm),
    ])
    func `error for a content type`(_ contentType: String, _ error: MultipartError) throws {
        let header = try #require(MediaTypeHeader(contentType))

        #expect(throws: error) { try MultipartBoundary(header) }
    }
}
