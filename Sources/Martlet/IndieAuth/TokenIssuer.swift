import IndieWeb

/// Makes, recognises, renews and revokes bearer tokens.
struct TokenIssuer: Sendable {
    let database: AppDatabase
    let clock: Clock

    /// Makes a token without a client, for scripts and apps that take a pasted one; the secret is shown this once.
    ///
    /// - Parameter lifetime: seconds until it expires; nil for no end.
    func issue(scope: Scope, name: String, lifetime: Int64? = nil) async throws -> String {
        let secret = Secret()
        let token = NewToken(
            hash: secret.hash, name: name, scope: scope, lifetime: lifetime, createdAt: clock.now())
        _ = try await database.write { tx in
            let id = try TokenStore.insert(token, tx)
            try Failpoint.tokenInserted.hit()
            return id
        }
        return secret.text
    }

    /// Whether a text can be the name of a token: nothing in it that a terminal or page would not show as it is.
    static func isName(_ text: String) -> Bool {
        text.unicodeScalars.allSatisfy { ![.control, .format, .lineSeparator].contains($0.properties.generalCategory) }
    }

    /// What a secret that somebody presented is worth.
    enum Presented: Sendable {
        case valid(Token)
        /// It was a token once.
        case ended(Token, Token.State)
        case unknown
    }

    /// Looks a presented secret up.
    func look(up secret: String) async throws -> Presented {
        let hash = SecretHash(of: secret)
        guard let token = try await database.read({ try TokenStore.token(hash: hash, $0) }) else { return .unknown }
        let state = token.state(at: clock.now())
        return state == .valid ? .valid(token) : .ended(token, state)
    }

    /// Notes the use of a token, at most once a minute: reading must not cost a write each time.
    func noteUse(of token: Token) async throws {
        let now = clock.now()
        guard token.isUseWorthNoting(at: now) else { return }
        try await database.write { try TokenStore.touch(token.id, at: now, $0) }
    }

    /// All tokens, oldest first.
    func all() async throws -> [Token] {
        try await database.read(TokenStore.all)
    }

    /// Revokes a token; it fails everywhere from the next request on.
    ///
    /// - Returns: whether there was such a token, not revoked before.
    func revoke(_ id: Int64) async throws -> Bool {
        let now = clock.now()
        return try await database.write { try TokenStore.revoke(id, at: now, $0) }
    }

    /// Revokes the token behind a secret, be it the token's own or one that renews it.
    ///
    /// - Returns: the token, if there was one.
    /// - SeeAlso: <https://www.rfc-editor.org/rfc/rfc7009#section-2.1>
    func revoke(presented secret: String) async throws -> Token? {
        let hash = SecretHash(of: secret)
        let now = clock.now()
        // Strangers may send anything here: only what is known costs a write.
        let known = try await database.read { tx in
            try TokenStore.token(hash: hash, tx)
                ?? RefreshTokenStore.refreshToken(hash: hash, tx).flatMap {
                    try TokenStore.token(id: $0.tokenID, tx)
                }
        }
        guard let known else { return nil }
        try await database.write { _ = try TokenStore.revoke(known.id, at: now, $0) }
        return known
    }

    /// Changes what a token may do.
    ///
    /// - Returns: whether there is such a token.
    func setScope(_ scope: Scope, of id: Int64) async throws -> Bool {
        try await database.write { try TokenStore.setScope(scope, of: id, $0) }
    }
}
