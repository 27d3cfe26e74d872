import IndieWeb

/// Makes authorization codes and redeems each of them once.
///
/// - SeeAlso: <https://indieauth.spec.indieweb.org/#redeeming-the-authorization-code>
struct CodeIssuer: Sendable {
    let database: AppDatabase
    let clock: Clock

    /// What the owner decided on the consent screen.
    struct Consent: Sendable {
        let clientID: String
        /// From verified information.
        let clientName: String?
        let redirectURI: String
        /// nil when the client is told who the owner is, and nothing else.
        let scope: Scope?
        let codeChallenge: String?
        /// Seconds that the token lasts from each renewal; nil for no end.
        let lifetime: Int64?
        /// Whether this client may omit PKCE from now on; nil leaves that as it is.
        let mayOmitPKCE: Bool?
    }

    /// Makes a code for the client, good for a minute.
    func issue(_ consent: Consent) async throws -> String {
        let secret = Secret()
        let now = clock.now()
        try await database.write { tx in
            let row = try ClientStore.save(
                clientID: consent.clientID, name: consent.clientName, mayOmitPKCE: consent.mayOmitPKCE, at: now, tx)
            let code = AuthorizationCode(
                clientRow: row, clientID: consent.clientID, clientName: consent.clientName,
                redirectURI: consent.redirectURI, scope: consent.scope, codeChallenge: consent.codeChallenge,
                lifetime: consent.lifetime, createdAt: now, redeemedAt: nil, tokenID: nil)
            try AuthorizationCodeStore.insert(code, hash: secret.hash, tx)
            try AuthorizationCodeStore.removeOld(before: now - 30 * 86_400, tx)
            try Failpoint.codeInserted.hit()
        }
        return secret.text
    }

    /// Whether the owner has let a client omit PKCE.
    func mayOmitPKCE(_ client: ClientID) async throws -> Bool {
        try await database.read { try ClientStore.client(client.description, $0) }?.mayOmitPKCE ?? false
    }

    /// Takes the leave to omit PKCE back from a client.
    func requirePKCE(of client: ClientID) async throws {
        guard try await mayOmitPKCE(client) else { return }
        try await database.write { try ClientStore.requirePKCE(of: client.description, $0) }
    }

    /// Redeems a code for the owner's profile: says which scope was granted with it, if any.
    ///
    /// - Throws: ``OAuthError`` `invalid_grant`, with the reason for the owner's log.
    func redeemForProfile(_ redemption: CodeRedemption) async throws -> Scope? {
        try await redeem(redemption) { code, now, hash, tx in
            try AuthorizationCodeStore.markRedeemed(hash, tokenID: nil, at: now, tx)
            return .success(code.scope)
        }
    }

    /// Redeems a code for a token.
    ///
    /// - Throws: ``OAuthError`` `invalid_grant`, with the reason for the owner's log; also for a code without any scope.
    func redeemForToken(_ redemption: CodeRedemption) async throws -> IssuedToken {
        let (access, refresh) = (Secret(), Secret())
        return try await redeem(redemption) { code, now, hash, tx in
            guard let scope = code.scope else {
                return .failure(
                    Self.refusal("no_scope", "No scope was granted with this code, so there is no token for it."))
            }
            let token = NewToken(
                hash: access.hash, name: code.clientName ?? code.clientID, scope: scope, clientRow: code.clientRow,
                lifetime: code.lifetime, createdAt: now)
            let id = try TokenStore.insert(token, tx)
            try Failpoint.tokenInserted.hit()
            if let lifetime = code.lifetime {
                try RefreshTokenStore.insert(refresh, of: id, scope: scope, lifetime: lifetime, at: now, tx)
            }
            try AuthorizationCodeStore.markRedeemed(hash, tokenID: id, at: now, tx)
            return .success(
                IssuedToken(
                    id: id, secret: access.text, scope: scope, clientID: code.clientID, lifetime: code.lifetime,
                    refreshSecret: code.lifetime.map { _ in refresh.text }))
        }
    }

    /// Finds and checks a code, and lets `finish` redeem it, all in one transaction.
    private func redeem<Value: Sendable>(
        _ redemption: CodeRedemption,
        finish:
            @escaping @Sendable (AuthorizationCode, Int64, SecretHash, AppDatabase.Transaction) throws -> Result<
                Value, OAuthError
            >
    ) async throws -> Value {
        let hash = SecretHash(of: redemption.code)
        let now = clock.now()
        // Strangers may send anything here: only what is known costs a write.
        let isKnown = try await database.read { try AuthorizationCodeStore.code(hash: hash, $0) != nil }
        guard isKnown else { throw Self.refusal("code_unknown", "The code is unknown.") }
        return try await database.write { tx -> Result<Value, OAuthError> in
            guard let code = try AuthorizationCodeStore.code(hash: hash, tx) else {
                return .failure(Self.refusal("code_unknown", "The code is unknown."))
            }
            guard code.redeemedAt == nil else {
                // Two have the code: what came of it ends (RFC 6749 §4.1.2). Committed, so not thrown.
                if let token = code.tokenID { try TokenStore.revoke(token, at: now, tx) }
                return .failure(Self.refusal("code_used", "The code was used before."))
            }
            if let refusal = Self.mismatch(code, redemption, at: now) { return .failure(refusal) }
            let result = try finish(code, now, hash, tx)
            try Failpoint.codeRedeemed.hit()
            return result
        }.get()
    }

    /// What doesn't fit between a code and the request to redeem it; nil when all does.
    private static func mismatch(
        _ code: AuthorizationCode, _ redemption: CodeRedemption, at now: Int64
    ) -> OAuthError? {
        guard code.isFresh(at: now) else {
            return refusal("code_expired", "The code is older than \(AuthorizationCode.lifetime) seconds.")
        }
        guard code.clientID == redemption.clientID else {
            return refusal("client_mismatch", "The code was made for another client_id.")
        }
        guard code.redirectURI == redemption.redirectURI else {
            return refusal("redirect_mismatch", "The code was made for another redirect_uri.")
        }
        switch (code.codeChallenge, redemption.codeVerifier) {
        case (nil, nil): return nil
        case (nil, _?):
            // Accepting it would let an attacker strip the challenge from a request.
            return refusal("pkce_unexpected", "There was no code_challenge, so there can be no code_verifier.")
        case (_?, nil): return refusal("pkce_missing", "The code_verifier is missing.")
        case (let challenge?, let verifier?):
            return PKCE.verifies(verifier, challenge)
                ? nil : refusal("pkce_mismatch", "The code_verifier doesn't fit the code_challenge.")
        }
    }

    private static func refusal(_ reason: String, _ message: String) -> OAuthError {
        OAuthError("invalid_grant", message, reason: reason)
    }
}
