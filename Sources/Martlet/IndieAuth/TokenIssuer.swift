import Crypto
import Foundation

/// Makes, recognises and revokes bearer tokens.
struct TokenIssuer: Sendable {
    let database: AppDatabase
    let clock: Clock

    /// Makes a token and returns its secret: 256 random bits in base64url, shown this once.
    func issue(scope: Scope, name: String) async throws -> String {
        let secret = Self.base64URL(RandomBytes.make(32))
        let now = clock.now()
        _ = try await database.write { tx in
            let id = try TokenStore.insert(hash: Self.hash(secret), name: name, scope: scope, createdAt: now, tx)
            try Failpoint.tokenInserted.hit()
            return id
        }
        return secret
    }

    /// The token that a client presented, or nil when it is unknown or revoked.
    ///
    /// The look-up is by hash: how long it takes says nothing about the secret.
    func token(presented secret: String) async throws -> Token? {
        let hash = Self.hash(secret)
        return try await database.read { try TokenStore.token(hash: hash, $0) }
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

    private static func hash(_ secret: String) -> [UInt8] {
        Array(SHA256.hash(data: Data(secret.utf8)))
    }

    private static func base64URL(_ bytes: [UInt8]) -> String {
        Data(bytes).base64EncodedString()
            .replacing("+", with: "-").replacing("/", with: "_").replacing("=", with: "")
    }
}
