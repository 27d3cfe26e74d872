import GRDB
import IndieWeb

/// Which tags there are to subscribe to.
enum FeedListStore {
    /// The tags that the latest entries have most often.
    ///
    /// - Parameter reach: how many entries are looked at: the tags of all of a large site would cost most of a second.
    static func tags(limit: Int, reach: Int, _ tx: AppDatabase.Transaction) throws -> [String] {
        try SQLRequest<String>(
            literal: """
                SELECT name FROM (
                    SELECT id FROM entry INDEXED BY entryNewestFirst WHERE \(sql: EntryStore.isListed)
                    ORDER BY publishedAt DESC, id DESC LIMIT \(reach))
                CROSS JOIN entryCategory ON entryID = id
                GROUP BY name ORDER BY count(*) DESC, name LIMIT \(limit)
                """
        ).fetchAll(tx)
    }
}
