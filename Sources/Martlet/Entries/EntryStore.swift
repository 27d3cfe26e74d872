import GRDB
import IndieWeb

/// Rows of entries.
enum EntryStore {
    /// The number of the next collision of a slug: 0 when nobody has wanted it yet. One look at an index.
    static func nextNumber(forSlug base: String, _ tx: AppDatabase.Transaction) throws -> Int {
        let statement = try tx.cachedStatement(sql: "SELECT max(slugNumber) + 1 FROM entry WHERE slugBase = ?")
        return try Int.fetchOne(statement, arguments: [base]) ?? 0
    }

    /// Inserts an entry under a slug.
    ///
    /// - Returns: the row's id, or nil when the slug is taken.
    static func insert(
        _ entry: NewEntry, slug: String, base: String, number: Int, path: String, _ tx: AppDatabase.Transaction
    ) throws -> Int64? {
        let statement = try tx.cachedStatement(
            sql: """
                INSERT INTO entry
                    (slug, slugBase, slugNumber, path, postType, mf2, publishedAt, publishedOffset, updatedAt, tokenID)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                ON CONFLICT DO NOTHING
                """)
        try statement.execute(arguments: [
            slug, base, number, path, entry.postType.rawValue, entry.item.json.serialized(),
            entry.published.secondsSince1970, entry.published.offsetSeconds, entry.updatedAt, entry.tokenID,
        ])
        return tx.changesCount == 1 ? tx.lastInsertedRowID : nil
    }

    /// The entry at a path with its pictures, deleted or not.
    static func entry(path: String, _ tx: AppDatabase.Transaction) throws -> Entry? {
        let statement = try tx.cachedStatement(sql: "SELECT \(columns) FROM entry WHERE path = ?")
        guard let row = try Row.fetchOne(statement, arguments: [path]) else { return nil }
        return try withPhotos([entry(row)], tx).first
    }

    /// The newest entries before a place, newest first, with their pictures: two statements, whatever the limit.
    static func latest(before cursor: EntryCursor?, limit: Int, _ tx: AppDatabase.Transaction) throws -> [Entry] {
        let statement = try tx.cachedStatement(
            sql: """
                SELECT \(columns) FROM entry
                WHERE deletedAt IS NULL AND (publishedAt, id) < (?, ?)
                ORDER BY publishedAt DESC, id DESC LIMIT ?
                """)
        let rows = try Row.fetchAll(
            statement, arguments: [cursor?.publishedAt ?? .max, cursor?.id ?? .max, limit])
        return try withPhotos(rows.map(entry), tx)
    }

    /// The oldest of the entries that are newer than a place, and how many of `limit` there are: where a newer page begins.
    static func newer(than cursor: EntryCursor, limit: Int, _ tx: AppDatabase.Transaction) throws -> [EntryCursor] {
        let statement = try tx.cachedStatement(
            sql: """
                SELECT publishedAt, id FROM entry
                WHERE deletedAt IS NULL AND (publishedAt, id) > (?, ?)
                ORDER BY publishedAt, id LIMIT ?
                """)
        return try Row.fetchAll(statement, arguments: [cursor.publishedAt, cursor.id, limit])
            .map { EntryCursor(publishedAt: $0[0], id: $0[1]) }
    }

    /// Whether there is any entry, deleted ones included.
    static func isEmpty(_ tx: AppDatabase.Transaction) throws -> Bool {
        try !(Bool.fetchOne(tx, sql: "SELECT EXISTS (SELECT 1 FROM entry)") ?? false)
    }

    private static let columns = "id, slug, path, postType, mf2, publishedAt, publishedOffset, updatedAt, deletedAt"

    private static func entry(_ row: Row) throws -> Entry {
        let (type, mf2): (String, String) = (row[3], row[4])
        guard let item = Mf2Item(try JSONValue.parse(mf2, limits: .stored)) else { throw UnreadableEntry(id: row[0]) }
        return Entry(
            id: row[0], slug: row[1], path: row[2], postType: PostType(rawValue: type) ?? .note, item: item,
            published: PostDate(secondsSince1970: row[5], offsetSeconds: row[6]), updatedAt: row[7], deletedAt: row[8])
    }

    private static func withPhotos(_ entries: [Entry], _ tx: AppDatabase.Transaction) throws -> [Entry] {
        let photos = try PhotoStore.photos(ofEntries: entries.map(\.id), tx)
        guard !photos.isEmpty else { return entries }
        return entries.map { entry in
            var entry = entry
            entry.photos = photos[entry.id] ?? [:]
            return entry
        }
    }

    /// A row whose JSON is no microformats2 object, which only a hand in the database can have made.
    struct UnreadableEntry: Error {
        let id: Int64
    }
}

extension JSONLimits {
    /// For what we stored ourselves, which was within the limits of requests when it came in.
    fileprivate static let stored = JSONLimits(bytes: 16 << 20, depth: 64)
}
