/// Reads entries for pages and feeds: a fixed number of statements, whatever the number of entries.
struct EntryReader: Sendable {
    let database: AppDatabase

    /// The entry at a path, deleted or not.
    func entry(path: String) async throws -> Entry? {
        try await database.read { try EntryStore.entry(path: path, $0) }
    }

    /// One page of all entries, newest first, and where its neighbours are.
    ///
    /// - Parameter cursor: the place that the page begins after; nil for the first page.
    func page(before cursor: EntryCursor?, size: Int) async throws -> (entries: [Entry], place: ListPlace) {
        try await database.read { tx in
            // One more than is shown tells whether there is another page.
            var entries = try EntryStore.latest(before: cursor, limit: size + 1, tx)
            let hasOlder = entries.count > size
            entries = Array(entries.prefix(size))
            var newer: ListPlace.Newer?
            if let cursor {
                // The page before ends with the entry at the cursor: it begins after the one that stands `size` above that.
                let above = try EntryStore.newer(than: cursor, limit: size, tx)
                newer = ListPlace.Newer(before: above.count == size ? above.last : nil)
            }
            return (
                entries,
                ListPlace(isFirst: cursor == nil, older: hasOlder ? entries.last?.cursor : nil, newer: newer)
            )
        }
    }
}

/// Where a page of a list stands.
struct ListPlace: Sendable, Equatable {
    let isFirst: Bool
    /// What the next page begins after; nil on the last.
    let older: EntryCursor?
    /// The page before; nil on the first.
    let newer: Newer?

    struct Newer: Sendable, Equatable {
        /// What that page begins after; nil when it is the first.
        let before: EntryCursor?
    }
}
