import IndieWeb

/// Makes links to files and posts that aren't for everybody, and lets each be opened as its owner wished.
struct ShareKeeper: Sendable {
    let database: AppDatabase
    let clock: Clock

    /// Makes a link; its secret is told this once.
    ///
    /// - Throws: ``SiteError`` 404 when there is nothing to share, 409 when a file is to be destroyed that a post shows.
    func create(_ wish: Share.Wish) async throws -> Secret {
        let secret = Secret()
        let now = clock.now()
        try await database.write { tx in
            switch wish.target {
            case .media(let id):
                guard try MediaStore.isThere(id, tx) else { throw SiteError.notFound }
                if wish.isDestroying, try !MediaStore.paths(showing: id, limit: 1, tx).isEmpty {
                    throw SiteError.shownByPost
                }
            case .entry(let id):
                guard let entry = try EntryStore.entry(id: id, tx), entry.deletedAt == nil else {
                    throw SiteError.notFound
                }
            }
            try ShareStore.insert(wish, secret.hash, at: now, tx)
        }
        return secret
    }

    /// The share behind a secret, which opens.
    ///
    /// - Throws: ``Share/End``, or ``SiteError`` 404 for a secret that is none.
    func share(_ secret: String) async throws -> Share {
        guard let share = try await database.read({ try ShareStore.share(SecretHash(of: secret), $0) }) else {
            throw SiteError.notFound
        }
        try share.check(at: clock.now())
        return share
    }

    /// Uses up a share that opens once, and decides that its file is destroyed where the owner wished so. Of two at the same
    /// time one succeeds.
    ///
    /// - Throws: ``Share/End`` for all others.
    func redeem(_ share: Share) async throws {
        guard share.isOnce else { return }
        let now = clock.now()
        try await database.write { tx in
            guard try ShareStore.redeem(share.id, at: now, tx) else { throw Share.End.used }
            try Failpoint.shareRedeemed.hit()
            guard share.isDestroying else { return }
            for (id, name) in try ShareStore.leftovers(tx) { try Self.destroy(id, name, at: now, tx) }
        }
    }

    /// Destroys what shares should have taken with them, and forgets shares that ended long ago.
    static func sweep(at now: Int64, _ tx: AppDatabase.Transaction) throws {
        for (id, name) in try ShareStore.leftovers(tx) { try destroy(id, name, at: now, tx) }
        try ShareStore.removeOld(before: now - 30 * 86_400, tx)
    }

    /// Decides that a file is deleted, unless a post has come to show it since.
    private static func destroy(_ id: Int64, _ name: String, at now: Int64, _ tx: AppDatabase.Transaction) throws {
        guard try MediaStore.paths(showing: id, limit: 1, tx).isEmpty else { return try ShareStore.spare(id, tx) }
        try MediaRemover.decide(id, name: name, at: now, tx)
    }

    /// The links that still open, newest first.
    func open() async throws -> [Share] {
        let now = clock.now()
        return try await database.read { try ShareStore.open(at: now, limit: 100, $0) }
    }

    /// Ends a link.
    ///
    /// - Returns: whether it was there.
    func revoke(_ id: Int64) async throws -> Bool { try await database.write { try ShareStore.remove(id, $0) } }
}
