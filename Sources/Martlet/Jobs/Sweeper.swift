/// Removes, once a day, what has become too old to keep.
struct Sweeper: Sendable {
    let database: AppDatabase
    let clock: Clock

    private static let key = "sweep"
    private static let interval: Int64 = 86_400

    /// Makes sure that the work is among the jobs.
    func schedule() async throws {
        let now = clock.now()
        guard try await !database.read({ try JobStore.exists(uniqueKey: Self.key, $0) }) else { return }
        try await database.write { tx in
            if try !JobStore.exists(uniqueKey: Self.key, tx) { try Self.enqueue(at: now, after: Self.interval, tx) }
        }
    }

    /// Removes what is too old, and sets the time for the next round.
    func sweep(_ job: Job) async throws {
        let now = clock.now()
        try await database.write { tx in
            try RefusedPostStore.removeOld(
                most: RefusedPostKeeper.most, notBefore: now - RefusedPostKeeper.lifetime, tx)
            try CreationStore.removeExpired(at: now, tx)
            try RefreshTokenStore.removeExpired(before: now, tx)
            try AuthorizationCodeStore.removeOld(before: now - 30 * 86_400, tx)
            try SessionStore.removeUnseen(since: now - Session.idle, tx)
            try Self.enqueue(at: now, after: Self.interval, tx)
        }
    }

    private static func enqueue(at now: Int64, after seconds: Int64, _ tx: AppDatabase.Transaction) throws {
        try JobStore.enqueue(NewJob(kind: .sweep, runAt: now + seconds, uniqueKey: key), at: now, tx)
    }
}
