/// One link of a `Link` header, its address not yet resolved.
///
/// Shape: `<https://a.example/auth>; rel="Authorization_endpoint me"` → `target: "https://a.example/auth"`,
/// `rels: ["authorization_endpoint", "me"]`.
///
/// - SeeAlso: <https://www.rfc-editor.org/rfc/rfc8288#section-3>
package struct LinkHeader: Sendable, Equatable {
    /// A parameter other than `rel`.
    package struct Parameter: Sendable, Equatable {
        /// In lower case.
        package let name: String

        /// Without quotes; empty for a parameter without a value.
        package let value: String
    }

    /// Most links that are read, of all headers together.
    package static let maximumCount = 200

    /// What stands between `<` and `>`, blanks around it dropped; it may be relative, and empty.
    package let target: String

    /// The words of the first `rel`, ASCII letters in lower case; empty without one.
    package let rels: [String]

    /// The other parameters in the order sent.
    package let parameters: [Parameter]

    /// Reads the values of all `Link` headers of an answer, in order.
    ///
    /// A header may hold several links, and commas and semicolons inside `<>` and quotes divide nothing. A piece that
    /// can't be read is skipped up to the next comma. A link with `anchor` speaks of another page, and is left out.
    /// Time is linear in the length.
    package static func parse(_ values: [String]) -> [LinkHeader] {
        var links: [LinkHeader] = []
        for value in values {
            var reader = LinkHeaderReader(value)
            while links.count < maximumCount, let found = reader.next() {
                if let link = found.link { links.append(link) }
            }
        }
        return links
    }
}
