/// A page of a feed, before it is written in some format: what ``AtomFeed``, ``RSSFeed`` and ``JSONFeed`` are made of.
///
/// What the strictest of them requires is not optional here, so that none can lack it. Every address is written as
/// given and has to be absolute; every text is plain unless its name says HTML.
package struct Feed: Hashable, Sendable {
    /// An absolute address that never changes, also when the feed moves, and the same on all its pages.
    package var id: String

    /// Not blank.
    package var title: String

    /// When the feed last changed in a way that its owner finds significant.
    package var updated: PostDate

    /// Of the entries that name no other.
    package var author: FeedAuthor

    /// Where this document is fetched from, in this format. On later pages the address of that page.
    package var selfURL: String

    /// The page that the feed is of.
    package var url: String

    package var subtitle: String?

    /// A square picture, small.
    package var icon: String?

    /// The language of texts without one of their own: an RFC 5646 tag such as `de`.
    package var language: String?

    /// The name of the program that made it.
    package var generator: String?

    /// Whether this is an archive document, whose entries change no more (RFC 5005 §4).
    package var isArchive: Bool

    /// Neighbours and hubs. Must not have two that mean the same, hubs aside.
    package var links: [FeedLink]

    /// Newest first by custom; readers sort for themselves.
    package var entries: [FeedEntry]

    package init(
        id: String, title: String, updated: PostDate, author: FeedAuthor, selfURL: String, url: String,
        subtitle: String? = nil, icon: String? = nil, language: String? = nil, generator: String? = nil,
        isArchive: Bool = false, links: [FeedLink] = [], entries: [FeedEntry] = []
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
        self.generator = generator
        self.isArchive = isArchive
        self.links = links
        self.entries = entries
    }

    /// How many bytes to expect of a document that holds the content of every entry once.
    var capacity: Int { entries.reduce(1024) { $0 + 1024 + ($1.contentHTML?.utf8.count ?? 0) } }
}
