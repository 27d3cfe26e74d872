import Markup

extension AtomFeed {
    /// The feed as an XML document in UTF-8.
    ///
    /// Whatever the texts hold, the document is well-formed: they are escaped, and characters that XML forbids left out.
    package func xml() -> [UInt8] {
        var writer = XMLWriter(capacity: 1024 + entries.reduce(0) { $0 + 1024 + ($1.contentHTML?.utf8.count ?? 0) })
        writer.element("feed", ["xmlns": "http://www.w3.org/2005/Atom", "xml:lang": language]) { feed in
            feed.element("id", text: id)
            feed.element("title", ["type": "text"], text: title)
            if let subtitle { feed.element("subtitle", ["type": "text"], text: subtitle) }
            feed.element("updated", text: updated.rfc3339)
            if let icon { feed.element("icon", text: icon) }
            author.write(to: &feed)
            feed.element("link", ["rel": "self", "type": "application/atom+xml", "href": selfURL])
            feed.element("link", ["rel": "alternate", "type": "text/html", "href": url])
            for link in links { link.write(to: &feed) }
            for entry in entries { entry.write(to: &feed) }
        }
        return writer.bytes
    }
}

extension AtomEntry {
    fileprivate func write(to feed: inout XMLWriter) {
        feed.element("entry") { entry in
            entry.element("id", text: id)
            entry.element("title", ["type": "text"], text: title)
            if let published { entry.element("published", text: published.rfc3339) }
            entry.element("updated", text: updated.rfc3339)
            author?.write(to: &entry)
            entry.element("link", ["rel": "alternate", "type": "text/html", "href": url])
            for link in links { link.write(to: &entry) }
            for category in categories {
                entry.element("category", ["term": category.term, "label": category.label])
            }
            if let summary { entry.element("summary", ["type": "text"], text: summary) }
            if let contentHTML { entry.element("content", ["type": "html"], text: contentHTML) }
        }
    }
}

extension AtomPerson {
    fileprivate func write(to parent: inout XMLWriter) {
        parent.element("author") { author in
            author.element("name", text: name)
            if let uri { author.element("uri", text: uri) }
        }
    }
}

extension AtomLink {
    fileprivate func write(to parent: inout XMLWriter) {
        parent.element(
            "link",
            [
                "rel": relation.rawValue, "type": type, "href": href, "title": title,
                "length": length.map { String($0) },
            ]
        )
    }
}
