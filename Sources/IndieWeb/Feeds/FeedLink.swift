/// A link of a feed beside `self` and `alternate`, which feeds hold themselves.
///
/// - SeeAlso: <https://www.rfc-editor.org/rfc/rfc5005>
package struct FeedLink: Hashable, Sendable {
    /// Registered names only: RFC 4287 §4.2.7.2 asks for a URI for any other.
    package enum Relation: String, Hashable, Sendable {
        /// A server of WebSub that tells of changes.
        case hub

        /// Pages of a feed that move as entries come (RFC 5005 §3).
        case first, last, next, previous

        /// From an archive document to the feed that readers subscribe to (RFC 5005 §4).
        case current

        /// The archive documents on either side; the older one in the feed itself too (RFC 5005 §4).
        case prevArchive = "prev-archive"
        case nextArchive = "next-archive"
    }

    package var relation: Relation

    package var href: String

    package init(_ relation: Relation, href: String) {
        self.relation = relation
        self.href = href
    }
}
