import IndieWeb

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
            let pages =
                [written.formerPath, written.path].compactMap(\.self)
                + (try written.after.neighbours(since: written.before, tx).map(\.path))
                + SitemapReader.paths(ofEntry: written.id)
            try enqueuePurges(
                ofLists: written.before.subscribed.union(written.after.subscribed),
                ofPages: written.before.others.union(written.after.others).union(pages), at: now, tx)
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

    /// Writes the jobs that tell the hub and the cache of entries of which something that they show has changed.
    func announce(mediaOf entries: [Int64], at now: Int64, _ tx: AppDatabase.Transaction) throws {
        guard site.cachePurge != nil || site.hub != nil else { return }
        for id in entries {
            guard let entry = try EntryStore.entry(id: id, tx), entry.isReadable else { continue }
            let listing = EntryListing(entry, clock)
            try enqueuePings(for: listing.subscribed, at: now, tx)
            try enqueuePurges(
                ofLists: listing.subscribed, ofPages: listing.others.union([entry.path]), at: now, tx)
        }
    }

    /// When others may be told that they should ask again: the change is answered by then, and no page is given out any
    /// more that it has overtaken.
    private var whenSettled: Int64 { clock.now() + 2 }

    /// Writes the jobs that tell the cache of changed lists and pages.
    func enqueuePurges(
        ofLists lists: Set<String>, ofPages pages: Set<String>, at now: Int64, _ tx: AppDatabase.Transaction
    ) throws {
        guard site.cachePurge != nil else { return }
        for (name, paths) in [("list", lists), ("page", pages)] {
            for path in paths.sorted() {
                let job = NewJob(
                    kind: .purge, payload: [name: .string(path)], runAt: whenSettled,
                    uniqueKey: "purge \(name) \(path)")
                try JobStore.enqueue(job, at: now, tx)
            }
        }
    }

    /// Writes the jobs that tell the hub of lists that have changed; one a list, however often it does until then.
    func enqueuePings(for lists: Set<String>, at now: Int64, _ tx: AppDatabase.Transaction) throws {
        guard let hub = site.hub else { return }
        let host = HTTPURL(hub)?.host
        for path in lists.sorted() {
            let job = NewJob(
                kind: .pingHub, payload: ["list": .string(path)], runAt: whenSettled,
                uniqueKey: "ping-hub \(path)", host: host)
            try JobStore.enqueue(job, at: now, tx)
        }
    }
}
