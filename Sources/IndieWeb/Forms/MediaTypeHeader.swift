/// A Content-Type header: `application/json; charset=utf-8`, `multipart/form-data; boundary="x"`.
///
/// - SeeAlso: <https://www.rfc-editor.org/rfc/rfc9110#name-content-type>
package struct MediaTypeHeader: Equatable, Sendable {
    /// In lower case, without parameters: `multipart` of `multipart/form-data`.
    package let type: String

    /// In lower case: `form-data` of `multipart/form-data`.
    package let subtype: String

    private let parameters: HeaderParameters

    /// Reads a header value, or returns `nil` if it is not a media type. Parameters without `=` are skipped.
    package init?(_ value: String) {
        self.init(Array(value.utf8))
    }

    init?(_ value: some Collection<UInt8>) {
        let value = HeaderText.trimmed(ArraySlice(value))
        let essence = HeaderText.trimmed(value.prefix { $0 != UInt8(ascii: ";") })
        let words = essence.split(separator: UInt8(ascii: "/"), maxSplits: 1, omittingEmptySubsequences: false)
        guard words.count == 2, let type = words.first.flatMap(HeaderText.token),
            let subtype = words.last.flatMap(HeaderText.token),
            let parameters = HeaderParameters(value.drop { $0 != UInt8(ascii: ";") })
        else { return nil }
        self.type = type
        self.subtype = subtype
        self.parameters = parameters
    }

    /// Type and subtype: `multipart/form-data`.
    package var essence: String { "\(type)/\(subtype)" }

    /// The value of a parameter without its quotes; `name` in lower case. Of two with the same name, the first.
    ///
    /// `nil` also when the value is not UTF-8.
    package func parameter(_ name: String) -> String? {
        parameters.values(name).first.flatMap { String(validating: $0, as: UTF8.self) }
    }

    /// Whether the body is JSON: `application/json`, or any type that ends in `+json`.
    package var isJSON: Bool { essence == "application/json" || subtype.hasSuffix("+json") }

    package var isFormURLEncoded: Bool { essence == "application/x-www-form-urlencoded" }

    package var isMultipartForm: Bool { essence == "multipart/form-data" }
}
