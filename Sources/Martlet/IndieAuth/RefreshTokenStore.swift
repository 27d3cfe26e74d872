import Foundation
import GRDB

/// What renews a token, once.
struct RefreshToken: Sendable {
    let tokenID: Int64
    /// What the owner granted, which a renewed token may have less of.
    let scope: Scope
    let expiresAt: Int64
    let usedAt: Int64?
}

/// Rows of refresh tokens. Only hashes are stored.
enum RefreshTokenStore {
    static func insert(
        hash: SecretHash, tokenID: Int64, scope: Scope, createdAt: Int64, expiresAt: Int64,
        _ tx: AppDatabase.Transaction
    ) throws {
        try tx.execute(
            literal: """
                INSERT INTO refreshToken (tokenHash, tokenID, scope, createdAt, expiresAt)
                VALUES (\(hash.bytes), \(tokenID), \(scope.description), \(createdAt), \(expiresAt))
                """)
    }

    static func refreshToken(hash: SecretHash, _ tx: AppDatabase.Transaction) throws -> RefreshToken? {
        let row = try Row.fetchOne(
            tx, sql: "SELECT tokenID, scope, expiresAt, usedAt FROM refreshToken WHERE tokenHash = ?",
            arguments: [hash.bytes])
        return row.flatMap { row in
            Scope(row[1]).map { RefreshToken(tokenID: row[0], scope: $0, expiresAt: row[2], usedAt: row[3]) }
        }
    }

    /// Says that a refresh token was used; it stays, so that a second use is noticed.
    static func markUsed(_ hash: SecretHash, at time: Int64, _ tx: AppDatabase.Transaction) throws {
        try tx.execute(literal: "UPDATE refreshToken SET usedAt = \(time) WHERE tokenHash = \(hash.bytes)")
    }

    /// Removes what expired before a time.
    static func removeExpired(before time: Int64, _ tx: AppDatabase.Transaction) throws {
        try tx.execute(literal: "DELETE FROM refreshToken WHERE expiresAt < \(time)")
    }
}
