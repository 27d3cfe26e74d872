import HTTPTypes
import Hummingbird
import IndieWeb

/// The ways to what was written before.
struct ArchiveRoutes: Sendable {
    let reader: ArchiveReader
    let pages: PageCache
    let templates: Templates
    let site: Site

    /// `GET /archive`: all months with entries, and the lists there are.
    func archive(_ request: Request, _ context: SiteContext) async throws -> Response {
        try await pages.response(to: request) {
            let page = ArchivePage(archive: try await reader.archive(), site: site, clock: reader.clock)
            return site.rendered(page, templates, about: [.list(EntryList.all.path)])
        }
    }

    /// `GET /on-this-day`: leads to the day that it is at the site.
    func today(_ request: Request, _ context: SiteContext) async throws -> Response {
        guard let day = reader.clock.yearDay(at: reader.clock.now()) else { throw SiteError.notFound }
        return Response(status: .found, headers: [.location: site.url(day.path), .cacheControl: "no-cache"])
    }
}

extension Site {
    /// A page for readers, with the endpoints that clients look for.
    func rendered(_ page: some Page, _ templates: Templates, about topics: Set<PageTopic>) -> RenderedPage {
        RenderedPage(
            templates.render(page).utf8, mediaType: "text/html; charset=utf-8", about: topics,
            links: endpointLinks.map { "<\($0.url)>; rel=\"\($0.rel)\"" })
    }
}
