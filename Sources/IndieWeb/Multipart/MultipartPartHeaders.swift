/// What the headers of one part of a form say.
///
/// - SeeAlso: <https://www.rfc-editor.org/rfc/rfc7578#section-4.2>
package struct MultipartPartHeaders: Equatable, Sendable {
    /// The name of the form field, brackets unread; never empty.
    package let name: String

    /// The name of the file on the client's side, as sent: any path or none, so never a path here.
    ///
    /// Empty when a browser sends a file input with no file chosen; the body is then empty too, and the part says nothing.
    package let filename: String?

    /// What the client says the part is; `nil` when it says nothing that can be read. Only the bytes tell the truth.
    package let contentType: MediaTypeHeader?

    /// Whether the part is a file: it has a file name, or claims to be a picture, sound or video.
    ///
    /// The second half is for clients that leave the file name out, which RFC 7578 only recommends.
    package var isFile: Bool {
        filename != nil || ["image", "audio", "video"].contains(contentType?.type)
    }

    /// Reads header lines, line ends removed. Headers of other names are ignored, a Content-Length too.
    ///
    /// - Throws: ``MultipartError/badHeader``, ``MultipartError/badDisposition``, ``MultipartError/badName``,
    ///   ``MultipartError/transferEncoding``.
    init(lines: [[UInt8]]) throws(MultipartError) {
        var dispositions: [ArraySlice<UInt8>] = []
        var contentType: MediaTypeHeader?
        for line in lines {
            let label = line.prefix { $0 != UInt8(ascii: ":") }
            guard label.endIndex < line.endIndex, let header = HeaderText.token(label) else { throw .badHeader }
            let value = HeaderText.trimmed(line[label.endIndex...].dropFirst())
            switch header {
            case "content-disposition": dispositions.append(value)
            case "content-type": contentType = MediaTypeHeader(value)
            case "content-transfer-encoding": try Self.checkEncoding(value)
            default: break
            }
        }

        guard dispositions.count == 1, let disposition = dispositions.first else { throw .badDisposition }
        let parameters = try Self.parameters(ofDisposition: disposition)
        self.name = try Self.name(parameters)
        self.filename = Self.filename(parameters)
        self.contentType = contentType
    }

    private static func checkEncoding(_ value: ArraySlice<UInt8>) throws(MultipartError) {
        guard let encoding = HeaderText.token(value), ["7bit", "8bit", "binary"].contains(encoding) else {
            throw .transferEncoding
        }
    }

    private static func parameters(ofDisposition value: ArraySlice<UInt8>) throws(MultipartError) -> HeaderParameters {
        let kind = value.prefix { $0 != UInt8(ascii: ";") }
        guard HeaderText.token(HeaderText.trimmed(kind)) == "form-data",
            let parameters = HeaderParameters(value[kind.endIndex...])
        else { throw .badDisposition }
        return parameters
    }

    private static func name(_ parameters: HeaderParameters) throws(MultipartError) -> String {
        let names = parameters.values("name")
        guard names.count == 1, let name = names.first, !name.isEmpty,
            let text = String(validating: quotesDecoded(name), as: UTF8.self)
        else { throw .badName }
        return text
    }

    /// `filename`, else `filename*`, which RFC 7578 forbids but Python clients sent alone for names that are not ASCII.
    private static func filename(_ parameters: HeaderParameters) -> String? {
        if let filename = parameters.values("filename").first {
            return String(decoding: quotesDecoded(filename), as: UTF8.self)
        }
        return parameters.values("filename*").first.map { value in
            // charset'language'text; whatever the charset, this is for display only.
            let text = value.split(separator: UInt8(ascii: "'"), maxSplits: 2, omittingEmptySubsequences: false).last
            return String(decoding: PercentEncoding.decoded(text ?? []), as: UTF8.self)
        }
    }

    /// Browsers write a quotation mark in a name as `%22`, but no other `%` in any special way.
    ///
    /// - SeeAlso: <https://html.spec.whatwg.org/multipage/form-control-infrastructure.html#multipart-form-data>
    private static func quotesDecoded(_ bytes: [UInt8]) -> [UInt8] {
        var decoded: [UInt8] = []
        for byte in bytes {
            decoded.append(byte)
            if byte == UInt8(ascii: "2"), decoded.suffix(3).elementsEqual("%22".utf8) {
                decoded.removeLast(3)
                decoded.append(UInt8(ascii: "\""))
            }
        }
        return decoded
    }
}
