/// A page in a sitemap, or a sitemap in the index of them.
package struct SitemapPage: Hashable, Sendable {
    /// Absolute, on the same host as the sitemap, shorter than 2,048 bytes.
    package var url: String

    /// When the page last changed.
    package var modified: PostDate?

    package init(url: String, modified: PostDate? = nil) {
        self.url = url
        self.modified = modified
    }
}
