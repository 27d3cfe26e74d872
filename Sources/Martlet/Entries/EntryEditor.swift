import HTTPTypes
import IndieWeb

/// Changes, deletes and brings back entries, each in one transaction; what an entry was before stays in its history.
struct EntryEditor: Sendable {
    let database: AppDatabase
    let site: Site
    let clock: Clock
    let pages: PageCache
    let rules: EntryRules

    /// Carries out an update.
    ///
    /// - Parameter tag: what the client believes the entry to be, of its `If-Match`; nil when it doesn't say.
    /// - Returns: where the entry is, and whether that has changed.
    /// - Throws: ``MicropubError/invalidRequest(_:)`` for an address without an entry or a change that can't be made,
    ///   ``SiteError`` 409 when the entry is another than the client believes.
    func update(
        _ request: MicropubUpdate, ifMatch tag: String?, by author: Author
    ) async throws -> (location: Entry.Location, hasMoved: Bool) {
        let path = try path(of: request.url)
        let now = clock.now()
        let (location, hasMoved, topics) = try await database.write { tx in
            let entry = try Self.entry(at: path, tx)
            guard entry.deletedAt == nil else {
                throw MicropubError.invalidRequest("The post at “url” is deleted; undelete it first.")
            }
            if let tag, !EntityTag.list(tag, isExactly: entry.tag) { throw Self.conflict }
            let new = try rules.changed(
                entry, to: try request.applied(to: entry.item, fetchedFrom: try Self.sources(of: entry, tx)),
                commands: request.commands, at: now)
            if author.isDraftOnly, entry.state != .published, new.state != .draft {
                // Its scope lets it write, and not publish.
                throw MicropubError.insufficientScope("create")
            }
            try store(new, over: entry, EntryChange(at: now, by: author.name, kind: .update), tx)
            // What becomes a page, or stops being one, goes where its kind is.
            let isOfOtherKind = (entry.postType == .page) != (new.postType == .page)
            let own = isOfOtherKind ? entry.path.split(separator: "/").last.map(String.init) : nil
            guard let slug = request.commands.slug.flatMap(Slug.slugify) ?? own else {
                let topics = try rules.announce(new, since: entry, now, tx)
                return (Entry.Location(id: entry.id, path: entry.path), false, topics)
            }
            let location = try EntryPlacing.move(entry, as: new.postType, slug: slug, tx)
            var topics = try rules.announce(new, since: entry, at: location.path, now, tx)
            // The page about the owner shows whatever stands at its address from now on.
            if location.path == AboutPage.path { topics.insert(.list(AboutPage.path)) }
            return (location, location.path != entry.path, topics)
        }
        await pages.renew(topics)
        return (location, hasMoved)
    }

    /// Deletes an entry: its address answers 410 and no list has it. Deleting it again changes nothing.
    func delete(_ url: String, by author: Author) async throws {
        try await setDeleted(true, url, by: author)
    }

    /// Brings a deleted entry back, at the same address. For one that isn't deleted nothing changes.
    func undelete(_ url: String, by author: Author) async throws {
        try await setDeleted(false, url, by: author)
    }

    /// Publishes an entry whose time has come; nothing when it isn't waiting any more.
    func publishScheduled(_ id: Int64) async throws {
        let now = clock.now()
        let topics = try await database.write { tx -> Set<PageTopic> in
            guard let entry = try EntryStore.entry(id: id, tx), entry.state == .scheduled, entry.deletedAt == nil else {
                return []
            }
            guard entry.published.secondsSince1970 <= now else {
                // Somebody tried the job early: it comes back when it is time.
                try rules.enqueue(for: rules.unchanged(entry), id: id, at: now, tx)
                return []
            }
            let change = EntryChange(at: now, by: Author.server.name, kind: .publish)
            return try self.change(entry, to: rules.published(entry), change, tx)
        }
        await pages.renew(topics)
    }

    /// Publishes a draft or a scheduled entry now.
    ///
    /// - Returns: whether there is such an entry that has not come out.
    func publishNow(_ id: Int64, by author: Author) async throws -> Bool {
        let now = clock.now()
        let topics = try await database.write { tx -> Set<PageTopic>? in
            guard let entry = try EntryStore.entry(id: id, tx), entry.deletedAt == nil, entry.state != .published else {
                return nil
            }
            var item = entry.item
            item["post-status"] = []
            if entry.published.secondsSince1970 > now { item["published"] = [] }
            let new = try rules.changed(
                entry, to: item, commands: MicropubCommands(), at: now)
            return try change(entry, to: new, EntryChange(at: now, by: author.name, kind: .publish), tx)
        }
        await pages.renew(topics ?? [])
        return topics != nil
    }

