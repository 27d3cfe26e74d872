import Markup

/// How a site is searched, for browsers that offer it beside their own search.
///
/// - SeeAlso: <https://github.com/dewitt/opensearch/blob/master/opensearch-1-1-draft-6.md>
package struct OpenSearchDescription: Hashable, Sendable {
    /// The site's name. What browsers show has at most 16 characters, so a longer one is cut between words.
    package var name: String

    /// One sentence; cut at 1,024 characters.
    package var description: String

    /// Where results are, in each format that there is: for people first.
    package var searches: [OpenSearchURL]

    /// Where this document is fetched from, so that browsers can look for a newer one.
    package var selfURL: String

    package var icon: OpenSearchImage?

    /// The language of the results: an RFC 5646 tag.
    package var language: String?

    package init(
        name: String, description: String, searches: [OpenSearchURL], selfURL: String, icon: OpenSearchImage? = nil,
        language: String? = nil
    ) {
        self.name = name
        self.description = description
        self.searches = searches
        self.selfURL = selfURL
        self.icon = icon
        self.language = language
    }

    /// What to send as Content-Type, and the `type` of the link by which browsers find the document.
    package static let mediaType = "application/opensearchdescription+xml"

    /// The description as an XML document in UTF-8.
    package func xml() -> [UInt8] {
        var writer = XMLWriter()
        writer.element("OpenSearchDescription", ["xmlns": "http://a9.com/-/spec/opensearch/1.1/"]) { document in
            let shortName = Self.cut(name, to: 16)
            document.element("ShortName", text: shortName)
            if shortName != name { document.element("LongName", text: Self.cut(name, to: 48)) }
            document.element("Description", text: Self.cut(description, to: 1024))
            for search in searches {
                document.element("Url", ["type": search.type, "template": search.template])
            }
            document.element("Url", ["type": Self.mediaType, "rel": "self", "template": selfURL])
            if let icon {
                document.element(
                    "Image", ["width": String(icon.width), "height": String(icon.height), "type": icon.type],
                    text: icon.url)
            }
            if let language { document.element("Language", text: language) }
            document.element("InputEncoding", text: "UTF-8")
            document.element("OutputEncoding", text: "UTF-8")
        }
        return writer.bytes
    }

    /// A text on one line with at most so many characters, counted as Unicode does.
    private static func cut(_ text: String, to limit: Int) -> String {
        let line = EntryTitle.summary(of: text, limit: limit) ?? ""
        return String(String.UnicodeScalarView(line.unicodeScalars.prefix(limit)))
    }
}
