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
        try await feed(request) { nil }
    }

    /// `GET /channels/{uid}/feed.atom`: those of a channel.
    func channel(_ request: Request, _ context: SiteContext) async throws -> Response {
        let uid = try context.variable("uid")
        return try await feed(request) {
            guard let channel = try await reader.channel(uid) else { throw SiteError.notFound }
            return channel
        }
    }

    private func feed(
        _ request: Request, of channel: @Sendable () async throws -> EntryChannel?
    ) async throws -> Response {
        let cursor = try request.entryCursor
        return try await pages.response(to: request) {
            let channel = try await channel()
            let (entries, place) = try await reader.page(
                before: cursor, size: site.pageSize, channel: channel?.uid)
            let feed = EntryFeed(
                entries: entries, place: place, cursor: cursor, site: site, templates: templates,
                now: clock.date(at: clock.now()), channel: channel)
            return RenderedPage(feed.atom.xml(), mediaType: AtomFeed.mediaType)
        }
    }
}
