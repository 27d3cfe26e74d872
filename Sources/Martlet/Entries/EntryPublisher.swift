import IndieWeb

/// Publishes what a client sent.
struct EntryPublisher: Sendable {
    let library: MediaLibrary
    let site: Site
    let clock: Clock
    let pages: PageCache
    let rules: EntryRules

    /// What came of a request for a new entry.
    enum Outcome: Sendable {
        case created(Entry.Location)
        /// The same request has made this one before.
        case repeated(Entry.Location)

        var location: Entry.Location {
            switch self {
            case .created(let location), .repeated(let location): location
            }
        }
    }

    /// Stores a new entry with its pictures in one transaction, and returns where it is.
    ///
    /// `photos` are the files of the request in their order. An address of this site's own media is linked to the picture
    /// behind it. When this returns, the entry survives a power cut. When it throws, neither it nor its pictures
    /// are there.
    ///
    /// - Parameter fingerprint: what tells the request from others; one that was carried out before gives the same entry.
    /// - Throws: also ``SiteError`` 422 when the client's key stands for another request.
    func create(
        _ request: MicropubCreate, photos: [PreparedMedia], by author: Author, fingerprint: RequestFingerprint? = nil
    ) async throws -> Outcome {
        try Failpoint.createBegun.hit()
        let now = clock.now()
        let item = request.item(uploadURLs: photos.map { site.url($0.fullPath) })
        let entry = try rules.entry(
            item, commands: request.commands, at: now, isDraftOnly: author.isDraftOnly, tokenID: author.token?.id)
        let slug = rules.slug(of: entry, request.commands)
        let change = EntryChange(at: now, by: author.name, kind: .create)
        do {
            let (location, topics) = try await library.publish(photos) { tx, photoIDs in
                if let fingerprint { try CreationStore.claim(fingerprint, at: now, tx) }
                let location = try EntryPlacing.insert(entry, slug: slug, change, tx)
                try Failpoint.createEntryInserted.hit()
                let uploaded = Dictionary(zip(photos.map(\.name), photoIDs)) { first, _ in first }
                try EntryPlacing.link(uploaded, to: entry.item, entryID: location.id, tx)
                try rules.checkPhotos(of: entry, tx)
                try Failpoint.createPhotosLinked.hit()
                if let fingerprint { try CreationStore.keep(fingerprint, entryID: location.id, at: now, tx) }
                try rules.enqueue(for: entry, id: location.id, at: now, tx)
                if let token = author.token, token.isUseWorthNoting(at: now) {
                    try TokenStore.touch(token.id, at: now, tx)
                }
                return (location, try rules.announce(entry, at: location, now, tx))
            }
            await pages.renew(topics)
            return .created(location)
        } catch let repetition as CreationStore.Repetition {
            pages.settle()
            return .repeated(repetition.location)
        } catch is CreationStore.KeyReuse {
            throw SiteError.keyReused
        }
    }
}

/// Who writes an entry.
struct Author: Sendable {
    /// nil for the owner, for the program itself, and for a token of another site's server.
    let token: Token?
    /// For the history: a `client_id`, the name of a token, or who else it was.
    let name: String
    /// Whether new entries of theirs are drafts.
    var isDraftOnly = false

    init(_ bearer: Bearer) {
        token = bearer.token
        name = bearer.client
        isDraftOnly = bearer.scope.allows(anyOf: ["draft"]) && !bearer.scope.allows(anyOf: ["create"])
    }

    private init(name: String) {
        token = nil
        self.name = name
    }

    /// The owner, on the pages of the site.
    static let owner = Author(name: "you")
    /// The server, at a time that was set.
    static let server = Author(name: "the server")
    static let sample = Author(name: "sample")
    /// Of made-up posts in large numbers.
    static let seed = Author(name: "seed")
}

extension Entry {
    /// Where an entry that was just stored is.
    struct Location: Sendable, Equatable {
        let id: Int64
        /// The permalink's path.
        let path: String
    }
}
