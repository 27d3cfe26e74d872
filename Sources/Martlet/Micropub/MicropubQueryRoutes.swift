import HTTPTypes
import Hummingbird
import IndieWeb

/// The queries of the Micropub endpoint.
///
/// - SeeAlso: <https://www.w3.org/TR/micropub/#querying>
struct MicropubQueryRoutes: Sendable {
    let bearer: BearerAuthenticator
    let site: Site

    /// What `q` may be.
    private static let queries = ["config", "syndicate-to"]

    /// `GET /micropub?q=…`: answers a query for anybody with a valid token.
    func query(_ request: Request, _ context: SiteContext) async throws -> Response {
        let holder = try await bearer.bearer(of: request, context.trace)
        try await bearer.noteUse(of: holder)
        let answer: JSONValue
        let query = request.uri.queryParameters["q"].map(String.init)
        context.trace.note(action: "q=" + (query ?? "").prefix(40))
        switch query {
        case "config": answer = config
        case "syndicate-to": answer = ["syndicate-to": []]
        default:
            throw MicropubError.invalidRequest("“q” must be one of: \(Self.queries.joined(separator: ", ")).")
        }
        return .json(answer, headers: [.cacheControl: "no-store"])
    }

    private var config: JSONValue {
        [
            "media-endpoint": .string(site.url("/media")),
            "syndicate-to": [],
            "q": .array(Self.queries.map { .string($0) }),
            "mp": ["slug", "photo-alt"],
        ]
    }
}
