import IndieWeb

extension Feed {
    /// A feed with everything that a feed may have, and this text in every place that takes text.
    static func sample(_ text: String) -> Feed {
        let date = PostDate(secondsSince1970: 1_720_000_000, offsetSeconds: 7200)
        let author = FeedAuthor(name: text, url: text, avatar: text)
        let file = FeedEnclosure(
            url: text, type: text, length: 1, alt: text, width: 2, height: 3, durationSeconds: 4)
        let entry = FeedEntry(
            id: text, url: text, title: text, headline: text, updated: date,
            published: PostDate(secondsSince1970: 0, offsetSeconds: 0), author: author, summary: text,
            contentHTML: text, categories: [FeedCategory(term: text, label: text)], enclosures: [file, file])
        return Feed(
            id: text, title: text, updated: date, author: author, selfURL: text, url: text, subtitle: text, icon: text,
            language: text, generator: text, isArchive: true,
            links: [FeedLink(.next, href: text), FeedLink(.hub, href: text)], entries: [entry])
    }
}
