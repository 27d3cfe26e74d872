import GRDB

/// The public entries that stand around one in the list of all.
struct EntryNeighbours: Sendable {
    /// The one before it in time.
    var older: Entry?
    /// The one after it.
    var newer: Entry?
}

/// Finds the entries around a place in the list of all: one statement with two look-ups.
enum EntryNeighbourStore {
    /// The nearest on either side, with their uploads, which are a second statement.
    static func neighbours(of place: EntryCursor, _ tx: AppDatabase.Transaction) throws -> EntryNeighbours {
        let rows = try Row.fetchAll(
            try tx.cachedStatement(sql: sql(EntryStore.columns)), arguments: [place.publishedAt, place.id])
        let found = try EntryStore.withMedia(try rows.map(EntryStore.entry), tx)
        let isOlder = { (entry: Entry) in
            (entry.cursor.publishedAt, entry.id) < (place.publishedAt, place.id)
        }
        return EntryNeighbours(older: found.first(where: isOlder), newer: found.first { !isOlder($0) })
    }

    /// Where the same are, whichever there are.
    static func locations(around place: EntryCursor, _ tx: AppDatabase.Transaction) throws -> [Entry.Location] {
        try Row.fetchAll(try tx.cachedStatement(sql: sql("id, path")), arguments: [place.publishedAt, place.id])
            .map { Entry.Location(id: $0[0], path: $0[1]) }
    }

    private static func sql(_ columns: String) -> String {
        let entries = "SELECT \(columns) FROM entry INDEXED BY entryNewestFirst WHERE \(EntryStore.isListed)"
        return """
            SELECT \(columns) FROM (
                \(entries) AND (publishedAt, id) < (?1, ?2) ORDER BY publishedAt DESC, id DESC LIMIT 1)
            UNION ALL
            SELECT \(columns) FROM (\(entries) AND (publishedAt, id) > (?1, ?2) ORDER BY publishedAt, id LIMIT 1)
            """
    }
}
