import GRDB

/// The public entries that stand around one in the list of all.
struct EntryNeighbours: Sendable {
    /// The one before it in time.
    var older: Entry?
    /// The one after it.
    var newer: Entry?
}

/// Finds the entries around a place in the list of all.
enum EntryNeighbourStore {
    /// The nearest on either side, with their uploads: two look-ups in one statement, and a second one.
    static func neighbours(of place: EntryCursor, _ tx: AppDatabase.Transaction) throws -> EntryNeighbours {
        let entries = "SELECT \(EntryStore.columns) FROM entry INDEXED BY entryNewestFirst WHERE \(EntryStore.isListed)"
        let sql = """
            SELECT \(EntryStore.columns) FROM (
                \(entries) AND (publishedAt, id) < (?1, ?2) ORDER BY publishedAt DESC, id DESC LIMIT 1)
            UNION ALL
            SELECT \(EntryStore.columns) FROM (\(entries) AND (publishedAt, id) > (?1, ?2) ORDER BY publishedAt, id LIMIT 1)
            """
        let rows = try Row.fetchAll(try tx.cachedStatement(sql: sql), arguments: [place.publishedAt, place.id])
        let found = try EntryStore.withMedia(try rows.map(EntryStore.entry), tx)
        let isOlder = { (entry: Entry) in
            (entry.cursor.publishedAt, entry.id) < (place.publishedAt, place.id)
        }
        return EntryNeighbours(older: found.first(where: isOlder), newer: found.first { !isOlder($0) })
    }
}
