import GRDB
import IndieWeb

/// Lists of entries and versions for the owner's pages, a bounded number at a time.
enum OwnerPostStore {
    /// A page of the owner's entries of one kind, newest first, and where its neighbours are.
    ///
    /// - Parameter cursor: the place that the page begins after; nil for the first page.
    static func page(
        _ tab: PostsPage.Tab, before cursor: EntryCursor?, size: Int, _ tx: AppDatabase.Transaction
    ) throws -> (entries: [Entry], place: ListPlace) {
        let rows = try SQLRequest<Row>(
            literal: """
                SELECT \(sql: EntryStore.columns) FROM entry WHERE \(sql: condition(tab))
                  AND (publishedAt, id) < (\(cursor?.publishedAt ?? .max), \(cursor?.id ?? .max))
                ORDER BY publishedAt DESC, id DESC LIMIT \(size + 1)
                """
        ).fetchAll(tx)
        let found = try rows.map(EntryStore.entry)
        let entries = try EntryStore.withMedia(Array(found.prefix(size)), tx)
        let newer = try cursor.map { try pageAbove($0, tab, size: size, tx) }
        let older = found.count > size ? entries.last?.cursor : nil
        return (entries, ListPlace(isFirst: cursor == nil, older: older, newer: newer))
    }

    /// The page before one: it begins after the entry that stands `size` above the place.
    private static func pageAbove(
        _ cursor: EntryCursor, _ tab: PostsPage.Tab, size: Int, _ tx: AppDatabase.Transaction
    ) throws -> ListPlace.Newer {
        let above = try SQLRequest<Row>(
            literal: """
                SELECT publishedAt, id FROM entry WHERE \(sql: condition(tab))
                  AND (publishedAt, id) > (\(cursor.publishedAt), \(cursor.id))
                ORDER BY publishedAt, id LIMIT \(size)
                """
        ).fetchAll(tx)
        let last = above.count == size ? above.last : nil
        return ListPlace.Newer(before: last.map { EntryCursor(publishedAt: $0[0], id: $0[1]) })
    }

    /// How many entries each kind has.
    static func counts(_ tx: AppDatabase.Transaction) throws -> [PostsPage.Tab: Int] {
        var counts: [PostsPage.Tab: Int] = [:]
        for tab in PostsPage.Tab.allCases {
            counts[tab] = try Int.fetchOne(tx, sql: "SELECT count(*) FROM entry WHERE \(condition(tab))")
        }
        return counts
    }

    /// Entries by their ids, without their pictures.
    static func entries(_ ids: Set<Int64>, _ tx: AppDatabase.Transaction) throws -> [Int64: Entry] {
        guard !ids.isEmpty else { return [:] }
        let rows = try SQLRequest<Row>(
            literal: "SELECT \(sql: EntryStore.columns) FROM entry WHERE id IN \(Array(ids))"
        ).fetchAll(tx)
        let entries = try rows.map { try EntryStore.entry($0) }
        return Dictionary(entries.map { ($0.id, $0) }) { first, _ in first }
    }

    /// The versions of an entry before one, newest first; without a number the present one is the first.
    static func versions(
        of id: Int64, before version: Int64?, limit: Int, _ tx: AppDatabase.Transaction
    ) throws -> [Revision] {
        let rows = try SQLRequest<Row>(
            literal: """
                SELECT version, mf2, state, visibility, coalesce(changedAt, publishedAt), changedBy, change
                FROM entry WHERE id = \(id) AND version < \(version ?? .max)
                UNION ALL SELECT version, mf2, state, visibility, changedAt, changedBy, change
                FROM revision WHERE entryID = \(id) AND version < \(version ?? .max)
                ORDER BY version DESC LIMIT \(limit)
                """
        ).fetchAll(tx)
        return rows.compactMap(RevisionStore.revision)
    }

    private static func condition(_ tab: PostsPage.Tab) -> String {
        // The index of what not everybody sees, however many posts there are beside it.
        let hidden = "(deletedAt IS NOT NULL OR state <> 'published' OR visibility <> 'public')"
        return switch tab {
        case .all: "deletedAt IS NULL"
        case .draft: "\(hidden) AND deletedAt IS NULL AND state = 'draft'"
        case .scheduled: "\(hidden) AND deletedAt IS NULL AND state = 'scheduled'"
        case .unlisted: "\(hidden) AND deletedAt IS NULL AND visibility = 'unlisted' AND postType <> 'page'"
        case .private: "\(hidden) AND deletedAt IS NULL AND visibility = 'private'"
        case .deleted: "\(hidden) AND deletedAt IS NOT NULL"
        }
    }
}
