/// One entry of an Atom feed. What RFC 4287 requires of an entry is not optional here.
///
/// - SeeAlso: <https://www.rfc-editor.org/rfc/rfc4287#section-4.1.2>
package struct AtomEntry: Hashable, Sendable {
    /// MUST, exactly one: an absolute address that never changes, whatever else of the entry does.
    package var id: String

    /// MUST, exactly one: plain text. May be empty, but readers then show "Untitled": see ``EntryTitle``.
    package var title: String

    /// MUST, exactly one: the last significant change; `published` if there was none.
    package var updated: PostDate

    /// The permalink. MUST when there is no content.
    package var url: String

    /// MAY, at most one.
    package var published: PostDate?

    /// MAY: inherited from the feed when missing.
    package var author: AtomPerson?

    /// MAY, at most one: plain text.
    package var summary: String?

    /// MAY, at most one: safe HTML that fits in a `<div>`, with absolute addresses only.
    package var contentHTML: String?

    /// MAY, any number.
    package var categories: [AtomCategory]

    /// Enclosures and the like.
    package var links: [AtomLink]

    package init(
        id: String, title: String, updated: PostDate, url: String, published: PostDate? = nil,
        author: AtomPerson? = nil, summary: String? = nil, contentHTML: String? = nil,
        categories: [AtomCategory] = [], links: [AtomLink] = []
    ) {
        self.id = id
        self.title = title
        self.updated = updated
        self.url = url
        self.published = published
        self.author = author
        self.summary = summary
        self.contentHTML = contentHTML
        self.categories = categories
        self.links = links
    }
}

/// A tag of an entry.
///
/// - SeeAlso: <https://www.rfc-editor.org/rfc/rfc4287#section-4.2.2>
package struct AtomCategory: Hashable, Sendable {
    /// MUST.
    package var term: String

    /// MAY: for people to read, when it differs from the term.
    package var label: String?

    package init(term: String, label: String? = nil) {
        self.term = term
        self.label = label
    }
}
