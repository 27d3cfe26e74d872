import GRDB
import IndieWeb

/// When there are public entries: look-ups in their index, and counts that stop somewhere.
enum ArchiveStore {
    /// The newest time of each month, in UTC, that has entries; latest first. One statement with a look-up a month.
    ///
    /// - Parameter limit: months beyond are left out.
    static func monthly(limit: Int, _ tx: AppDatabase.Transaction) throws -> [Int64] {
        let sql = """
            WITH RECURSIVE month (newest) AS (
                SELECT publishedAt FROM (\(times) ORDER BY publishedAt DESC, id DESC LIMIT 1)
                UNION ALL
                SELECT (
                    \(times) AND publishedAt < CAST(strftime('%s', newest, 'unixepoch', 'start of month') AS INTEGER)
                    ORDER BY publishedAt DESC, id DESC LIMIT 1)
                FROM month WHERE newest IS NOT NULL LIMIT ?)
            SELECT newest FROM month WHERE newest IS NOT NULL
            """
        return try Int64.fetchAll(try tx.cachedStatement(sql: sql), arguments: [limit])
    }

    /// How many entries are in each of some ranges of time, in their order; none counts further than `limit`. One statement.
    static func counts(in ranges: [Range<Int64>], limit: Int, _ tx: AppDatabase.Transaction) throws -> [Int] {
        let sql = """
            SELECT (SELECT count(*) FROM (
                \(times) AND publishedAt >= range.value ->> 0 AND publishedAt < range.value ->> 1 LIMIT ?))
            FROM json_each(?) AS range ORDER BY range.key
            """
        return try Int.fetchAll(try tx.cachedStatement(sql: sql), arguments: [limit, json(ranges)])
    }

    /// The times of the oldest and the newest entry; nil when there is none. Two look-ups.
    static func span(_ tx: AppDatabase.Transaction) throws -> ClosedRange<Int64>? {
        let sql = """
            SELECT (\(times) ORDER BY publishedAt, id LIMIT 1), (\(times) ORDER BY publishedAt DESC, id DESC LIMIT 1)
            """
        guard let row = try Row.fetchOne(try tx.cachedStatement(sql: sql)), let oldest: Int64 = row[0],
            let newest: Int64 = row[1]
        else { return nil }
        return oldest...newest
    }

    /// What is before and after a range, and which of its parts have entries: one statement, with a look-up for each.
    static func surroundings(
        of range: Range<Int64>, parts: [Range<Int64>], _ tx: AppDatabase.Transaction
    ) throws -> (earlier: Int64?, later: Int64?, filled: Set<Int64>) {
        let sql = """
            SELECT 'earlier', publishedAt FROM (
                \(times) AND publishedAt < ? ORDER BY publishedAt DESC, id DESC LIMIT 1)
            UNION ALL
            SELECT 'later', publishedAt FROM (\(times) AND publishedAt >= ? ORDER BY publishedAt, id LIMIT 1)
            UNION ALL
            SELECT 'part', part.value ->> 0 FROM json_each(?) AS part
            WHERE EXISTS (\(times) AND publishedAt >= part.value ->> 0 AND publishedAt < part.value ->> 1)
            """
        let rows = try Row.fetchAll(
            try tx.cachedStatement(sql: sql), arguments: [range.lowerBound, range.upperBound, json(parts)])
        let found = Dictionary(grouping: rows.map { ($0[0] as String, $0[1] as Int64) }, by: \.0)
        return (found["earlier"]?.first?.1, found["later"]?.first?.1, Set(found["part"]?.map(\.1) ?? []))
    }

    /// The types that entries have: one look-up each.
    static func types(_ tx: AppDatabase.Transaction) throws -> [PostType] {
        let sql = """
            SELECT type.value FROM json_each(?) AS type
            WHERE EXISTS (
                SELECT 1 FROM entry INDEXED BY entryByType WHERE \(EntryStore.isListed) AND postType = type.value)
            ORDER BY type.key
            """
        let names = JSONValue.array(PostType.allCases.map { .string($0.rawValue) }).serialized()
        return try String.fetchAll(try tx.cachedStatement(sql: sql), arguments: [names]).compactMap {
            PostType(rawValue: $0)
        }
    }

    /// Ranges of time as statements read them: `[[1,2],[3,4]]`.
    static func json(_ ranges: [Range<Int64>]) -> String {
        "[" + ranges.map { "[\($0.lowerBound),\($0.upperBound)]" }.joined(separator: ",") + "]"
    }

    /// The times of public entries, by the index that has no others.
    private static let times =
        "SELECT publishedAt FROM entry INDEXED BY entryNewestFirst WHERE \(EntryStore.isListed)"
}
