import Hummingbird
import IndieWeb

/// The site's feeds.
struct FeedRoutes: Sendable {
    let reader: EntryReader
    let pages: PageCache
    let templates: Templates
    let site: Site
    let clock: Clock
    /// Of those who search.
    let crowd: Crowd

    /// `GET /feed.atom`, `GET /feed.atom?before=…`: entries, newest first, in pages (RFC 5005 §3).
    func all(_ format: FeedFormat) -> Route.Handler {
        { request, _ in try await feed(request, format) { .all } }
    }

    /// `GET /channels/{uid}/feed.atom`: those of a channel.
    func channel(_ format: FeedFormat) -> Route.Handler {
        { request, context in
            let uid = try context.variable("uid")
            return try await feed(request, format) { try await reader.channel(uid).map { .channel($0) } }
        }
    }

    /// `GET /tags/{tag}/feed.atom`: those with a tag.
    func tag(_ format: FeedFormat) -> Route.Handler {
        { request, context in
            let name = try context.variable("tag")
            return try await feed(request, format) { .tag(name) }
        }
    }

    /// `GET /photos/feed.atom`: those of a type.
    func type(_ format: FeedFormat) -> Route.Handler {
        { request, _ in
            let name = request.firstPathSegment
            return try await feed(request, format) { PostType(listName: name).map { .type($0) } }
        }
    }

    /// `GET /search/feed.atom?q=…`: those that a query finds.
    func search(_ format: FeedFormat) -> Route.Handler {
        { request, _ in
            try await crowd.admit("") {
                try await feed(request, format) { .search(SearchQuery(query: request.uri.query)) }
            }
        }
    }

    private func feed(
        _ request: Request, _ format: FeedFormat, of list: () async throws -> EntryList?
    ) async throws -> Response {
        let cursor = try request.entryCursor
        return try await pages.response(to: request) {
            guard let list = try await list() else { throw SiteError.notFound }
            let (entries, place) = try await reader.page(before: cursor, size: site.pageSize, in: list)
            if entries.isEmpty, cursor == nil, case .tag = list { throw SiteError.notFound }
            let page = EntryFeed(
                entries: entries, place: place, cursor: cursor, site: site, templates: templates,
                now: clock.date(at: clock.now()), list: list, format: format)
            return RenderedPage(
                format.bytes(page.feed), mediaType: format.mediaType, about: list.topics(showing: entries))
        }
    }
}
