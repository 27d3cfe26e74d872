import GRDB

/// Entries as archive documents of feeds have them.
enum FeedArchiveStore {
    /// The entries of a list from a place on, newest first, with their uploads: two statements, which read what they return.
    ///
    /// - Parameters:
    ///   - start: the place of the first; one that isn't there any more gives those after it.
    ///   - isEnd: whether to stop before the entry with this id; not asked of the first.
    /// - Returns: also the place of the first entry that is left out, if there is one.
    static func entries(
        from start: EntryCursor, limit: Int, in list: EntryList, until isEnd: (Int64) -> Bool,
        _ tx: AppDatabase.Transaction
    ) throws -> (entries: [Entry], next: EntryCursor?) {
        let source = EntryStore.Source(list)
        let sql =
            if !source.hasRows {
                """
                SELECT \(EntryStore.columns) FROM (
                    SELECT publishedAt AS listedAt, \(source.id) AS listedID
                    FROM \(source.table) WHERE \(source.condition))
                CROSS JOIN entry ON entry.id = listedID
                WHERE (listedAt, listedID) <= (?, ?)
                ORDER BY listedAt DESC, listedID DESC LIMIT \(limit + 1)
                """
            } else {
                """
                SELECT \(EntryStore.columns) FROM \(source.table)
                WHERE \(source.condition) AND (publishedAt, id) <= (?, ?)
                ORDER BY publishedAt DESC, id DESC LIMIT \(limit + 1)
                """
            }
        let rows = try Row.fetchCursor(
            try tx.cachedStatement(sql: sql), arguments: source.arguments + [start.publishedAt, start.id])
        var entries: [Entry] = []
        while let row = try rows.next() {
            let entry = try EntryStore.entry(row)
            if entries.count == limit || (!entries.isEmpty && isEnd(entry.id)) {
                return (try EntryStore.withMedia(entries, tx), entry.cursor)
            }
            entries.append(entry)
        }
        return (try EntryStore.withMedia(entries, tx), nil)
    }
}
