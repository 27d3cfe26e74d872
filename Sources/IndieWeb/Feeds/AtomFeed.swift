import Markup

/// A feed as an Atom document.
///
/// - SeeAlso: <https://www.rfc-editor.org/rfc/rfc4287>
package struct AtomFeed: Hashable, Sendable {
    package var feed: Feed

    package init(_ feed: Feed) {
        self.feed = feed
    }

    /// What to send as Content-Type.
    package static let mediaType = "application/atom+xml; charset=utf-8"

    /// The feed as an XML document in UTF-8.
    ///
    /// Pictures and the like are links and, for what a link can't say, Media RSS. Whatever the texts hold, the document
    /// is well-formed: they are escaped, and characters that XML forbids left out.
    ///
    /// - SeeAlso: <https://www.rfc-editor.org/rfc/rfc4287#section-4.1.1>
    package func xml() -> [UInt8] {
        let hasMedia = feed.entries.contains { !$0.enclosures.isEmpty }
        var writer = XMLWriter(capacity: feed.capacity)
        writer.element(
            "feed",
            [
                "xmlns": "http://www.w3.org/2005/Atom", "xmlns:media": hasMedia ? MediaRSS.namespace : nil,
                "xmlns:fh": feed.isArchive ? FeedHistory.namespace : nil, "xml:lang": feed.language,
            ]
        ) { writer in
            writer.element("id", text: feed.id)
            Self.write(feed.title, as: "title", to: &writer)
            if let subtitle = feed.subtitle { Self.write(subtitle, as: "subtitle", to: &writer) }
            writer.element("updated", text: feed.updated.rfc3339)
            if let icon = feed.icon { writer.element("icon", text: icon) }
            if let generator = feed.generator { writer.element("generator", text: generator) }
            if feed.isArchive { writer.element(FeedHistory.archive) }
            Self.write(feed.author, to: &writer)
            writer.element("link", ["rel": "self", "type": "application/atom+xml", "href": feed.selfURL])
            writer.element("link", ["rel": "alternate", "type": "text/html", "href": feed.url])
            for link in feed.links { writer.element("link", ["rel": link.relation.rawValue, "href": link.href]) }
            for entry in feed.entries { Self.write(entry, to: &writer) }
        }
        return writer.bytes
    }

    /// Writes a plain text as such, unless it has what looks like markup: validators take that for undeclared HTML.
    private static func write(_ text: String, as name: StaticString, to parent: inout XMLWriter) {
        if text.looksLikeMarkup {
            parent.element(name, ["type": "html"], text: escapeHTML(text))
        } else {
            parent.element(name, ["type": "text"], text: text)
        }
    }

    private static func write(_ entry: FeedEntry, to feed: inout XMLWriter) {
        feed.element("entry") { writer in
            writer.element("id", text: entry.id)
            write(entry.headline, as: "title", to: &writer)
            if let published = entry.published { writer.element("published", text: published.rfc3339) }
            writer.element("updated", text: entry.updated.rfc3339(milliseconds: entry.updatedMilliseconds))
            if let author = entry.author { write(author, to: &writer) }
            writer.element("link", ["rel": "alternate", "type": "text/html", "href": entry.url])
            for enclosure in entry.enclosures { write(enclosure, to: &writer) }
            for category in entry.categories {
                writer.element("category", ["term": category.term, "label": category.label])
            }
            if let summary = entry.summary { write(summary, as: "summary", to: &writer) }
            if let contentHTML = entry.contentHTML { writer.element("content", ["type": "html"], text: contentHTML) }
            for enclosure in entry.enclosures { MediaRSS.write(enclosure, to: &writer) }
        }
    }

    private static func write(_ author: FeedAuthor, to parent: inout XMLWriter) {
        parent.element("author") { writer in
            writer.element("name", text: author.name)
            if let url = author.url { writer.element("uri", text: url) }
        }
    }

    /// The alternative text follows as Media RSS: a title of a link can't say that it is plain.
    private static func write(_ enclosure: FeedEnclosure, to entry: inout XMLWriter) {
        entry.element(
            "link",
            [
                "rel": "enclosure", "type": enclosure.type, "href": enclosure.url,
                "length": enclosure.length.map { String($0) },
            ]
        )
    }
}
