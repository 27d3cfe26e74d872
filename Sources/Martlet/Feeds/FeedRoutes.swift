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
    ///
    /// `GET /feed.atom?archive=…`: a part of the older ones (RFC 5005 §4).
    func all(_ format: FeedFormat) -> Route.Handler {
        { request, _ in try await feed(request, format) { site.mainFeed } }
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
            let query = request.uri.query
            return try await crowd.admit("") {
                try await feed(request, format, reading: nil) { .search(SearchQuery(query: query)) }
            }
        }
    }

    private func feed(
        _ request: Request, _ format: FeedFormat, reading parameters: [String]? = ["before", "archive"],
        of list: @escaping @Sendable () async throws -> EntryList?
    ) async throws -> Response {
        let (cursor, start) = (try request.entryCursor, try request.entryCursor("archive"))
        return try await pages.response(to: request, reading: parameters) {
            guard let list = try await list() else { throw SiteError.notFound }
            if start != nil, list.isQuery { throw SiteError.notFound }
            return try await pages.withParts { parts in
                if let start { return try await archive(from: start, in: list, format, parts) }
                let (entries, place) = try await reader.page(before: cursor, size: site.pageSize, in: list)
                if entries.isEmpty, cursor == nil, case .tag = list { throw SiteError.notFound }
                let page = EntryFeed(
                    entries: entries, place: place, cursor: cursor, site: site, templates: templates, parts: parts,
                    now: clock.date(at: clock.now()), list: list, format: format)
                return rendered(page)
            }
        }
    }

    /// - Throws: 404 for JSON Feed, which can't say what is an archive.
    private func archive(
        from start: EntryCursor, in list: EntryList, _ format: FeedFormat, _ parts: PageParts
    ) async throws -> RenderedPage {
        guard format != .json else { throw SiteError.notFound }
        let archive = try await reader.archive(from: start, in: list)
        return rendered(
            EntryFeed(
                entries: archive.entries, place: ListPlace(isFirst: false, older: nil, newer: nil), cursor: nil,
                site: site, templates: templates, parts: parts, now: clock.date(at: start.publishedAt), list: list,
                format: format,
                archive: archive))
    }

    private func rendered(_ feed: EntryFeed) -> RenderedPage {
        RenderedPage(
            feed.format.bytes(feed.feed), mediaType: feed.format.mediaType,
            about: feed.list.topics(showing: feed.entries), links: feed.headerLinks)
    }
}
