import Markup

/// A list of feeds that readers can import, as OPML 2.0.
///
/// - SeeAlso: <http://opml.org/spec2.opml#subscriptionLists>
package struct OPML: Hashable, Sendable {
    package var title: String

    package var modified: PostDate?

    /// Whose list it is.
    package var owner: FeedAuthor?

    package var outlines: [OPMLOutline]

    package init(title: String, modified: PostDate? = nil, owner: FeedAuthor? = nil, outlines: [OPMLOutline]) {
        self.title = title
        self.modified = modified
        self.owner = owner
        self.outlines = outlines
    }

    /// What to send as Content-Type.
    package static let mediaType = "text/x-opml; charset=utf-8"

    /// The list as an XML document in UTF-8.
    package func xml() -> [UInt8] {
        var writer = XMLWriter()
        writer.element("opml", ["version": "2.0"]) { opml in
            opml.element("head") { head in
                head.element("title", text: title)
                if let modified { head.element("dateModified", text: modified.rfc822) }
                if let owner { head.element("ownerName", text: owner.name) }
                if let url = owner?.url { head.element("ownerId", text: url) }
            }
            opml.element("body") { body in
                for outline in outlines { outline.write(to: &body) }
            }
        }
        return writer.bytes
    }
}

extension OPMLOutline {
    /// `text` is what outliners show and `title` what feed readers do.
    fileprivate func write(to body: inout XMLWriter) {
        body.element(
            "outline",
            [
                "type": "rss", "text": title, "title": title, "xmlUrl": feedURL, "htmlUrl": url,
                "description": description, "language": language,
            ]
        )
    }
}
