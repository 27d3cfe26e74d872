import Hummingbird
import IndieWeb

/// What programs ask a site for at addresses that all sites have.
struct DiscoveryRoutes: Sendable {
    let sitemaps: SitemapReader
    let crawlers: CrawlerRules
    let manifest: WebManifest
    let pages: PageCache

    init(sitemaps: SitemapReader, pages: PageCache, statics: StaticFiles, allowsAICrawlers: Bool) {
        self.sitemaps = sitemaps
        self.pages = pages
        let site = sitemaps.site
        crawlers = CrawlerRules(sitemapURL: site.url(SitemapReader.path), allowsAICrawlers: allowsAICrawlers)
        manifest = WebManifest(site: site, statics: statics)
    }

    /// `GET /sitemap.xml`.
    func sitemap(_ request: Request, _ context: SiteContext) async throws -> Response {
        try await pages.response(to: request) { sitemap(try await sitemaps.whole()) }
    }

    /// `GET /sitemaps/0.xml`: a part of a large one.
    func sitemapPart(_ request: Request, _ context: SiteContext) async throws -> Response {
        let file = try context.variable("file")
        return try await pages.response(to: request) {
            guard let part = try await sitemaps.part(file) else { throw SiteError.notFound }
            return sitemap(part)
        }
    }

    /// `GET /robots.txt`.
    func robots(_ request: Request, _ context: SiteContext) async throws -> Response {
        try await pages.response(to: request) {
            RenderedPage(crawlers.text.utf8, mediaType: "text/plain; charset=utf-8")
        }
    }

    /// `GET /manifest.webmanifest`.
    func webManifest(_ request: Request, _ context: SiteContext) async throws -> Response {
        try await pages.response(to: request) {
            RenderedPage(manifest.json.serializedBytes(), mediaType: WebManifest.mediaType)
        }
    }

    /// Ten thousand topics would cost more than the page: the list of this path changes with every change of an entry.
    private func sitemap(_ bytes: [UInt8]) -> RenderedPage {
        RenderedPage(
            bytes, mediaType: Sitemap.mediaType, about: [.list(EntryList.all.path), .list(SitemapReader.path)])
    }
}
