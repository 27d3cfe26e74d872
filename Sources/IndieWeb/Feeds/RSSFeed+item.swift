import Markup

extension RSSFeed {
    /// Writes an entry as an `item`.
    ///
    /// A note has no title: RSS wants one of title and description, and readers show notes better without.
    ///
    /// - SeeAlso: <https://www.rssboard.org/rss-specification#hrelementsOfLtitemgt>
    func write(_ entry: FeedEntry, to channel: inout XMLWriter) {
        channel.element("item") { item in
            if let title = entry.title, !Self.isBlank(title) { item.element("title", text: title) }
            item.element("link", text: entry.url)
            item.element("guid", ["isPermaLink": entry.id == entry.url ? "true" : "false"], text: entry.id)
            item.element("pubDate", text: (entry.published ?? entry.updated).rfc822)
            if let published = entry.published, published != entry.updated {
                item.element("atom:updated", text: entry.updated.rfc3339)
            }
            let author = entry.author ?? feed.author
            // Not `author`, which has to be an e-mail address.
            if !Self.isBlank(author.name) { item.element("dc:creator", text: author.name) }
            for category in entry.categories where !Self.isBlank(category.name) {
                item.element("category", text: category.name)
            }
            Self.writeTexts(of: entry, to: &item)
            Self.writeFiles(of: entry, to: &item)
        }
    }

    /// Description first, which is HTML by the specification: the summary, or else the content, for readers that know
    /// nothing newer.
    ///
    /// The content follows in any case: without it feedparser 6 takes an alternative text for it (2026-11).
    private static func writeTexts(of entry: FeedEntry, to item: inout XMLWriter) {
        item.element("description", text: entry.summary.map(escapeHTML) ?? entry.contentHTML ?? "")
        if let contentHTML = entry.contentHTML { item.element("content:encoded", text: contentHTML) }
    }

    /// Readers disagree on what a second `enclosure` means, so all files are told as Media RSS.
    private static func writeFiles(of entry: FeedEntry, to item: inout XMLWriter) {
        if let first = entry.enclosures.first {
            // The length is required; 0 says that it isn't known.
            item.element("enclosure", ["url": first.url, "length": String(first.length ?? 0), "type": first.type])
        }
        for enclosure in entry.enclosures { MediaRSS.write(enclosure, to: &item) }
    }

    /// Whether nothing of a text would be left to see in XML. Empty titles, creators and categories are not valid.
    private static func isBlank(_ text: String) -> Bool {
        text.unicodeScalars.allSatisfy { scalar in
            scalar.value < 0x20 || scalar.value == 0xFFFE || scalar.value == 0xFFFF || scalar.properties.isWhitespace
        }
    }
}
