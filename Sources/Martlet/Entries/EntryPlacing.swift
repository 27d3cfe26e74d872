import IndieWeb

/// Gives entries their addresses, and links them to the pictures that they show, in a transaction that is under way.
enum EntryPlacing {
    /// Inserts under the slug, or with the next free number behind it; the schema's UNIQUE has the last word.
    static func insert(
        _ entry: NewEntry, slug base: String, _ change: EntryChange, _ tx: AppDatabase.Transaction
    ) throws -> Entry.Location {
        try ChannelStore.require(entry.channel, tx)
        let wish = entry.postType.slugPrefix + base
        return try place(base, as: entry.postType, tx) { slug, number, path in
            try EntryStore.insert(entry, slug: slug, base: wish, number: number, path: path, change, tx)
                .map { Entry.Location(id: $0, path: path) }
        }
    }

    /// Moves an entry to another slug, or with the next free number behind it.
    static func move(
        _ entry: Entry, as type: PostType, slug base: String, _ tx: AppDatabase.Transaction
    ) throws -> Entry.Location {
        let wish = type.slugPrefix + base
        if entry.slug == wish { return Entry.Location(id: entry.id, path: entry.path) }
        func move(_ slug: String, _ number: Int, _ path: String) throws -> Entry.Location? {
            guard !ReservedPath.contains(path) else { return nil }
            let isFree = try EntryStore.move(
                entry.id, from: entry.path, slug: slug, base: wish, number: number, path: path, tx)
            return isFree ? Entry.Location(id: entry.id, path: path) : nil
        }
        // The slug itself may be free again: one that this entry had before.
        return try move(wish, 0, type.folder + base) ?? place(base, as: type, tx, try: move)
    }

    /// Links an entry to the uploads that its item shows, wherever it names them.
    ///
    /// - Parameter uploaded: those that came with the request, by name.
    static func link(
        _ uploaded: [String: Int64] = [:], to item: Mf2Item, entryID: Int64, _ tx: AppDatabase.Transaction
    ) throws {
        for (name, place) in item.uploads {
            guard let id = try uploaded[name] ?? MediaStore.id(named: name, tx) else { continue }
            try MediaStore.link(id, toEntry: entryID, at: place, tx)
        }
    }

    private static func place(
        _ base: String, as type: PostType, _ tx: AppDatabase.Transaction,
        try body: (_ slug: String, _ number: Int, _ path: String) throws -> Entry.Location?
    ) throws -> Entry.Location {
        var number = try EntryStore.nextNumber(forSlug: type.slugPrefix + base, tx)
        while true {
            let name = number == 0 ? base : "\(base)-\(number)"
            let path = type.folder + name
            if !ReservedPath.contains(path), let location = try body(type.slugPrefix + name, number, path) {
                return location
            }
            // Somebody chose `base-number` as a slug of its own, or it leads to where an entry moved, or is the site's own.
            number += 1
        }
    }
}

extension PostType {
    /// The folder of permalinks: pages stand at the top, posts with a title are articles, all others notes.
    var folder: String {
        switch self {
        case .page: "/"
        case .article: "/articles/"
        default: "/notes/"
        }
    }

    /// What keeps the slugs of pages apart from those of posts, of which one may have the same.
    fileprivate var slugPrefix: String { self == .page ? "page/" : "" }
}

extension Mf2Item {
    /// The uploads of this site that the item shows, by name, each at its place; those in no media property come last, once each.
    var uploads: [(name: String, place: MediaPlace)] {
        let text = JSONValue.object(object).serialized()
        guard text.contains("/media/") else { return [] }
        var uploads: [(name: String, place: MediaPlace)] = []
        let shown: [(MediaPlace.Property, [String])] = [
            (.photo, photos.map(\.url)), (.video, urls("video")), (.audio, urls("audio")),
        ]
        for (property, urls) in shown {
            for (position, url) in urls.enumerated() {
                guard let name = MediaFolder.name(in: url) else { continue }
                uploads.append((name, MediaPlace(property: property, position: position)))
            }
        }
        var known = Set(uploads.map(\.name))
        for name in MediaFolder.names(in: text) where known.insert(name).inserted {
            uploads.append((name, MediaPlace(property: .content, position: uploads.count)))
        }
        return uploads
    }
}
