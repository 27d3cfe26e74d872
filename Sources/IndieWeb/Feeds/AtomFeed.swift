/// An Atom feed document. What RFC 4287 requires of a feed is not optional here, so that no feed can lack it.
///
/// Every address is written as given and has to be absolute.
///
/// - SeeAlso: <https://www.rfc-editor.org/rfc/rfc4287#section-4.1.1>
package struct AtomFeed: Hashable, Sendable {
    /// MUST, exactly one: an absolute address that never changes, also when the feed moves. Compared byte by byte.
    package var id: String

    /// MUST, exactly one: plain text.
    package var title: String

    /// MUST, exactly one: when the feed last changed in a way that its owner finds significant.
    package var updated: PostDate

    /// MUST, unless every entry has its own: entries without an author inherit this one.
    package var author: AtomPerson

    /// SHOULD: where this document is fetched from. On later pages of a paged feed the address of that page.
    package var selfURL: String

    /// The page that the feed is of. A feed must not have two alternates of the same type and language: here is one.
    package var url: String

    /// MAY, at most one: plain text.
    package var subtitle: String?

    /// MAY, at most one: a square picture, small.
    package var icon: String?

    /// The language of texts without one of their own: an RFC 5646 tag such as `de`.
    package var language: String?

    /// Pages (RFC 5005 §3), hubs and the like. Must not have two that mean the same.
    package var links: [AtomLink]

    /// MAY, any number; their order carries no meaning, readers sort by `updated`.
    package var entries: [AtomEntry]

    package init(
        id: String, title: String, updated: PostDate, author: AtomPerson, selfURL: String, url: String,
        subtitle: String? = nil, icon: String? = nil, language: String? = nil, links: [AtomLink] = [],
        entries: [AtomEntry] = []
    ) {
        self.id = id
        self.title = title
        self.updated = updated
        self.author = author
        self.selfURL = selfURL
        self.url = url
        self.subtitle = subtitle
        self.icon = icon
        self.language = language
        self.links = links
        self.entries = entries
    }

    /// What to send as Content-Type.
    package static let mediaType = "application/atom+xml; charset=utf-8"
}