    /// Gives an entry the content and the visibility of an earlier version; that is a change like any other.
    ///
    /// - Returns: whether there are such an entry and version.
    func restore(_ version: Int64, of id: Int64, by author: Author) async throws -> Bool {
        let now = clock.now()
        let topics = try await database.write { tx -> Set<PageTopic>? in
            guard let entry = try EntryStore.entry(id: id, tx),
                let revision = try RevisionStore.revision(version, of: id, tx)
            else { return nil }
            let new = try rules.changed(
                entry, to: revision.item, commands: MicropubCommands(), at: now)
            return try change(entry, to: new, EntryChange(at: now, by: author.name, kind: .restore), tx)
        }
        await pages.renew(topics ?? [])
        return topics != nil
    }

    private func setDeleted(_ isDeleted: Bool, _ url: String, by author: Author) async throws {
        let path = try path(of: url)
        let now = clock.now()
        let topics = try await database.write { tx -> Set<PageTopic> in
            let entry = try Self.entry(at: path, tx)
            guard (entry.deletedAt != nil) != isDeleted else { return [] }
            let change = EntryChange(at: now, by: author.name, kind: isDeleted ? .delete : .undelete)
            try EntryStore.setDeleted(entry.id, isDeleted, words: rules.words(of: entry), change, tx)
            try Failpoint.deleteEntryMarked.hit()
            // What was waiting to come out when it was deleted waits again.
            let alive = rules.unchanged(entry)
            if !isDeleted { try rules.enqueue(for: alive, id: entry.id, at: now, tx) }
            return try rules.announce(isDeleted ? nil : alive, since: entry, now, tx)
        }
        await pages.renew(topics)
    }

    /// Stores what an entry has become, with all that hangs on it, and tells of it.
    ///
    /// - Returns: what changes for readers.
    func change(
        _ entry: Entry, to new: NewEntry, _ change: EntryChange, _ tx: AppDatabase.Transaction
    ) throws -> Set<PageTopic> {
        try store(new, over: entry, change, tx)
        return try rules.announce(new, since: entry, change.at, tx)
    }

    /// As ``change(_:to:_:_:)``, and nobody hears of it yet.
    private func store(
        _ new: NewEntry, over entry: Entry, _ change: EntryChange, _ tx: AppDatabase.Transaction
    ) throws {
        try ChannelStore.require(new.channel, tx)
        try EntryStore.change(entry.id, to: new, change, tx)
        try MediaStore.unlinkAll(fromEntry: entry.id, tx)
        try EntryPlacing.link(to: new.item, entryID: entry.id, tx)
        // What was out before the owner wished so stays out.
        if entry.state != .published || new.item.photos != entry.item.photos { try rules.checkPhotos(of: new, tx) }
        try rules.enqueue(for: new, id: entry.id, at: change.at, tx)
        try Failpoint.updateEntryChanged.hit()
    }

    /// Where the pictures of an entry were before they were fetched, by their addresses here: clients know them by those.
    private static func sources(of entry: Entry, _ tx: AppDatabase.Transaction) throws -> [String: String] {
        let sources = try MediaStore.sources(ofEntry: entry.id, tx)
        guard !sources.isEmpty else { return [:] }
        let known = entry.item.photos.compactMap { photo in
            MediaFolder.name(in: photo.url).flatMap { sources[$0] }.map { (photo.url, $0) }
        }
        return Dictionary(known) { first, _ in first }
    }

    /// The path of an address of this site.
    private func path(of url: String) throws -> String {
        guard let path = site.path(of: url) else {
            throw MicropubError.invalidRequest("“url” is no address of this site.")
        }
        return path
    }

    /// The entry at a path, or that was there before its slug changed.
    private static func entry(at path: String, _ tx: AppDatabase.Transaction) throws -> Entry {
        guard let entry = try EntryStore.entry(atOrMovedFrom: path, tx) else {
            throw MicropubError.invalidRequest("There is no post at “url”.")
        }
        return entry
    }

    /// Deviation: RFC 9110 §13.1.1 says 412 for an `If-Match` that doesn't hold. Micropub clients know no preconditions, and
    /// show a conflict as what it is.
    private static var conflict: SiteError {
        SiteError(.conflict, code: "conflict", "The post has changed since; read it again. Nothing was changed.")
    }
}
