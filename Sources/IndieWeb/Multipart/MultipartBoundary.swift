/// A boundary that RFC 2046 allows.
///
/// - SeeAlso: <https://www.rfc-editor.org/rfc/rfc2046#section-5.1.1>
package struct MultipartBoundary: Equatable, Sendable {
    /// CRLF, two hyphens and the boundary: what separates parts.
    let delimiter: [UInt8]

    /// Checks the value of a `boundary` parameter, quotes already taken off.
    ///
    /// - Throws: ``MultipartError/badBoundary`` unless it is 1 to 70 bytes of the set allowed, the last not a space.
    package init(_ boundary: some Collection<UInt8>) throws(MultipartError) {
        guard (1...70).contains(boundary.count), boundary.allSatisfy(Self.isAllowed),
            !boundary.dropFirst(boundary.count - 1).elementsEqual(" ".utf8)
        else { throw .badBoundary }
        self.delimiter = Array("\r\n--".utf8) + boundary
    }

    /// Takes the boundary from the Content-Type of a request.
    ///
    /// - Throws: ``MultipartError/notMultipartForm``, ``MultipartError/badBoundary``.
    package init(_ contentType: MediaTypeHeader) throws(MultipartError) {
        guard contentType.isMultipartForm else { throw .notMultipartForm }
        guard let boundary = contentType.parameter("boundary") else { throw .badBoundary }
        try self.init(boundary.utf8)
    }

    private static func isAllowed(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"):
            true
        default:
            "'()+_,-./:=? ".utf8.contains(byte)
        }
    }
}
