import Foundation
import GRDB

/// Rows of tokens, and of the refresh tokens that renew them. Only hashes are stored.
enum TokenStore {
    /// Inserts a token.
    ///
    /// - Returns: the row's id.
    static func insert(_ token: NewToken, _ tx: AppDatabase.Transaction) throws -> Int64 {
        try tx.execute(
            literal: """
                INSERT INTO token (tokenHash, name, scope, clientID, lifetime, expiresAt, createdAt)
                VALUES (\(token.hash.bytes), \(token.name), \(token.scope.description), \(token.clientRow),
                        \(token.lifetime), \(token.expiresAt), \(token.createdAt))
                """)
        return tx.lastInsertedRowID
    }

    /// The token with this hash, whatever its state.
    static func token(hash: SecretHash, _ tx: AppDatabase.Transaction) throws -> Token? {
        let statement = try tx.cachedStatement(sql: columns + "WHERE token.tokenHash = ?")
        return try Row.fetchOne(statement, arguments: [hash.bytes]).flatMap(token)
    }

    /// The token of a row.
    static func token(id: Int64, _ tx: AppDatabase.Transaction) throws -> Token? {
        try Row.fetchOne(tx, sql: columns + "WHERE token.id = ?", arguments: [id]).flatMap(token)
    }

    /// All tokens, ended ones too, oldest first.
    static func all(_ tx: AppDatabase.Transaction) throws -> [Token] {
        let rows = try Row.fetchAll(
            tx, sql: "SELECT tokenID, max(expiresAt) FROM refreshToken WHERE usedAt IS NULL GROUP BY tokenID")
        let ends = Dictionary(rows.map { ($0[0] as Int64, $0[1] as Int64) }) { first, _ in first }
        return try Row.fetchAll(tx, sql: columns + "ORDER BY token.id").compactMap(token).map { token in
            var token = token
            token.renewableUntil = ends[token.id]
            return token
        }
    }

    /// Revokes a token.
    ///
    /// - Returns: whether there was one that was not revoked yet.
    @discardableResult
    static func revoke(_ id: Int64, at time: Int64, _ tx: AppDatabase.Transaction) throws -> Bool {
        try tx.execute(literal: "UPDATE token SET revokedAt = \(time) WHERE id = \(id) AND revokedAt IS NULL")
        return tx.changesCount == 1
    }

    /// Changes what a token may do, also after it is renewed.
    ///
    /// - Returns: whether it is there and not revoked.
    static func setScope(_ scope: Scope, of id: Int64, _ tx: AppDatabase.Transaction) throws -> Bool {
        let words = scope.description
        try tx.execute(literal: "UPDATE token SET scope = \(words) WHERE id = \(id) AND revokedAt IS NULL")
        guard tx.changesCount == 1 else { return false }
        try tx.execute(literal: "UPDATE refreshToken SET scope = \(words) WHERE tokenID = \(id)")
        return true
    }

    /// Notes that a token was used.
    static func touch(_ id: Int64, at time: Int64, _ tx: AppDatabase.Transaction) throws {
        let statement = try tx.cachedStatement(sql: "UPDATE token SET lastUsedAt = ? WHERE id = ?")
        try statement.execute(arguments: [time, id])
    }

    /// Gives a token a new secret, scope and end; the old secret is good for nothing from then on.
    static func renew(
        _ id: Int64, hash: SecretHash, scope: Scope, expiresAt: Int64, _ tx: AppDatabase.Transaction
    ) throws {
        try tx.execute(
            literal: """
                UPDATE token SET tokenHash = \(hash.bytes), scope = \(scope.description), expiresAt = \(expiresAt)
                WHERE id = \(id)
                """)
    }

    private static let columns = """
        SELECT token.id, token.name, token.scope, client.clientID, token.createdAt, token.lastUsedAt, token.revokedAt,
               token.lifetime, token.expiresAt
        FROM token LEFT JOIN client ON client.id = token.clientID

        """

    private static func token(_ row: Row) -> Token? {
        guard let scope = Scope(row[2]) else { return nil }
        return Token(
            id: row[0], name: row[1], scope: scope, clientID: row[3], createdAt: row[4], lastUsedAt: row[5],
            revokedAt: row[6], lifetime: row[7], expiresAt: row[8])
    }
}
