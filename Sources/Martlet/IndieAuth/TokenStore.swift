import Foundation
import GRDB

/// Rows of tokens. Only hashes are stored.
enum TokenStore {
    /// Inserts a token.
    ///
    /// - Returns: the row's id.
    static func insert(
        hash: [UInt8], name: String, scope: Scope, createdAt: Int64, _ tx: AppDatabase.Transaction
    ) throws -> Int64 {
        try tx.execute(
            literal: """
                INSERT INTO token (tokenHash, name, scope, createdAt)
                VALUES (\(Data(hash)), \(name), \(scope.description), \(createdAt))
                """)
        return tx.lastInsertedRowID
    }

    /// The token with this hash, unless it is revoked.
    static func token(hash: [UInt8], _ tx: AppDatabase.Transaction) throws -> Token? {
        let statement = try tx.cachedStatement(
            sql: """
                SELECT id, name, scope, createdAt, lastUsedAt, revokedAt FROM token
                WHERE tokenHash = ? AND revokedAt IS NULL
                """)
        return try Row.fetchOne(statement, arguments: [Data(hash)]).flatMap(token)
    }

    /// All tokens, revoked ones too, oldest first.
    static func all(_ tx: AppDatabase.Transaction) throws -> [Token] {
        try Row.fetchAll(
            tx, sql: "SELECT id, name, scope, createdAt, lastUsedAt, revokedAt FROM token ORDER BY id"
        ).compactMap(token)
    }

    /// Revokes a token.
    ///
    /// - Returns: whether there was one that was not revoked yet.
    static func revoke(_ id: Int64, at time: Int64, _ tx: AppDatabase.Transaction) throws -> Bool {
        try tx.execute(literal: "UPDATE token SET revokedAt = \(time) WHERE id = \(id) AND revokedAt IS NULL")
        return tx.changesCount == 1
    }

    /// Notes that a token was used.
    static func touch(_ id: Int64, at time: Int64, _ tx: AppDatabase.Transaction) throws {
        let statement = try tx.cachedStatement(sql: "UPDATE token SET lastUsedAt = ? WHERE id = ?")
        try statement.execute(arguments: [time, id])
    }

    private static func token(_ row: Row) -> Token? {
        guard let scope = Scope(row[2]) else { return nil }
        return Token(
            id: row[0], name: row[1], scope: scope, createdAt: row[3], lastUsedAt: row[4], revokedAt: row[5])
    }
}
