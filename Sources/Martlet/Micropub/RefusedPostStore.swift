import GRDB

/// Rows of posts that were refused.
enum RefusedPostStore {
    /// Inserts a post (its id counts for nothing) and removes the oldest beyond a number or beyond a
    /// number of bytes, and those from before a time.
    static func insert(
        _ post: RefusedPost, tokenID: Int64?, most: Int, mostBytes: Int, notBefore: Int64, _ tx: AppDatabase.Transaction
    ) throws {
        try tx.execute(
            literal: """
                INSERT INTO refusedPost (refusedAt, client, tokenID, format, body, status, reason, message)
                VALUES (\(post.refusedAt), \(post.client), \(tokenID), \(post.format.rawValue), \(post.body),
                        \(post.status), \(post.reason), \(post.message))
                """)
        try removeOld(most: most, notBefore: notBefore, tx)
        try tx.execute(
            literal: """
                DELETE FROM refusedPost WHERE id IN (
                    SELECT id FROM (SELECT id, sum(octets) OVER (ORDER BY id DESC) AS total
                                    FROM (SELECT id, length(CAST(body AS BLOB)) AS octets FROM refusedPost))
                    WHERE total > \(mostBytes))
                """)
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

    static func count(_ tx: AppDatabase.Transaction) throws -> Int {
        try Int.fetchOne(tx, sql: "SELECT count(*) FROM refusedPost") ?? 0
    }

    /// Some of them, newest first, and where the pages beside them begin: two statements.
    ///
    /// - Parameter id: the post that the page begins after; nil for the newest.
    static func page(before id: Int64?, size: Int, _ tx: AppDatabase.Transaction) throws -> RefusedPostList {
        let ids = try Int64.fetchAll(tx, sql: "SELECT id FROM refusedPost ORDER BY id DESC")
        let start = ids.firstIndex { $0 < id ?? .max } ?? ids.count
        let shown = ids[start...].prefix(size)
        let posts = try Row.fetchAll(
            tx, sql: "SELECT \(columns) FROM refusedPost WHERE id BETWEEN ? AND ? ORDER BY id DESC",
            arguments: [shown.last ?? 0, shown.first ?? -1]
        ).compactMap(post)
        let newer = start == 0 ? nil : RefusedPostList.Newer(before: start > size ? ids[start - size - 1] : nil)
        return RefusedPostList(posts: posts, older: shown.endIndex < ids.endIndex ? shown.last : nil, newer: newer)
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

/// A page of refused posts.
struct RefusedPostList: Sendable {
    /// Newest first.
    let posts: [RefusedPost]
    /// The post that the next page begins after; nil on the last.
    var older: Int64?
    /// The page before; nil on the first.
    var newer: Newer?

    struct Newer: Sendable {
        /// The post that that page begins after; nil when it is the first.
        let before: Int64?
    }
}
