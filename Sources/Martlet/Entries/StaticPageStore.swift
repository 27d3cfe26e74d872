import GRDB
import IndieWeb

/// Lists of static pages: the entries of the channel for them.
enum StaticPageStore {
    /// Pages by path, drafts and hidden ones among them, deleted ones not: two statements.
    static func pages(limit: Int, _ tx: AppDatabase.Transaction) throws -> [Entry] {
        let rows = try SQLRequest<Row>(
            literal: """
                SELECT \(sql: EntryStore.columns) FROM entry
                WHERE channel = \(EntryChannel.pages.uid) AND deletedAt IS NULL ORDER BY path LIMIT \(limit)
                """
        ).fetchAll(tx)
        return try EntryStore.withMedia(try rows.map(EntryStore.entry), tx)
    }
}
