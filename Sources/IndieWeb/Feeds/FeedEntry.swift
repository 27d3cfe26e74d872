/// One entry of a feed, in whatever format.
package struct FeedEntry: Hashable, Sendable {
    /// An absolute address that never changes, whatever else of the entry does.
    package var id: String

    /// The permalink.
    package var url: String

    /// The name that its author gave it; `nil` for a note, whose first words must not be shown twice.
    package var title: String?

    /// A line for Atom, which demands a title of every entry: the title itself, or the first words. See ``EntryTitle``.
    package var headline: String

    /// The last significant change; `published` if there was none.
    package var updated: PostDate

    /// What ``updated`` lacks of a second, where another entry of the feed has the same one: 0 to 999.
    ///
    /// Only Atom is told: validators of it warn of two entries that changed at the same time.
    package var updatedMilliseconds: Int

    package var published: PostDate?

    /// The feed's when missing.
    package var author: FeedAuthor?

    /// Of a long entry at least: RSS carries the whole content twice where there is none.
    package var summary: String?

    /// Safe HTML that fits in a `<div>`, with absolute addresses only.
    package var contentHTML: String?

    package var categories: [FeedCategory]

    /// Pictures, videos, sounds: the most important first, as RSS has room for one.
    package var enclosures: [FeedEnclosure]

    package init(
        id: String, url: String, title: String? = nil, headline: String, updated: PostDate,
        updatedMilliseconds: Int = 0, published: PostDate? = nil, author: FeedAuthor? = nil, summary: String? = nil,
        contentHTML: String? = nil, categories: [FeedCategory] = [], enclosures: [FeedEnclosure] = []
    ) {
        self.id = id
        self.url = url
        self.title = title
        self.headline = headline
        self.updated = updated
        self.updatedMilliseconds = updatedMilliseconds
        self.published = published
        self.author = author
        self.summary = summary
        self.contentHTML = contentHTML
        self.categories = categories
        self.enclosures = enclosures
    }
}
