import IndieWeb

/// Publishes what a client sent.
struct EntryPublisher: Sendable {
    let library: MediaLibrary
    let site: Site
    let clock: Clock
    let pages: PageCache

    /// Stores a new entry with its pictures in one transaction, and returns where it is.
    ///
    /// `photos` are the files of the request in their order. An address of this site's own media is linked to the picture
    /// behind it. When this returns, the entry survives a power cut. When it throws, neither it nor its pictures
    /// are there.
    func create(_ request: MicropubCreate, photos: [PreparedPhoto], by token: Token?) async throws -> Entry.Location {
        try Failpoint.createBegun.hit()
        let now = clock.now()
        let entry = try newEntry(request, photos, at: now, by: token)
        let wishedSlug = request.commands.slug.flatMap(Slug.slugify)
        let base = wishedSlug ?? Slug.timestamp(clock.date(at: entry.published.secondsSince1970))
        let location = try await library.publish(photos) { tx, photoIDs in
            let (id, location) = try insert(entry, slug: base, tx)
            try Failpoint.createEntryInserted.hit()
            try link(photoIDs, photos, to: entry.item, entryID: id, tx)
            if let token, token.isUseWorthNoting(at: now) { try TokenStore.touch(token.id, at: now, tx) }
            return location
        }
        pages.invalidate()
        return location
    }

    private func newEntry(
        _ request: MicropubCreate, _ photos: [PreparedPhoto], at now: Int64, by token: Token?
    ) throws -> NewEntry {
        var item = request.item(uploadURLs: photos.map { site.url($0.fullPath) })
        let sent = try item.string("published").map { text in
            guard let date = PostDate.parse(text, zone: clock.zone) else {
                throw MicropubError.invalidRequest("“published” is no date and time such as 2026-11-21T07:20:00+01:00.")
            }
            return date
        }
        let published = sent ?? clock.date(at: now)
        if sent == nil { item["published"] = [.string(published.rfc3339)] }
        let content = EntryContent(item, site: site)
        return NewEntry(
            postType: PostType.discover(item, contentText: content.text), item: item, published: published,
            updatedAt: published.secondsSince1970, tokenID: token?.id)
    }

    /// Inserts under the slug, or with the next free number behind it; the schema's UNIQUE has the last word.
    private func insert(
        _ entry: NewEntry, slug base: String, _ tx: AppDatabase.Transaction
    ) throws -> (id: Int64, location: Entry.Location) {
        var number = try EntryStore.nextNumber(forSlug: base, tx)
        while true {
            let slug = number == 0 ? base : "\(base)-\(number)"
            let path = entry.postType.folder + slug
            if let id = try EntryStore.insert(entry, slug: slug, base: base, number: number, path: path, tx) {
                return (id, Entry.Location(id: id, path: path))
            }
            // Somebody chose `base-number` as a slug of its own.
            number += 1
        }
    }

    private func link(
        _ photoIDs: [Int64], _ photos: [PreparedPhoto], to item: Mf2Item, entryID: Int64, _ tx: AppDatabase.Transaction
    ) throws {
        let uploaded = Dictionary(zip(photos.map(\.name), photoIDs)) { first, _ in first }
        for (position, photo) in item.photos.enumerated() {
            guard let name = MediaFolder.name(in: photo.url) else { continue }
            guard let id = try uploaded[name] ?? PhotoStore.id(named: name, tx) else { continue }
            try PhotoStore.link(id, toEntry: entryID, at: position, tx)
        }
        try Failpoint.createPhotosLinked.hit()
    }
}

extension Entry {
    /// Where an entry that was just stored is.
    struct Location: Sendable, Equatable {
        let id: Int64
        /// The permalink's path.
        let path: String
    }
}

extension PostType {
    /// The folder of permalinks: posts with a title are articles, all others notes.
    fileprivate var folder: String { self == .article ? "/articles/" : "/notes/" }
}
