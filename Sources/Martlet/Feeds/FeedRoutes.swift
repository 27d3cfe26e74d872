import Hummingbird
import IndieWeb

/// The site's feeds.
struct FeedRoutes: Sendable {
    let reader: EntryReader
    let pages: PageCache
    let templates: Templates
    let site: Site
    let clock: Clock

    /// `GET /feed.atom`, `GET /feed.atom?before=…`: entries as Atom, newest first, in pages (RFC 5005 §3).
    func atom(_ request: Request, _ context: SiteContext) async throws -> Response {
        let cursor = try request.entryCursor
        return try await pages.response(to: request) {
            let (entries, place) = try await reader.page(before: cursor, size: site.pageSize)
            let feed = EntryFeed(
                entries: entries, place: place, cursor: cursor, site: site, templates: templates,
                now: clock.date(at: clock.now()))
            return RenderedPage(feed.atom.xml(), mediaType: AtomFeed.mediaType)
        }
    }
}
