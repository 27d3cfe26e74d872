/// Who wrote a feed or an entry.
package struct FeedAuthor: Hashable, Sendable {
    /// Plain text, not blank.
    package var name: String

    /// The author's page.
    package var url: String?

    /// A square picture of the author.
    package var avatar: String?

    package init(name: String, url: String? = nil, avatar: String? = nil) {
        self.name = name
        self.url = url
        self.avatar = avatar
    }
}
