/// Reads entries for pages and feeds: a fixed number of statements, whatever the number of entries.
struct EntryReader: Sendable {
    let database: AppDatabase

    /// The entry at a path, deleted or not, with those that stand around it in the list of all.
    func entry(path: String) async throws -> (entry: Entry, neighbours: EntryNeighbours)? {
        try await database.read { try Self.entry(path: path, $0) }
    }

    /// As ``entry(path:)``, in a read that is under way: four statements. What isn't in the list has no neighbours.
    static func entry(
        path: String, _ tx: AppDatabase.Transaction
    ) throws -> (entry: Entry, neighbours: EntryNeighbours)? {
        guard let entry = try EntryStore.entry(path: path, tx) else { return nil }
        guard entry.isPublic else { return (entry, EntryNeighbours()) }
        return (entry, try EntryNeighbourStore.neighbours(of: entry.cursor, tx))
    }

    /// The entry that once was at a path, deleted or not.
    func entry(formerPath path: String) async throws -> Entry? {
        try await database.read { tx in
            try EntryStore.path(ofFormer: path, tx).flatMap { try EntryStore.entry(path: $0, tx) }
        }
    }

    /// One page of all entries, newest first, and where its neighbours are.
    ///
    /// - Parameters:
    ///   - cursor: the place that the page begins after; nil for the first page.
    ///   - list: which entries are listed.
    func page(
        before cursor: EntryCursor?, size: Int, in list: EntryList = .all
    ) async throws -> (entries: [Entry], place: ListPlace) {
        try await database.read { try Self.page(before: cursor, size: size, in: list, $0) }
    }

    /// All tags of public entries by name, each with how many entries have it.
    func tags() async throws -> [(name: String, count: Int)] { try await database.read(EntryListStore.tags) }

    func channel(_ uid: String) async throws -> EntryChannel? {
        try await database.read { try ChannelStore.channel(uid, $0) }
    }

    /// As ``page(before:size:)``, in a read that is under way: two statements, three on later pages.
    static func page(
        before cursor: EntryCursor?, size: Int, in list: EntryList = .all, _ tx: AppDatabase.Transaction
    ) throws -> (entries: [Entry], place: ListPlace) {
        // One more than is shown tells whether there is another page.
        let found = try EntryStore.latest(before: cursor, limit: size + 1, in: list, tx)
        let entries = Array(found.prefix(size))
        let newer = try cursor.map { cursor in
            // The page before ends with the entry at the cursor: it begins after the one that stands `size` above that.
            let above = try EntryStore.newer(than: cursor, limit: size, in: list, tx)
            return ListPlace.Newer(before: above.count == size ? above.last : nil)
        }
        let unseen = found.count > size ? found.last?.cursor : nil
        let older = unseen == nil ? nil : entries.last?.cursor
        return (
            entries, ListPlace(isFirst: cursor == nil, older: older, newer: newer, unseen: unseen, cursor: cursor)
        )
    }
}

/// Where a page of a list stands.
struct ListPlace: Sendable, Equatable {
    let isFirst: Bool
    /// What the next page begins after; nil on the last.
    let older: EntryCursor?
    /// The page before; nil on the first.
    let newer: Newer?
    /// The first entry of the next page; nil on the last.
    var unseen: EntryCursor?
    /// What the page itself begins after; nil on the first.
    var cursor: EntryCursor?

    struct Newer: Sendable, Equatable {
        /// What that page begins after; nil when it is the first.
        let before: EntryCursor?
    }
}
