/// One feed in a list of feeds. Its format isn't told: to OPML all of them are `rss`.
package struct OPMLOutline: Hashable, Sendable {
    package var title: String

    package var feedURL: String

    /// The page that the feed is of.
    package var url: String?

    package var description: String?

    /// An RFC 5646 tag.
    package var language: String?

    package init(
        title: String, feedURL: String, url: String? = nil, description: String? = nil, language: String? = nil
    ) {
        self.title = title
        self.feedURL = feedURL
        self.url = url
        self.description = description
        self.language = language
    }
}
