import Markup

/// The list of a site's sitemaps, where there are several.
///
/// - SeeAlso: <https://www.sitemaps.org/protocol.html#index>
package struct SitemapIndex: Hashable, Sendable {
    /// At most 50,000; as many pages as that allows, no site has.
    package var sitemaps: [SitemapPage]

    package init(_ sitemaps: [SitemapPage]) {
        self.sitemaps = sitemaps
    }

    /// What to send as Content-Type.
    package static let mediaType = Sitemap.mediaType

    /// The index as an XML document in UTF-8.
    package func xml() -> [UInt8] {
        var writer = XMLWriter(capacity: 1024 + sitemaps.count * 160)
        writer.element("sitemapindex", ["xmlns": Sitemap.namespace]) { index in
            for sitemap in sitemaps { index.element("sitemap") { sitemap.write(to: &$0) } }
        }
        return writer.bytes
    }
}
