import HTTPTypes
import Hummingbird

/// Pages for readers: the list of entries and each entry's own page.
struct EntryRoutes: Sendable {
    let reader: EntryReader
    let pages: PageCache
    let templates: Templates
    let site: Site

    /// `GET /`, `GET /?before=…`: entries, newest first.
    func home(_ request: Request, _ context: SiteContext) async throws -> Response {
        let cursor = try request.entryCursor
        return try await pages.response(to: request) {
            let (entries, place) = try await reader.page(before: cursor, size: site.pageSize)
            return page(HomePage(entries: entries, site: site, place: place))
        }
    }

    /// `GET /notes/{slug}`, `GET /articles/{slug}`: one entry.
    ///
    /// - Throws: 410 for a deleted one, 404 where there never was one.
    func entry(_ request: Request, _ context: SiteContext) async throws -> Response {
        let path = request.uri.path
        return try await pages.response(to: request) {
            guard let entry = try await reader.entry(path: path) else { throw SiteError.notFound }
            guard entry.deletedAt == nil else { throw SiteError.gone }
            return page(EntryPage(entry: entry, site: site))
        }
    }

    private func page(_ page: some Page) -> RenderedPage {
        RenderedPage(
            templates.render(page).utf8, mediaType: "text/html; charset=utf-8",
            links: site.endpointLinks.map { "<\($0.url)>; rel=\"\($0.rel)\"" })
    }
}

extension Request {
    /// The place that a page of a list begins after: the query's `before`.
    ///
    /// - Throws: 400 when it is there and no place.
    var entryCursor: EntryCursor? {
        get throws {
            guard let text = uri.queryParameters["before"] else { return nil }
            guard let cursor = EntryCursor(text) else {
                throw SiteError(.badRequest, "'before' must be as in the links between pages")
            }
            return cursor
        }
    }
}
