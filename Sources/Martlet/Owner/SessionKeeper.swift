/// Begins, recognises and ends sessions.
struct SessionKeeper: Sendable {
    let database: AppDatabase
    let clock: Clock

    /// Begins a session and returns what its cookie holds. The session that the browser had before ends: what somebody
    /// planted there is worth nothing after the owner has signed in.
    ///
    /// - Parameter generation: the passphrase that was given; nil where none was. When another is in force by now, there is
    ///   no session.
    func begin(
        _ method: Session.Method, userAgent: String, instead old: Secret?, generation: Int64? = nil
    ) async throws -> Secret? {
        let secret = Secret()
        let now = clock.now()
        let isBegun = try await database.write { tx in
            if let generation, try PassphraseStore.passphrase(tx)?.generation != generation { return false }
            if let old { try SessionStore.remove(hash: old.hash, tx) }
            try SessionStore.removeUnseen(since: now - Session.idle, tx)
            try SessionStore.insert(
                hash: secret.hash, method: method, userAgent: String(userAgent.prefix(300)), at: now, tx)
            return true
        }
        return isBegun ? secret : nil
    }

    /// The valid session of a cookie; notes at most every five minutes that it was seen.
    func session(_ secret: Secret) async throws -> Session? {
        let now = clock.now()
        guard let session = try await database.read({ try SessionStore.session(hash: secret.hash, $0) }),
            session.isValid(at: now)
        else { return nil }
        if session.isWorthNoting(at: now) {
            // Where nothing can be written the owner still gets in, to see why.
            try? await database.write { try SessionStore.touch(session.id, at: now, $0) }
        }
        return session
    }

    /// All sessions that are valid, the one seen last first.
    func all() async throws -> [Session] {
        let now = clock.now()
        return try await database.read(SessionStore.all).filter { $0.isValid(at: now) }
    }

    /// Ends one session.
    ///
    /// - Returns: whether it was there.
    func end(_ id: Int64) async throws -> Bool {
        try await database.write { try SessionStore.remove(id, $0) }
    }

    /// Ends all sessions.
    func endAll() async throws {
        try await database.write(SessionStore.removeAll)
    }
}
