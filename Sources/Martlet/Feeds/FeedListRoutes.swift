import Hummingbird
import IndieWeb

/// The feeds of the site, as a page for people and as a list for feed readers.
struct FeedListRoutes: Sendable {
    let reader: EntryReader
    let pages: PageCache
    let templates: Templates
    let site: Site

    /// `GET /feeds`.
    func page(_ request: Request, _ context: SiteContext) async throws -> Response {
        try await response(to: request, "text/html; charset=utf-8") {
            Array(templates.render(FeedsPage(feeds: $0, site: site)).utf8)
        }
    }

    /// `GET /feeds.opml`.
    func list(_ request: Request, _ context: SiteContext) async throws -> Response {
        try await response(to: request, OPML.mediaType) { $0.opml(of: site).xml() }
    }

    private func response(
        to request: Request, _ mediaType: String, _ render: (OfferedFeeds) -> [UInt8]
    ) async throws -> Response {
        try await pages.response(to: request) {
            RenderedPage(
                render(try await reader.offeredFeeds(main: site.mainFeed)), mediaType: mediaType,
                about: [.list(EntryList.all.path)])
        }
    }
}
