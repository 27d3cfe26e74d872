import HTTPTypes
import Hummingbird
import IndieWeb

/// Where the owner is signed in.
struct SessionRoutes: Sendable {
    let site: Site
    let sessions: SessionKeeper
    let cookies: OwnerCookies
    let clock: Clock
    let pages: OwnerPages

    /// `GET /admin/sessions`
    func list(_ owner: OwnerVisit) async throws -> Response {
        let page = SessionsPage(
            frame: OwnerFrame(site, owner.visit, path: OwnerPath.sessions), sessions: try await sessions.all(),
            current: owner.session.id, clock: clock)
        return pages.response(page)
    }

    /// `POST /admin/sessions/{id}/end`
    func end(_ owner: OwnerVisit) async throws -> Response {
        let id = try owner.visit.context.id()
        guard try await sessions.end(id) else { throw SiteError.notFound }
        guard id == owner.session.id else { return .seeOther(OwnerPath.sessions) }
        return .seeOther("/", headers: [.setCookie: cookies.endSession])
    }

    /// `POST /admin/sessions/everywhere`: signs out all browsers, this one too.
    func endAll(_ owner: OwnerVisit) async throws -> Response {
        try await sessions.endAll()
        return .seeOther("/", headers: [.setCookie: cookies.endSession])
    }
}

/// The values of `sessions.mustache`.
struct SessionsPage: Page {
    static let template = "sessions"

    let frame: OwnerFrame
    let sessions: [Session]
    let current: Int64
    let clock: Clock

    var values: [String: Any] {
        var values = frame.values(title: "Sessions")
        values["sessions"] = sessions.map(session)
        values["everywhereURL"] = frame.site.url(OwnerPath.everywhere)
        return values
    }

    private func session(_ session: Session) -> [String: Any] {
        var values: [String: Any] = ["id": String(session.id), "isCurrent": session.id == current]
        values["browser"] = BrowserName.of(session.userAgent)
        values["method"] = session.method.label
        values.setTime("created", session.createdAt, clock)
        values.setTime("lastSeen", session.lastSeenAt, clock)
        values.setTime("expires", session.expiresAt, clock)
        values["revokeURL"] = frame.site.url("\(OwnerPath.sessions)/\(session.id)/end")
        return values
    }
}

/// A browser's name as people know it, from what it sends; the text itself where it says nothing known.
enum BrowserName {
    private static let browsers = [
        ("Edg/", "Edge"), ("OPR/", "Opera"), ("Firefox/", "Firefox"), ("Chromium/", "Chromium"), ("Chrome/", "Chrome"),
        ("Safari/", "Safari"), ("curl/", "curl"),
    ]
    private static let systems = [
        ("iPhone", "iPhone"), ("iPad", "iPad"), ("Android", "Android"), ("Windows", "Windows"), ("Mac OS X", "Mac"),
        ("CrOS", "ChromeOS"), ("Linux", "Linux"),
    ]

    static func of(_ userAgent: String) -> String {
        guard let browser = browsers.first(where: { userAgent.contains($0.0) })?.1 else {
            return userAgent.isEmpty ? "unknown" : String(userAgent.prefix(80))
        }
        return browser + (systems.first { userAgent.contains($0.0) }.map { " on \($0.1)" } ?? "")
    }
}

extension Session.Method {
    /// What stands behind “by”.
    fileprivate var label: String {
        switch self {
        case .passphrase: "passphrase"
        case .indieauth: "your own site"
        case .setup: "the link to choose a passphrase"
        }
    }
}

extension [String: Any] {
    /// Sets `name` and `nameText`: a time for machines, and for people at the site's zone.
    mutating func setTime(_ name: String, _ time: Int64, _ clock: Clock) {
        let date = clock.date(at: time)
        self[name] = date.rfc3339
        self[name + "Text"] = date.text
    }
}

extension SiteContext {
    /// The path's number.
    ///
    /// - Throws: 404 when it is none.
    func id() throws -> Int64 {
        guard let id = Int64(try variable("id")) else { throw SiteError.notFound }
        return id
    }
}
