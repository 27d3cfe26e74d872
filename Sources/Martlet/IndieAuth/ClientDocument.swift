import HTTPTypes
import Hummingbird
import IndieWeb

/// What this site says of itself as a client, at its own `client_id`.
///
/// As JSON, and as a page with an h-app and `rel=redirect_uri` for servers from before 2024, which ask for HTML.
///
/// - SeeAlso: <https://indieauth.spec.indieweb.org/#client-metadata>
struct ClientDocument: Sendable {
    let site: Site
    let pages: OwnerPages

    /// `GET /auth/client`
    func answer(_ request: Request, _ context: SiteContext) async throws -> Response {
        let accepted = request.headers[.accept]?.lowercased() ?? ""
        let wantsPage = accepted.contains("text/html") && !accepted.contains("application/json")
        var response = wantsPage ? pages.response(ClientPage(site: site)) : .json(json)
        response.headers[.cacheControl] = "public, max-age=3600"
        response.headers[.vary] = "Accept"
        response.headers[.link] = "<\(site.url(OwnerPath.callback))>; rel=\"redirect_uri\""
        return response
    }

    private var json: JSONValue {
        [
            "client_id": .string(site.url(OwnerPath.client)), "client_name": .string(site.title),
            "client_uri": .string(site.url("/")), "logo_uri": .string(site.url("/static/favicon.svg")),
            "redirect_uris": [.string(site.url(OwnerPath.callback))], "grant_types": ["authorization_code"],
            "response_types": ["code"], "token_endpoint_auth_method": "none",
        ]
    }
}

/// The values of `client.mustache`.
struct ClientPage: Page {
    static let template = "client"

    let site: Site

    var values: [String: Any] {
        let callback = site.url(OwnerPath.callback)
        var values = site.layout(
            title: site.title, path: OwnerPath.client, isIndexed: false, isDesk: true,
            links: [PageLink(rel: "redirect_uri", url: callback)])
        values["name"] = site.title
        values["clientURL"] = site.url(OwnerPath.client)
        values["siteURL"] = site.url("/")
        values["logoURL"] = site.url("/static/favicon.svg")
        values["redirectURI"] = callback
        return values
    }
}
