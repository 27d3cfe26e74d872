import GRDB

/// Rows of posts that were refused.
enum RefusedPostStore {
    /// Inserts a post (its id counts for nothing) and removes the oldest beyond a number, and those from before a time.
    static func insert(
        _ post: RefusedPost, tokenID: Int64?, most: Int, notBefore: Int64, _ tx: AppDatabase.Transaction
    ) throws {
        try tx.execute(
            literal: """
                INSERT INTO refusedPost (refusedAt, client, tokenID, format, body, status, reason, message)
                VALUES (\(post.refusedAt), \(post.client), \(tokenID), \(post.format.rawValue), \(post.body),
                        \(post.status), \(post.reason), \(post.message))
                """)
        try removeOld(most: most, notBefore: notBefore, tx)
    }

    static func removeOld(most: Int, notBefore: Int64, _ tx: AppDatabase.Transaction) throws {
        try tx.execute(
            literal: """
                DELETE FROM refusedPost WHERE refusedAt < \(notBefore)
                    OR id <= (SELECT id FROM refusedPost ORDER BY id DESC LIMIT 1 OFFSET \(most))
                """)
    }

    /// Newest first.
    static func all(_ tx: AppDatabase.Transaction) throws -> [RefusedPost] {
        try Row.fetchAll(tx, sql: "SELECT \(columns) FROM refusedPost ORDER BY id DESC").compactMap(post)
    }

    static func post(_ id: Int64, _ tx: AppDatabase.Transaction) throws -> RefusedPost? {
        try Row.fetchOne(tx, sql: "SELECT \(columns) FROM refusedPost WHERE id = ?", arguments: [id]).flatMap(post)
    }

    /// - Returns: whether it was there.
    static func remove(_ id: Int64, _ tx: AppDatabase.Transaction) throws -> Bool {
        try tx.execute(literal: "DELETE FROM refusedPost WHERE id = \(id)")
        return tx.changesCount == 1
    }

    private static let columns = "id, refusedAt, client, format, body, status, reason, message"

    private static func post(_ row: Row) -> RefusedPost? {
        RefusedPost.Format(rawValue: row[3]).map {
            RefusedPost(
                id: row[0], refusedAt: row[1], client: row[2], format: $0, body: row[4], status: row[5], reason: row[6],
                message: row[7])
        }
    }
}
