import HTTPTypes
import Hummingbird
import IndieWeb

/// Stands before all of the owner's pages: finds the session, and lets no form through that another site sent.
struct OwnerGate: Sendable {
    let sessions: SessionKeeper
    let cookies: OwnerCookies
    let key: SiteKey
    let peers: PeerRules
    /// `https://example.com`, which is what browsers call the origin of our own forms.
    let origin: String

    /// A handler that gets the visit; for methods that change something, only with a form of this site.
    func admit(_ handler: @escaping @Sendable (Visit) async throws -> Response) -> Route.Handler {
        { request, context in
            let known = cookies.browser(request)
            let visit = try await visit(request, context, browser: known ?? Secret())
            var response = try await handler(visit)
            if known == nil {
                response.headers.append(HTTPField(name: .setCookie, value: cookies.set(browser: visit.browser)))
            }
            response.headers[.cacheControl] = "no-store"
            // With `no-referrer`, browsers would also hide the origin of our own forms from us.
            if response.headers[.referrerPolicy] == nil { response.headers[.referrerPolicy] = "same-origin" }
            return response
        }
    }

    /// A handler that gets visits of the signed-in owner only; anybody else is asked to sign in.
    func admitOwner(_ handler: @escaping @Sendable (OwnerVisit) async throws -> Response) -> Route.Handler {
        admit { visit in
            guard let session = visit.session else { return Self.askToSignIn(visit.request) }
            return try await handler(OwnerVisit(visit: visit, session: session))
        }
    }

    /// The valid session of a request; for addresses that show the signed-in owner more than others.
    func session(of request: Request) async throws -> Session? {
        guard let cookie = cookies.session(request) else { return nil }
        return try await sessions.session(cookie)
    }

    /// Leads to the sign-in page, and from there back to where the visitor wanted to go.
    static func askToSignIn(_ request: Request) -> Response {
        let wish = request.method == .get || request.method == .head ? request.head.path ?? "/admin" : "/admin"
        return .seeOther(OwnerPath.signIn + "?" + QueryString.encode([("return", wish)]))
    }

    private func visit(_ request: Request, _ context: SiteContext, browser: Secret) async throws -> Visit {
        let cookie = cookies.session(request)
        let session: Session? = if let cookie { try await sessions.session(cookie) } else { nil }
        let signedIn = session.flatMap { session in cookie.map { (session, $0) } }
        // By the session where there is one: tabs that were opened before it had a browser's cookie stay good.
        let csrf = signedIn.map { key.proof("csrf session", $0.1.text) } ?? key.proof("csrf browser", browser.text)
        var fields: [FormField] = []
        if request.method != .get, request.method != .head {
            try checkOrigin(request.headers)
            try await context.askForBody(of: request)
            // The owner may have a whole post in a form; strangers have a passphrase or an address.
            fields = try await request.form(limit: signedIn == nil ? 16 * 1024 : 1024 * 1024)
            let sent = fields.first { $0.name == "csrf" }?.value ?? ""
            guard constantTimeEquals(Array(sent.utf8), Array(csrf.utf8)) else {
                throw Self.foreign("The form is out of date. Go back, load the page again, and send it once more.")
            }
        }
        let peer = peers.peer(context.remoteAddress, forwarded: request.headers[values: .forwardedFor])
        return Visit(
            request: request, context: context, browser: browser, signedIn: signedIn, fields: fields, peer: peer,
            csrf: csrf)
    }

    /// Refuses what a browser says comes from another site.
    ///
    /// `Sec-Fetch-Site` is the browser's own word. Where it is missing, `Origin` must be ours; clients that send neither are
    /// no browsers, and have the form's token to show.
    private func checkOrigin(_ headers: HTTPFields) throws {
        let sender = headers[.origin]
        let site = headers[.secFetchSite]
        let isForeign = site.map { $0 != "same-origin" } ?? false
        let isOther = sender.map { $0 != origin && !($0 == "null" && site == "same-origin") } ?? false
        guard !isForeign, !isOther else {
            throw Self.foreign("This form can only be sent from \(origin).")
        }
    }

    private static func foreign(_ message: String) -> SiteError {
        SiteError(.forbidden, code: "forbidden", message)
    }
}

extension Response {
    /// 303: the browser asks for another page, by GET whatever it sent.
    static func seeOther(_ address: String, headers: HTTPFields = [:]) -> Response {
        var headers = headers
        headers[.location] = address
        headers[.cacheControl] = "no-store"
        return Response(status: .seeOther, headers: headers)
    }
}
