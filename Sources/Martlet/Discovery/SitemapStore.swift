import GRDB
import IndieWeb

/// What sitemaps need of the entries, read by their ids.
enum SitemapStore {
    /// The largest id of an entry, deleted or not; 0 where there was none.
    static func lastID(_ tx: AppDatabase.Transaction) throws -> Int64 {
        try Int64.fetchOne(tx, sql: "SELECT max(id) FROM entry") ?? 0
    }

    /// What search engines may have, as ``Entry/isIndexed`` says: what lists show, and pages that aren't unlisted.
    private static let isIndexed = """
        deletedAt IS NULL AND state = 'published' AND (visibility = 'public' OR (
            postType = 'page' AND visibility = 'unlisted'
            AND coalesce(json_extract(mf2, '$.properties.visibility[0]'), 'public') = 'public'))
        """

    /// The paths of such entries with an id in a range, each with its last change in seconds since 1970.
    static func entries(
        _ ids: ClosedRange<Int64>, _ tx: AppDatabase.Transaction
    ) throws -> [(path: String, updatedAt: Int64)] {
        let statement = try tx.cachedStatement(
            sql: """
                SELECT path, updatedAt FROM entry NOT INDEXED
                WHERE id BETWEEN ? AND ? AND \(isIndexed) ORDER BY id
                """)
        return try Row.fetchAll(statement, arguments: [ids.lowerBound, ids.upperBound]).map { ($0[0], $0[1]) }
    }

    /// Which parts have such entries, counted from 0, where each has so many ids: one look a part.
    static func parts(of size: Int64, _ tx: AppDatabase.Transaction) throws -> [Int64] {
        let statement = try tx.cachedStatement(
            sql: """
                WITH RECURSIVE part (number) AS (
                    SELECT 0 UNION ALL
                    SELECT number + 1 FROM part WHERE (number + 1) * :size < (SELECT max(id) FROM entry))
                SELECT number FROM part WHERE EXISTS (
                    SELECT 1 FROM entry NOT INDEXED
                    WHERE id BETWEEN number * :size + 1 AND (number + 1) * :size AND \(isIndexed))
                """)
        return try Int64.fetchAll(statement, arguments: ["size": size])
    }
}
