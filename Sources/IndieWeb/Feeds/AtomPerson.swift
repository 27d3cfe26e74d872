/// An author in an Atom feed.
///
/// - SeeAlso: <https://www.rfc-editor.org/rfc/rfc4287#section-3.2>
package struct AtomPerson: Hashable, Sendable {
    /// MUST, exactly one: plain text.
    package var name: String

    /// MAY, at most one: the author's page.
    package var uri: String?

    package init(name: String, uri: String? = nil) {
        self.name = name
        self.uri = uri
    }
}
