/// What an entry was before it was written, and what it is now.
struct WrittenEntry: Sendable {
    let id: Int64
    /// Where it stood; nil for a new one.
    let formerPath: String?
    let path: String
    let before: EntryListing
    let after: EntryListing
}

extension EntryRules {
    /// Finds what changes for readers with an entry that has just been written, and writes the jobs that tell others of it.
    func announce(_ written: WrittenEntry, at now: Int64, _ tx: AppDatabase.Transaction) throws -> Set<PageTopic> {
        try enqueuePings(for: written.before.subscribed.union(written.after.subscribed), at: now, tx)
        if site.cachePurge != nil {
            let lists = written.before.lists.union(written.after.lists)
            let pages =
                [written.formerPath, written.path].compactMap(\.self)
                + (try written.after.neighbours(since: written.before, tx).map(\.path))
            try enqueuePurges(ofLists: lists, ofPages: Set(pages), at: now, tx)
        }
        return try written.after.topics(since: written.before, tx)
    }

    /// As ``announce(_:at:_:)``, for a new entry.
    func announce(
        _ new: NewEntry, at location: Entry.Location, _ now: Int64, _ tx: AppDatabase.Transaction
    ) throws -> Set<PageTopic> {
        let written = WrittenEntry(
            id: location.id, formerPath: nil, path: location.path, before: EntryListing(none: location.id),
            after: EntryListing(new, id: location.id, clock))
        return try announce(written, at: now, tx)
    }

    /// As ``announce(_:at:_:)``, for an entry that was another before; nil for what it is now when that is nothing.
    func announce(
        _ new: NewEntry?, since old: Entry, at path: String? = nil, _ now: Int64, _ tx: AppDatabase.Transaction
    ) throws -> Set<PageTopic> {
        let written = WrittenEntry(
            id: old.id, formerPath: old.path, path: path ?? old.path, before: EntryListing(old, clock),
            after: new.map { EntryListing($0, id: old.id, clock) } ?? EntryListing(none: old.id))
        return try announce(written, at: now, tx)
    }
}
