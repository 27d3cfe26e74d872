/// A link of a feed or an entry beside `self` and `alternate`, which feeds and entries hold themselves.
///
/// - SeeAlso: <https://www.rfc-editor.org/rfc/rfc4287#section-4.2.7>
package struct AtomLink: Hashable, Sendable {
    /// Registered names only: RFC 4287 §4.2.7.2 asks for a URI for any other.
    package enum Relation: String, Hashable, Sendable {
        case enclosure, related, via, hub, first, last, next, previous
    }

    package var relation: Relation

    /// MUST.
    package var href: String

    /// MAY: the media type to expect.
    package var type: String?

    /// MAY: plain text; for a picture its alternative text.
    package var title: String?

    /// MAY: how many bytes to expect.
    package var length: Int64?

    package init(_ relation: Relation, href: String, type: String? = nil, title: String? = nil, length: Int64? = nil) {
        self.relation = relation
        self.href = href
        self.type = type
        self.title = title
        self.length = length
    }
}
