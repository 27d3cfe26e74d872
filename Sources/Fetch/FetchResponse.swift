/// The answer of another server, whatever its status.
package struct FetchResponse: Sendable {
    /// The status code, 200 to 999.
    package let status: Int
    /// The headers of the last answer, names in lower case, in their order, without those of interim answers.
    package let headers: [(name: String, value: String)]
    /// The body after decompression; empty for HEAD.
    package let body: [UInt8]
    /// Whether the body was longer than the limit and ends there.
    package let isCut: Bool
    /// The URL of this answer, after redirects, without a fragment.
    package let url: String
    /// Every URL that was asked, first to last, without fragments; the last one is ``url``.
    package let visited: [String]

    /// The first value of a header, whose name is compared without regard to case.
    package subscript(name: String) -> String? {
        let name = name.lowercased()
        return headers.first { $0.name == name }?.value
    }

    /// All values of a header, one for each of its lines.
    package func values(_ name: String) -> [String] {
        let name = name.lowercased()
        return headers.filter { $0.name == name }.map(\.value)
    }
}
