import HTTPTypes
import Hummingbird

/// One address of the site and what answers there.
struct Route: Sendable {
    typealias Handler = @Sendable (Request, SiteContext) async throws -> Response

    let method: HTTPRequest.Method
    /// With variables in braces: `/notes/{slug}`.
    let path: String
    /// One line for the documentation and `martlet routes`.
    let summary: String
    /// Whether errors are told as JSON, to a client, and not as a page.
    let isEndpoint: Bool
    /// Picks what answers from the parts of the site.
    let handler: @Sendable (SiteParts) -> Handler

    /// A page or file for readers.
    static func page(_ path: String, _ summary: String, _ handler: @escaping @Sendable (SiteParts) -> Handler) -> Route
    {
        Route(method: .get, path: path, summary: summary, isEndpoint: false, handler: handler)
    }

    /// An address for programs.
    static func endpoint(
        _ method: HTTPRequest.Method, _ path: String, _ summary: String,
        _ handler: @escaping @Sendable (SiteParts) -> Handler
    ) -> Route {
        Route(method: method, path: path, summary: summary, isEndpoint: true, handler: handler)
    }
}

/// All addresses of the site. HEAD is answered for every GET, other methods with 405.
struct RouteTable: Sendable {
    let routes: [Route]
    private let endpoints: Set<String>

    init(_ routes: [Route]) {
        self.routes = routes
        endpoints = Set(routes.filter(\.isEndpoint).map(\.path))
    }

    /// Whether errors at a path are told as JSON.
    func isEndpoint(_ path: String) -> Bool { endpoints.contains(path) }

    /// The router with all routes, and 405 with `Allow` for the methods that a path doesn't have.
    func makeRouter(_ parts: SiteParts) -> Router<SiteContext> {
        let router = Router(context: SiteContext.self)
        for (path, routes) in Dictionary(grouping: routes, by: \.path) {
            let path = RouterPath(path)
            for route in routes {
                let handler = route.handler(parts)
                router.on(path, method: route.method, use: handler)
                if route.method == .get { router.on(path, method: .head, use: handler) }
            }
            let known = Self.methods(of: routes)
            let allow = known.map(\.rawValue).joined(separator: ", ")
            for method in Self.methods where !known.contains(method) {
                router.on(path, method: method) { _, _ -> Response in
                    throw SiteError(
                        .methodNotAllowed, "This address answers to \(allow) only.", headers: [.allow: allow])
                }
            }
        }
        return router
    }

    private static func methods(of routes: [Route]) -> [HTTPRequest.Method] {
        let methods = routes.map(\.method)
        return methods.contains(.get) ? [.get, .head] + methods.filter { $0 != .get } : methods
    }

    /// The methods that the server knows.
    static let methods: [HTTPRequest.Method] = [.get, .head, .post, .put, .delete, .patch, .options, .trace]
}
