import HTTPTypes
import Hummingbird

/// The two cookies of the owner's pages: the session, and what a browser is known by before and after.
///
/// On https their names begin with `__Host-`, so that no other host of the domain and no plain connection can set them.
struct OwnerCookies: Sendable {
    private let isSecure: Bool
    private var prefix: String { isSecure ? "__Host-" : "" }

    init(baseURL: String) { isSecure = baseURL.hasPrefix("https://") }

    /// The session that a request claims.
    func session(_ request: Request) -> Secret? { secret(request, "martlet-session") }

    /// What the browser is known by, if it has been here before.
    func browser(_ request: Request) -> Secret? { secret(request, "martlet-browser") }

    /// `Set-Cookie` for a session.
    func set(session: Secret) -> String { cookie("martlet-session", session.text, maxAge: Session.longest) }

    /// `Set-Cookie` that ends a session.
    var endSession: String { cookie("martlet-session", "", maxAge: 0) }

    /// `Set-Cookie` for a browser, until it is closed.
    func set(browser: Secret) -> String { cookie("martlet-browser", browser.text, maxAge: nil) }

    private func secret(_ request: Request, _ name: String) -> Secret? {
        guard let text = request.cookies[prefix + name]?.value, (1...100).contains(text.utf8.count) else { return nil }
        return Secret(text)
    }

    private func cookie(_ name: String, _ value: String, maxAge: Int64?) -> String {
        // Lax: the way back from another site, and from a client to the consent screen, must bring the session along.
        "\(prefix)\(name)=\(value); Path=/; HttpOnly; SameSite=Lax" + (isSecure ? "; Secure" : "")
            + (maxAge.map { "; Max-Age=\($0)" } ?? "")
    }
}
