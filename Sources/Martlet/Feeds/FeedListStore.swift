import GRDB
import IndieWeb

/// Which lists have something to subscribe to.
enum FeedListStore {
    /// The types that listed entries have: one look a type.
    static func types(_ tx: AppDatabase.Transaction) throws -> [PostType] {
        let types = JSONValue.array(PostType.allCases.map { .string($0.rawValue) }).serialized()
        return try SQLRequest<String>(
            literal: """
                SELECT value FROM json_each(\(types)) WHERE EXISTS (
                    SELECT 1 FROM entry INDEXED BY entryByType WHERE \(sql: EntryStore.isListed) AND postType = value)
                ORDER BY key
                """
        ).fetchAll(tx).compactMap { PostType(rawValue: $0) }
    }

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
