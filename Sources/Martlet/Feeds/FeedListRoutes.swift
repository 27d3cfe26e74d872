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
        try await response(to: request) { site.rendered(FeedsPage(feeds: $0, site: site), templates, about: $1) }
    }

    /// `GET /feeds.opml`.
    func list(_ request: Request, _ context: SiteContext) async throws -> Response {
        try await response(to: request) {
            RenderedPage($0.opml(of: site).xml(), mediaType: OPML.mediaType, about: $1)
        }
    }

    private func response(
        to request: Request, _ render: @escaping @Sendable (OfferedFeeds, Set<PageTopic>) -> RenderedPage
    ) async throws -> Response {
        try await pages.response(to: request) {
            render(try await reader.offeredFeeds(main: site.mainFeed), [.list(EntryList.all.path)])
        }
    }
}
