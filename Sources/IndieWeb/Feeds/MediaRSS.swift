import Markup

/// Media RSS: what an entry shows, with sizes and alternative texts; in RSS and Atom alike, with the prefix `media`.
///
/// - SeeAlso: <https://www.rssboard.org/media-rss>
enum MediaRSS {
    static let namespace = "http://search.yahoo.com/mrss/"

    /// Writes one `media:content`. Several of them in an entry are several things, not sizes of one.
    static func write(_ enclosure: FeedEnclosure, to entry: inout XMLWriter) {
        entry.element(
            "media:content",
            [
                "url": enclosure.url, "fileSize": enclosure.length.map { String($0) }, "type": enclosure.type,
                "medium": enclosure.medium.rawValue, "duration": enclosure.wholeSeconds.map { String($0) },
                "width": enclosure.width.map { String($0) }, "height": enclosure.height.map { String($0) },
            ]
        ) { content in
            if let alt = enclosure.alt { write(alt, to: &content) }
        }
    }

    /// As `plain`, unless the text has what looks like markup: readers and validators take that for undeclared HTML.
    private static func write(_ alt: String, to content: inout XMLWriter) {
        if alt.unicodeScalars.contains(where: { $0 == "<" || $0 == "&" }) {
            content.element("media:description", ["type": "html"], text: escapeHTML(alt))
        } else {
            content.element("media:description", ["type": "plain"], text: alt)
        }
    }
}
