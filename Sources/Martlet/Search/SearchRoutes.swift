import Hummingbird
import IndieWeb

/// The search, and how programs find it.
struct SearchRoutes: Sendable {
    let reader: EntryReader
    let pages: PageCache
    let templates: Templates
    let site: Site
    let crowd: Crowd

    /// Few at once: a search may read for long, and other pages need the database too.
    static var crowd: Crowd { Crowd(most: 3, ofPeer: 3, patience: .seconds(2)) }

    /// `GET /search?q=…&tag=…&date=…&type=…&after=…`: the form, and what was found. Any query is answered with 200.
    func page(_ request: Request, _ context: SiteContext) async throws -> Response {
        let query = SearchQuery(query: request.uri.query)
        let after = request.uri.queryParameters["after"].flatMap { Int64($0) }
        return try await pages.response(to: request, reading: nil) {
            let results =
                query.canFind
                ? try await crowd.admit("") { try await reader.search(query, after: after, size: site.pageSize) }
                : SearchResults()
            let page = SearchPage(query: query, results: results, site: site)
            return site.rendered(
                page, templates,
                about: query.isEmpty ? [] : EntryList.search(query).topics(showing: results.found.map(\.entry)))
        }
    }

    /// `GET /opensearch.xml`: how browsers offer the search beside their own.
    func description(_ request: Request, _ context: SiteContext) async throws -> Response {
        try await pages.response(to: request) {
            let terms = "?q={searchTerms}"
            let description = OpenSearchDescription(
                name: site.title, description: "The posts of \(site.title)",
                searches: [
                    OpenSearchURL(type: "text/html", template: site.url(SearchQuery.path) + terms),
                    OpenSearchURL(
                        type: "application/atom+xml",
                        template: site.url("\(SearchQuery.path)/\(FeedFormat.atom.fileName)") + terms),
                ],
                selfURL: site.url(Site.searchDescriptionPath),
                icon: OpenSearchImage(
                    url: site.url("/static/favicon.svg"), type: "image/svg+xml", width: 32, height: 32),
                language: site.language)
            return RenderedPage(description.xml(), mediaType: OpenSearchDescription.mediaType)
        }
    }
}
