import Markup

/// A sitemap, or one part of a large one.
///
/// - SeeAlso: <https://www.sitemaps.org/protocol.html>
package struct Sitemap: Hashable, Sendable {
    package let pages: [SitemapPage]

    /// - Parameter pages: as many as ``SitemapLimits`` allow: see ``parts(of:limits:)``.
    package init(_ pages: [SitemapPage]) {
        self.pages = pages
    }

    /// What to send as Content-Type.
    package static let mediaType = "application/xml; charset=utf-8"

    /// Divides pages, in their order, into sitemaps that keep within the limits; there is always one.
    ///
    /// Pages whose address is too long for a sitemap are left out. Room is reckoned as if every byte of an address had
    /// to be escaped, so a part is never too large.
    package static func parts(of pages: [SitemapPage], limits: SitemapLimits = SitemapLimits()) -> [Sitemap] {
        var parts: [Sitemap] = []
        var part: [SitemapPage] = []
        var size = frameBytes
        for page in pages where page.url.utf8.count < SitemapLimits.urlBytes {
            let room = page.url.utf8.count * mostEscapedBytes + pageBytes
            if !part.isEmpty, part.count >= limits.pages || size + room > limits.bytes {
                parts.append(Sitemap(part))
                part = []
                size = frameBytes
            }
            part.append(page)
            size += room
        }
        return part.isEmpty && !parts.isEmpty ? parts : parts + [Sitemap(part)]
    }

    /// The sitemap as an XML document in UTF-8.
    package func xml() -> [UInt8] {
        var writer = XMLWriter(capacity: 1024 + pages.count * 160)
        writer.element("urlset", ["xmlns": Self.namespace]) { set in
            for page in pages { set.element("url") { page.write(to: &$0) } }
        }
        return writer.bytes
    }

    static let namespace = "http://www.sitemaps.org/schemas/sitemap/0.9"

    /// More than a document without pages has.
    private static let frameBytes = 256

    /// More than the tags and the date of a page have.
    private static let pageBytes = 96

    /// `&` becomes `&amp;`.
    private static let mostEscapedBytes = 5
}

extension SitemapPage {
    /// Writes what stands inside a `url` or a `sitemap`.
    func write(to parent: inout XMLWriter) {
        parent.element("loc", text: url)
        if let modified { parent.element("lastmod", text: modified.rfc3339) }
    }
}
