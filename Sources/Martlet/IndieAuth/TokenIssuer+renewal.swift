import IndieWeb

/// A token with its secrets, as it goes to the client.
struct IssuedToken: Sendable {
    let id: Int64
    let secret: String
    let scope: Scope
    let clientID: String
    /// Seconds; nil for no end.
    let lifetime: Int64?
    /// nil for a token without end.
    let refreshSecret: String?
}

extension TokenIssuer {
    /// Gives a token, known by the secret that renews it, new secrets and a new end.
    ///
    /// A refresh token works once. A second use means that two have it, so it ends the token (RFC 9700 §4.14.2).
    ///
    /// - Parameter words: what the renewed token may do; nil for all that was granted.
    /// - Throws: ``OAuthError``: `invalid_grant`, or `invalid_scope` for more than was granted.
    func renew(presented secret: String, clientID: String, scope words: [String]?) async throws -> IssuedToken {
        let hash = SecretHash(of: secret)
        let now = clock.now()
        let (access, refresh) = (Secret(), Secret())
        let isKnown = try await database.read { try RefreshTokenStore.refreshToken(hash: hash, $0) != nil }
        guard isKnown else { throw Self.refusal("refresh_unknown", "The refresh token is unknown or expired.") }
        return try await database.write { tx -> Result<IssuedToken, OAuthError> in
            guard let old = try RefreshTokenStore.refreshToken(hash: hash, tx),
                let token = try TokenStore.token(id: old.tokenID, tx)
            else { return .failure(Self.refusal("refresh_unknown", "The refresh token is unknown or expired.")) }
            guard token.clientID == clientID, let lifetime = token.lifetime else {
                return .failure(Self.refusal("client_mismatch", "The refresh token belongs to another client."))
            }
            guard old.usedAt == nil else {
                // Committed, not thrown: what is found out here must last.
                try TokenStore.revoke(token.id, at: now, tx)
                return .failure(Self.refusal("refresh_reused", "The refresh token was used before."))
            }
            guard token.revokedAt == nil else {
                return .failure(Self.refusal("revoked_token", "The token was revoked."))
            }
            guard old.expiresAt > now else {
                return .failure(Self.refusal("refresh_expired", "The refresh token is expired."))
            }
            let scope = words.map { Scope($0.joined(separator: " ")) } ?? old.scope
            guard let scope, scope.isSubset(of: old.scope) else {
                return .failure(
                    OAuthError("invalid_scope", "A renewed token can't do more than was granted."))
            }
            try RefreshTokenStore.markUsed(hash, at: now, tx)
            try TokenStore.renew(token.id, hash: access.hash, scope: scope, expiresAt: now + lifetime, tx)
            try RefreshTokenStore.insert(refresh, of: token.id, scope: old.scope, lifetime: lifetime, at: now, tx)
            try RefreshTokenStore.removeExpired(before: now, tx)
            try Failpoint.tokenRenewed.hit()
            return .success(
                IssuedToken(
                    id: token.id, secret: access.text, scope: scope, clientID: clientID, lifetime: lifetime,
                    refreshSecret: refresh.text))
        }.get()
    }

    private static func refusal(_ reason: String, _ message: String) -> OAuthError {
        OAuthError("invalid_grant", message, reason: reason)
    }
}

extension RefreshTokenStore {
    /// Inserts what renews a token: it lasts twice as long as the token, so that an app may be away for a while.
    static func insert(
        _ secret: Secret, of tokenID: Int64, scope: Scope, lifetime: Int64, at time: Int64,
        _ tx: AppDatabase.Transaction
    ) throws {
        try insert(
            hash: secret.hash, tokenID: tokenID, scope: scope, createdAt: time, expiresAt: time + 2 * lifetime, tx)
    }
}
