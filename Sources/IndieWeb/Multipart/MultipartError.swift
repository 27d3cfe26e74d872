/// Why a multipart body was refused. The description is safe to show: it repeats nothing of what was sent.
package enum MultipartError: Error, Equatable, Sendable, CustomStringConvertible {
    /// The media type is not `multipart/form-data`.
    case notMultipartForm

    /// The media type has no boundary, or one that RFC 2046 does not allow.
    case badBoundary

    /// The body ended and the boundary was nowhere in it.
    case boundaryNotFound

    /// The body ended before its closing boundary.
    case truncated

    /// Something other than a line end or `--` follows a boundary.
    case badBoundaryLine
    case tooManyParts(limit: Int)

    /// The headers of a part have more bytes than the limit.
    case headersTooLong(limit: Int)

    /// A part has more header lines than the limit.
    case tooManyHeaders(limit: Int)

    /// A header line has no colon or no proper name, or holds control characters.
    case badHeader

    /// A part has no Content-Disposition, two, or one that is not `form-data`.
    case badDisposition

    /// A part has no name, two, an empty one, or one that is not UTF-8.
    case badName

    /// A part is sent in base64 or quoted-printable, which RFC 7578 gave up; only bytes as they are can be stored.
    case transferEncoding

    package var description: String {
        switch self {
        case .notMultipartForm: "The body is not multipart/form-data."
        case .badBoundary: "The Content-Type has no usable boundary (1 to 70 letters, digits or '()+_,-./:=?)."
        case .boundaryNotFound:
            "The boundary named in Content-Type is not in the body; it must stand at the start of a line after CRLF."
        case .truncated: "The multipart body ends before its closing boundary."
        case .badBoundaryLine: "A boundary in the multipart body is followed by something other than a line end."
        case .tooManyParts(let limit): "The multipart body has more than \(limit) parts."
        case .headersTooLong(let limit): "A part has more than \(limit) bytes of headers."
        case .tooManyHeaders(let limit): "A part has more than \(limit) header lines."
        case .badHeader: "A part has a malformed header line."
        case .badDisposition: "A part does not have one Content-Disposition header of type form-data."
        case .badName: "A part does not have one non-empty name in UTF-8."
        case .transferEncoding: "A part has a Content-Transfer-Encoding other than 7bit, 8bit or binary."
        }
    }
}
