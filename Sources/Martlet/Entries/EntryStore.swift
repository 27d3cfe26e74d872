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
        _ entry: NewEntry, slug: String, base: String, number: Int, path: String, _ change: EntryChange,
        _ tx: AppDatabase.Transaction
    ) throws -> Int64? {
        guard try !isFormerPath(path, tx) else { return nil }
        let statement = try tx.cachedStatement(
            sql: """
                INSERT INTO entry
                    (slug, slugBase, slugNumber, path, postType, mf2, publishedAt, publishedOffset, updatedAt, tokenID,
                     state, visibility, channel, changedAt, changedBy, change)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                ON CONFLICT DO NOTHING
                """)
        try statement.execute(arguments: [
            slug, base, number, path, entry.postType.rawValue, entry.item.json.serialized(),
            entry.published.secondsSince1970, entry.published.offsetSeconds, entry.updatedAt, entry.tokenID,
            entry.state.rawValue, entry.visibility.rawValue, entry.channel, change.at, change.by, change.kind.rawValue,
        ])
        guard tx.changesCount == 1 else { return nil }
        let id = tx.lastInsertedRowID
        try setCategories(entry.categories, of: id, tx)
        try SearchStore.set(entry.words, of: id, tx)
        return id
    }

    /// Changes all that an entry is but its address, keeping what it was as a revision.
    static func change(_ id: Int64, to entry: NewEntry, _ change: EntryChange, _ tx: AppDatabase.Transaction) throws {
        try keepRevision(of: id, tx)
        try tx.execute(
            literal: """
                UPDATE entry SET postType = \(entry.postType.rawValue), mf2 = \(entry.item.json.serialized()),
                    publishedAt = \(entry.published.secondsSince1970), publishedOffset = \(entry.published.offsetSeconds),
                    updatedAt = \(entry.updatedAt), state = \(entry.state.rawValue),
                    visibility = \(entry.visibility.rawValue), channel = \(entry.channel), version = version + 1,
                    changedAt = \(change.at), changedBy = \(change.by), change = \(change.kind.rawValue)
                WHERE id = \(id)
                """)
        try setCategories(entry.categories, of: id, tx)
        try SearchStore.set(entry.words, of: id, tx)
    }

    /// Gives an entry another address; the old one leads there from now on.
    ///
    /// - Returns: whether the slug was free.
    static func move(
        _ id: Int64, from oldPath: String, slug: String, base: String, number: Int, path: String,
        _ tx: AppDatabase.Transaction
    ) throws -> Bool {
        // An address that this entry had before may come back to it, but not to another.
        try tx.execute(literal: "DELETE FROM formerPath WHERE path = \(path) AND entryID = \(id)")
        let wasOwn = tx.changesCount == 1
        guard try !isFormerPath(path, tx) else { return false }
        try tx.execute(
            literal: """
                UPDATE OR IGNORE entry SET slug = \(slug), slugBase = \(base), slugNumber = \(number), path = \(path)
                WHERE id = \(id)
                """)
        guard tx.changesCount == 1 else {
            if wasOwn { try tx.execute(literal: "INSERT INTO formerPath (path, entryID) VALUES (\(path), \(id))") }
            return false
        }
        try tx.execute(literal: "INSERT INTO formerPath (path, entryID) VALUES (\(oldPath), \(id))")
        return true
    }

    /// Marks an entry as deleted, or takes the mark away; its history says so.
    ///
    /// - Parameter words: what the search finds the entry by once it is back.
    static func setDeleted(
        _ id: Int64, _ isDeleted: Bool, words: SearchWords, _ change: EntryChange, _ tx: AppDatabase.Transaction
    ) throws {
        try keepRevision(of: id, tx)
        try tx.execute(
            literal: """
                UPDATE entry SET deletedAt = \(isDeleted ? change.at : nil), version = version + 1,
                    changedAt = \(change.at), changedBy = \(change.by), change = \(change.kind.rawValue)
                WHERE id = \(id)
                """)
        let list = try tx.cachedStatement(
            sql: """
                UPDATE entryCategory SET isListed = (SELECT \(isListed) FROM entry WHERE id = entryID) WHERE entryID = ?
                """)
        try list.execute(arguments: [id])
        try SearchStore.set(words, of: id, tx)
    }

    /// The entry at a path with its pictures, deleted or not.
    static func entry(path: String, _ tx: AppDatabase.Transaction) throws -> Entry? {
        let statement = try tx.cachedStatement(sql: "SELECT \(columns) FROM entry WHERE path = ?")
        guard let row = try Row.fetchOne(statement, arguments: [path]) else { return nil }
        return try withMedia([entry(row)], tx).first
    }

    /// The entry at a path, or that was there before its slug changed, deleted or not.
    static func entry(atOrMovedFrom path: String, _ tx: AppDatabase.Transaction) throws -> Entry? {
        if let entry = try entry(path: path, tx) { return entry }
        return try self.path(ofFormer: path, tx).flatMap { try entry(path: $0, tx) }
    }

    /// The entry of a row with its pictures, deleted or not.
    static func entry(id: Int64, _ tx: AppDatabase.Transaction) throws -> Entry? {
        guard let row = try Row.fetchOne(tx, sql: "SELECT \(columns) FROM entry WHERE id = ?", arguments: [id]) else {
            return nil
        }
        return try withMedia([entry(row)], tx).first
    }

    /// Where the entry is now that once was at a path.
    static func path(ofFormer path: String, _ tx: AppDatabase.Transaction) throws -> String? {
        try SQLRequest<String>(
            literal: """
                SELECT entry.path FROM formerPath JOIN entry ON entry.id = formerPath.entryID
                WHERE formerPath.path = \(path)
                """
        ).fetchOne(tx)
    }

    /// The newest entries of a list before a place, newest first, with their uploads: two statements, whatever the limit.
    static func latest(
        before cursor: EntryCursor?, limit: Int, in list: EntryList = .all, _ tx: AppDatabase.Transaction
    ) throws -> [Entry] {
        let source = Source(list)
        let place: StatementArguments = [cursor?.publishedAt ?? .max, cursor?.id ?? .max]
        let rest = """
            FROM \(source.table) WHERE \(source.condition) AND (publishedAt, \(source.id)) < (?, ?)
            ORDER BY publishedAt DESC, \(source.id) DESC LIMIT \(limit)
            """
        let sql =
            if source.hasRows {
                "SELECT \(columns) \(rest)"
            } else {
                """
                SELECT \(columns) FROM entry WHERE id IN (SELECT \(source.id) \(rest))
                ORDER BY publishedAt DESC, id DESC
                """
            }
        let rows = try Row.fetchAll(try tx.cachedStatement(sql: sql), arguments: source.arguments + place)
        return try withMedia(rows.map(entry), tx)
    }

    /// The oldest of the entries of a list that are newer than a place, at most `limit`: where a newer page begins.
    static func newer(
        than cursor: EntryCursor, limit: Int, in list: EntryList = .all, _ tx: AppDatabase.Transaction
    ) throws -> [EntryCursor] {
        let source = Source(list)
        let sql = """
            SELECT publishedAt, \(source.id) FROM \(source.table)
            WHERE \(source.condition) AND (publishedAt, \(source.id)) > (?, ?)
            ORDER BY publishedAt, \(source.id) LIMIT \(limit)
            """
        let arguments = source.arguments + [cursor.publishedAt, cursor.id]
        return try Row.fetchAll(try tx.cachedStatement(sql: sql), arguments: arguments)
            .map { EntryCursor(publishedAt: $0[0], id: $0[1]) }
    }

    /// Entries that wait for their time although no job does, as when it was dropped.
    static func scheduledWithoutJob(_ tx: AppDatabase.Transaction) throws -> [(id: Int64, time: Int64)] {
        try Row.fetchAll(
            tx,
            sql: """
                SELECT id, publishedAt FROM entry
                WHERE state = 'scheduled' AND deletedAt IS NULL
                  AND (deletedAt IS NOT NULL OR state <> 'published' OR visibility <> 'public')
                  AND NOT EXISTS (SELECT 1 FROM job WHERE uniqueKey = 'publish-entry ' || entry.id)
                """
        ).map { ($0[0], $0[1]) }
    }

    /// Whether there is any entry, deleted ones included.
    static func isEmpty(_ tx: AppDatabase.Transaction) throws -> Bool {
        try !(Bool.fetchOne(tx, sql: "SELECT EXISTS (SELECT 1 FROM entry)") ?? false)
    }

    /// Whether there is any entry that somebody else has changed last, deleted ones included.
    static func hasEntries(notBy author: String, _ tx: AppDatabase.Transaction) throws -> Bool {
        try SQLRequest<Bool>(literal: "SELECT EXISTS (SELECT 1 FROM entry WHERE changedBy <> \(author))").fetchOne(tx)
            ?? false
    }

    private static func isFormerPath(_ path: String, _ tx: AppDatabase.Transaction) throws -> Bool {
        let statement = try tx.cachedStatement(sql: "SELECT EXISTS (SELECT 1 FROM formerPath WHERE path = ?)")
        return try Bool.fetchOne(statement, arguments: [path]) ?? false
    }

    private static func keepRevision(of id: Int64, _ tx: AppDatabase.Transaction) throws {
        try tx.execute(
            literal: """
                INSERT INTO revision (entryID, version, mf2, state, visibility, changedAt, changedBy, change)
                SELECT id, version, mf2, state, visibility, coalesce(changedAt, publishedAt), changedBy, change
                FROM entry WHERE id = \(id)
                """)
        try Failpoint.updateRevisionKept.hit()
    }

    private static func setCategories(_ names: [String], of id: Int64, _ tx: AppDatabase.Transaction) throws {
        let remove = try tx.cachedStatement(sql: "DELETE FROM entryCategory WHERE entryID = ?")
        try remove.execute(arguments: [id])
        let insert = try tx.cachedStatement(
            sql: """
                INSERT OR IGNORE INTO entryCategory (entryID, name, publishedAt, isListed)
                SELECT id, ?, publishedAt, \(isListed) FROM entry WHERE id = ?
                """)
        for name in names { try insert.execute(arguments: [name, id]) }
    }

    /// Whether everybody sees an entry in the lists, as indexes have it.
    static let isListed = "deletedAt IS NULL AND state = 'published' AND visibility = 'public'"

    static let columns = """
        id, slug, path, postType, mf2, publishedAt, publishedOffset, updatedAt, deletedAt, state, visibility, channel,
        version
        """

    static func entry(_ row: Row) throws -> Entry {
        let (type, mf2, state, visibility): (String, String, String, String) = (row[3], row[4], row[9], row[10])
        guard let item = (try? JSONValue.parse(mf2, limits: .stored)).flatMap({ Mf2Item($0) }) else {
            throw UnreadableEntry(id: row[0])
        }
        return Entry(
            id: row[0], slug: row[1], path: row[2], postType: PostType(rawValue: type) ?? .note, item: item,
            published: PostDate(secondsSince1970: row[5], offsetSeconds: row[6]), updatedAt: row[7], deletedAt: row[8],
            state: EntryState(rawValue: state) ?? .draft, visibility: Visibility(rawValue: visibility) ?? .private,
            channel: row[11], version: row[12])
    }

    static func withMedia(_ entries: [Entry], _ tx: AppDatabase.Transaction) throws -> [Entry] {
        let shown = try MediaStore.shown(byEntries: entries.map(\.id), tx)
        guard !shown.isEmpty else { return entries }
        return entries.map { entry in
            var entry = entry
            entry.media = shown[entry.id] ?? ShownMedia()
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
    static let stored = JSONLimits(bytes: 16 << 20, depth: 64)
}
