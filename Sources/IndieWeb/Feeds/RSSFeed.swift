import Markup

/// A feed as an RSS 2.0 document, for readers that know nothing newer.
///
/// - SeeAlso: <https://www.rssboard.org/rss-specification>
package struct RSSFeed: Hashable, Sendable {
    package var feed: Feed

    package init(_ feed: Feed) {
        self.feed = feed
    }

    /// What to send as Content-Type.
    package static let mediaType = "application/rss+xml; charset=utf-8"

    /// The feed as an XML document in UTF-8.
    ///
    /// What RSS has no words for is said in those of Atom, Dublin Core and Media RSS. Whatever the texts hold, the
    /// document is well-formed: they are escaped, and characters that XML forbids left out.
    package func xml() -> [UInt8] {
        var writer = XMLWriter(capacity: feed.capacity)
        writer.element("rss", Self.namespaces) { rss in
            rss.element("channel") { channel in
                writeHead(to: &channel)
                for entry in feed.entries { write(entry, to: &channel) }
            }
        }
        return writer.bytes
    }

    private static let namespaces: KeyValuePairs<StaticString, String?> = [
        "version": "2.0", "xmlns:atom": "http://www.w3.org/2005/Atom",
        "xmlns:content": "http://purl.org/rss/1.0/modules/content/", "xmlns:dc": "http://purl.org/dc/elements/1.1/",
        "xmlns:media": MediaRSS.namespace, "xmlns:fh": FeedHistory.namespace,
    ]

    private func writeHead(to channel: inout XMLWriter) {
        channel.element("title", text: feed.title)
        channel.element("link", text: feed.url)
        // Required, and a site need not have a second line.
        channel.element("description", text: feed.subtitle ?? feed.title)
        if let language = feed.language { channel.element("language", text: language) }
        channel.element("lastBuildDate", text: feed.updated.rfc822)
        if let generator = feed.generator { channel.element("generator", text: generator) }
        if let icon = feed.icon, Self.isPicture(icon) { write(icon: icon, to: &channel) }
        if feed.isArchive { channel.element(FeedHistory.archive) }
        channel.element("atom:link", ["rel": "self", "type": "application/rss+xml", "href": feed.selfURL])
        for link in feed.links {
            channel.element("atom:link", ["rel": link.relation.rawValue, "href": link.href])
        }
    }

    /// The title and link of the picture have to be those of the channel.
    private func write(icon: String, to channel: inout XMLWriter) {
        channel.element("image") { image in
            image.element("url", text: icon)
            image.element("title", text: feed.title)
            image.element("link", text: feed.url)
        }
    }

    /// RSS knows three formats of pictures.
    private static func isPicture(_ url: String) -> Bool {
        let url = url.lowercased()
        return [".png", ".jpg", ".jpeg", ".gif"].contains { url.hasSuffix($0) }
    }
}
