import HTTPTypes
import Hummingbird
import IndieWeb

/// The owner's page of tokens.
struct OwnerTokenRoutes: Sendable {
    let site: Site
    let issuer: TokenIssuer
    let clientLog: ClientLog
    let proof: OwnerProof
    let pages: OwnerPages

    /// `GET /admin/tokens`
    func list(_ owner: OwnerVisit) async throws -> Response {
        try await page(owner, notice: owner.visit.parameter("done").flatMap { Self.notices[$0] })
    }

    /// `POST /admin/tokens`: makes a token and shows it once, after the owner has proved to be there.
    func make(_ owner: OwnerVisit) async throws -> Response {
        let visit = owner.visit
        if let complaint = try await proof.complaint(owner, passphrase: visit.field("passphrase")) {
            return try await page(owner, problem: complaint)
        }
        guard let scope = Scope(words: visit.fields("scope")) else {
            return try await page(owner, problem: "Choose at least one thing that the token may do.")
        }
        let name = visit.field("name").trimmed
        guard !name.isEmpty, name.count <= 100, TokenIssuer.isName(name) else {
            return try await page(owner, problem: "Give the token a name of at most 100 plain characters.")
        }
        guard let lifetime = TokenLifetime(field: visit.field("expiry")) else {
            return try await page(owner, problem: "Choose for how long.")
        }
        let secret = try await issuer.issue(scope: scope, name: name, lifetime: lifetime.seconds)
        // A page without any form: its address may not be named to anybody, and browsers then hide who sends a form, too.
        let page = MessagePage(
            frame: OwnerFrame(site, csrf: "", isSignedIn: false), heading: "Your new token",
            message: "Copy it now: it is shown this once. Whoever has it may use it.", detail: secret,
            link: (site.url(OwnerPath.tokens), "I have copied it"))
        return pages.response(page, isSecret: true)
    }

    /// `POST /admin/tokens/{id}/scopes`: to let a token do more takes the same proof as to make one.
    func setScopes(_ owner: OwnerVisit) async throws -> Response {
        let id = try owner.visit.context.id()
        guard let scope = Scope(words: owner.visit.fields("scope")) else {
            return try await page(owner, problem: "A token without any scope can do nothing: revoke it instead.")
        }
        guard let token = try await issuer.all().first(where: { $0.id == id }) else { throw SiteError.notFound }
        if !scope.isSubset(of: token.scope),
            let complaint = try await proof.complaint(owner, passphrase: owner.visit.field("passphrase"))
        {
            return try await page(owner, problem: "To let a token do more, give your passphrase. " + complaint)
        }
        guard try await issuer.setScope(scope, of: id) else { throw SiteError.notFound }
        return .seeOther(OwnerPath.tokens + "?done=scopes")
    }

    /// `POST /admin/tokens/{id}/revoke`
    func revoke(_ owner: OwnerVisit) async throws -> Response {
        guard try await issuer.revoke(try owner.visit.context.id()) else { throw SiteError.notFound }
        return .seeOther(OwnerPath.tokens + "?done=revoked")
    }

    private static let notices = ["scopes": "The scopes are saved.", "revoked": "The token is revoked."]

    private func page(
        _ owner: OwnerVisit, problem: String? = nil, notice: String? = nil
    ) async throws -> Response {
        let demand = try await proof.demand(owner)
        let page = TokensPage(
            frame: OwnerFrame(site, owner.visit, path: OwnerPath.tokens, problem: problem, notice: notice),
            tokens: try await issuer.all().reversed(), refusals: try await clientLog.lastRefusals(), demand: demand,
            clock: issuer.clock, refused: problem == nil ? [] : owner.visit.fields)
        return pages.response(page, status: problem == nil ? .ok : .badRequest, leadsAway: demand == .signIn)
    }
}

extension String {
    /// Without white space at its ends.
    fileprivate var trimmed: String {
        let tail = drop { $0.isWhitespace }
        return String(tail.reversed().drop { $0.isWhitespace }.reversed())
    }
}
