import HTTPTypes
import Hummingbird
import IndieWeb

/// The endpoints of the authorization server that programs talk to.
///
/// - SeeAlso: <https://indieauth.spec.indieweb.org/#access-token-response>
struct TokenRoutes: Sendable {
    let site: Site
    let profile: OwnerProfile
    let codes: CodeIssuer
    let issuer: TokenIssuer
    let bearer: BearerAuthenticator

    /// `POST /auth`: redeems a code for the owner's address, and their profile where it was granted. Never a token.
    func redeemForProfile(_ request: Request, _ context: SiteContext) async throws -> Response {
        try site.requireIdentity()
        context.trace.note(action: "profile")
        let redemption = try TokenRequest.parseProfileRequest(try await fields(request, context))
        let scope = try await codes.redeemForProfile(redemption)
        context.trace.note(client: redemption.clientID, isProven: true)
        var answer: JSONObject = ["me": .string(site.owner.url)]
        if let profile = profile.json(for: scope) { answer["profile"] = profile }
        return .secret(.object(answer))
    }

    /// `POST /token`: redeems a code for a token, renews a token, or revokes one as clients did before 2022.
    func token(_ request: Request, _ context: SiteContext) async throws -> Response {
        try site.requireIdentity()
        switch try TokenRequest.parse(try await fields(request, context)) {
        case .code(let redemption):
            context.trace.note(action: "code")
            return answer(try await codes.redeemForToken(redemption), context)
        case .refresh(let secret, let clientID, let scope):
            context.trace.note(action: "refresh")
            return answer(try await issuer.renew(presented: secret, clientID: clientID, scope: scope), context)
        case .revoke(let secret):
            context.trace.note(action: "revoke")
            return try await revoke(secret, context)
        }
    }

    /// `GET /token`: says whose the token of the `Authorization` header is, for resource servers from before 2022.
    func verify(_ request: Request, _ context: SiteContext) async throws -> Response {
        try site.requireIdentity()
        guard request.uri.queryParameters["code"] == nil else {
            throw OAuthError("invalid_request", "A code is redeemed by POST.")
        }
        let token = try await localToken(request, context)
        var answer: JSONObject = ["me": .string(site.owner.url)]
        if let clientID = token.clientID { answer["client_id"] = .string(clientID) }
        answer["scope"] = .string(token.scope.description)
        return .secret(.object(answer))
    }

    /// `POST /introspect`: says what a token is worth (RFC 7662). Who asks must have a valid token too.
    func introspect(_ request: Request, _ context: SiteContext) async throws -> Response {
        try site.requireIdentity()
        _ = try await localToken(request, context)
        let secret = try Self.only("token", try await fields(request, context))
        guard case .valid(let token) = try await issuer.look(up: secret) else { return .secret(["active": false]) }
        var answer: JSONObject = ["active": true, "me": .string(site.owner.url)]
        if let clientID = token.clientID { answer["client_id"] = .string(clientID) }
        answer["scope"] = .string(token.scope.description)
        answer["iat"] = .number(JSONNumber(Int(token.createdAt)))
        if let end = token.expiresAt { answer["exp"] = .number(JSONNumber(Int(end))) }
        return .secret(.object(answer))
    }

    /// `POST /revoke`: ends a token (RFC 7009); 200 whether or not there was one.
    func revoke(_ request: Request, _ context: SiteContext) async throws -> Response {
        try site.requireIdentity()
        return try await revoke(try Self.only("token", try await fields(request, context)), context)
    }

    /// `GET /userinfo`: the owner's profile, for a token with the scope `profile`.
    func userinfo(_ request: Request, _ context: SiteContext) async throws -> Response {
        try site.requireIdentity()
        let token = try await localToken(request, context)
        guard let profile = profile.json(for: token.scope) else { throw MicropubError.insufficientScope("profile") }
        return .secret(profile)
    }

    /// `GET /.well-known/oauth-authorization-server`: where the endpoints are and what they can do (RFC 8414).
    func metadata(_ request: Request, _ context: SiteContext) async throws -> Response {
        try site.requireIdentity()
        return .json(site.serverMetadata, headers: [.cacheControl: "public, max-age=3600"])
    }

    /// The token of the header, which must be one that this site gave out.
    private func localToken(_ request: Request, _ context: SiteContext) async throws -> Token {
        let holder = try await bearer.bearer(of: request, context.trace)
        guard let token = holder.token else { throw MicropubError.invalidToken }
        await bearer.noteUse(of: holder)
        return token
    }

    private func revoke(_ secret: String, _ context: SiteContext) async throws -> Response {
        if let token = try await issuer.revoke(presented: secret) {
            context.trace.note(client: token.clientID ?? token.name, tokenID: token.id, isProven: true)
        }
        return .secret([:])
    }

    private func answer(_ token: IssuedToken, _ context: SiteContext) -> Response {
        context.trace.note(client: token.clientID, tokenID: token.id, isProven: true)
        var answer: JSONObject = [
            "access_token": .string(token.secret), "token_type": "Bearer",
            "scope": .string(token.scope.description), "me": .string(site.owner.url),
        ]
        if let lifetime = token.lifetime { answer["expires_in"] = .number(JSONNumber(Int(lifetime))) }
        if let refresh = token.refreshSecret { answer["refresh_token"] = .string(refresh) }
        if let profile = profile.json(for: token.scope) { answer["profile"] = profile }
        return .secret(.object(answer))
    }

    private func fields(_ request: Request, _ context: SiteContext) async throws -> [FormField] {
        try await context.askForBody(of: request)
        let fields = try await request.form()
        // Only what the client says of itself, so far: enough for the owner to find a request that is refused.
        let claims = fields.filter { $0.name == "client_id" }.map(\.value)
        if claims.count == 1, let claim = claims.first, (try? ClientID(claim)) != nil {
            context.trace.note(client: claim, isProven: false)
        }
        return fields
    }

    private static func only(_ name: String, _ fields: [FormField]) throws -> String {
        let values = fields.filter { $0.name == name }.map(\.value)
        guard let value = values.first, !value.isEmpty, values.count == 1 else {
            throw OAuthError("invalid_request", "Send \(name) once.", reason: "missing_\(name)")
        }
        return value
    }
}

extension Response {
    /// JSON that nobody on the way may keep (RFC 6749 §5.1), nor name as where a request came from.
    static func secret(_ value: JSONValue) -> Response {
        .json(value, headers: [.cacheControl: "no-store", .pragma: "no-cache", .referrerPolicy: "no-referrer"])
    }
}
