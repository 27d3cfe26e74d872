import HTTPTypes
import Hummingbird

/// One address of the site and what answers there.
struct Route: Sendable {
    typealias Handler = @Sendable (Request, SiteContext) async throws -> Response

    /// Whom an address is for. That decides what a request must bring before the handler sees it, and how errors are told.
    enum Audience: String, Sendable, CaseIterable {
        /// Pages and files for everybody; they look at no cookie.
        case reader
        /// Endpoints of protocols: no cookie counts, errors are JSON, browsers of any origin may ask.
        case client
        /// Addresses for programs that watch the server.
        case monitor
        /// Pages that people meet on their way to being signed in.
        case visitor
        /// Pages of the signed-in owner; others are asked to sign in.
        case owner
    }

    let method: HTTPRequest.Method
    /// With variables in braces: `/notes/{slug}`.
    let path: String
    /// One line for the documentation and `martlet routes`.
    let summary: String
    let audience: Audience
    /// Picks what answers from the parts of the site.
    let handler: @Sendable (SiteParts) -> Handler

    /// Whether errors are told as JSON, to a program, and not as a page.
    var isEndpoint: Bool { audience == .client || audience == .monitor }

    /// A page or file for readers.
    static func page(_ path: String, _ summary: String, _ handler: @escaping @Sendable (SiteParts) -> Handler) -> Route
    {
        Route(method: .get, path: path, summary: summary, audience: .reader, handler: handler)
    }

    /// An address for programs that watch the server.
    static func monitor(
        _ path: String, _ summary: String, _ handler: @escaping @Sendable (SiteParts) -> Handler
    ) -> Route {
        Route(method: .get, path: path, summary: summary, audience: .monitor, handler: handler)
    }

    /// An endpoint of a protocol.
    ///
    /// - Parameter isLogged: whether the owner's log of clients has its requests.
    static func endpoint(
        _ method: HTTPRequest.Method, _ path: String, _ summary: String, isLogged: Bool = true,
        _ handler: @escaping @Sendable (SiteParts) -> Handler
    ) -> Route {
        Route(method: method, path: path, summary: summary, audience: .client) { parts in
            let handler = CrossOrigin.allowing(handler(parts))
            return isLogged ? parts.clientLog.recording("\(method.rawValue) \(path)", handler) : handler
        }
    }
}

/// All addresses of the site. HEAD is answered for every GET, other methods with 405.
struct RouteTable: Sendable {
    let routes: [Route]
    /// `GET /micropub`, of those whose errors are JSON.
    private let endpoints: Set<String>

    init(_ routes: [Route]) {
        self.routes = routes
        endpoints = Set(routes.filter(\.isEndpoint).map { "\($0.method.rawValue) \($0.path)" })
    }

    /// Whether errors of a request are told as JSON.
    func isEndpoint(_ method: HTTPRequest.Method, _ path: String) -> Bool {
        if endpoints.contains("\(method.rawValue) \(path)") { return true }
        // A method that the address doesn't have: as the others there, and for HEAD as GET.
        let others = routes.filter { $0.path == path }
        if method == .head { return others.contains { $0.method == .get && $0.isEndpoint } }
        return others.allSatisfy { $0.isEndpoint && $0.method != method } && !others.isEmpty
    }

    /// The router with all routes, and 405 with `Allow` for the methods that a path doesn't have.
    func makeRouter(_ parts: SiteParts) -> Router<SiteContext> {
        let router = Router(context: SiteContext.self)
        for (path, routes) in Dictionary(grouping: routes, by: \.path) {
            let known = Self.methods(of: routes)
            let path = RouterPath(path)
            for route in routes {
                let handler = route.handler(parts)
                router.on(path, method: route.method, use: handler)
                if route.method == .get { router.on(path, method: .head, use: handler) }
            }
            if known.contains(.options) { router.on(path, method: .options) { _, _ in CrossOrigin.preflight(known) } }
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

    /// The methods that an address has: HEAD where it has GET, and OPTIONS where other sites' scripts may ask.
    private static func methods(of routes: [Route]) -> [HTTPRequest.Method] {
        let methods = routes.map(\.method)
        let all = methods.contains(.get) ? [.get, .head] + methods.filter { $0 != .get } : methods
        return routes.contains { $0.audience == .client } ? all + [.options] : all
    }

    /// The methods that the server knows.
    static let methods: [HTTPRequest.Method] = [.get, .head, .post, .put, .delete, .patch, .options, .trace]
}
