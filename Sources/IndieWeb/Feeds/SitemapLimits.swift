/// How much search engines take of one sitemap.
///
/// - SeeAlso: <https://www.sitemaps.org/protocol.html#index>
package struct SitemapLimits: Hashable, Sendable {
    /// Most pages of a part.
    package var pages: Int

    /// Most bytes of a part, not compressed.
    package var bytes: Int

    /// An address has to have fewer bytes than this.
    package static let urlBytes = 2048

    package init(pages: Int = 50_000, bytes: Int = 52_428_800) {
        self.pages = pages
        self.bytes = bytes
    }
}
