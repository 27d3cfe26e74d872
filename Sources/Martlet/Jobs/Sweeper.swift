import IndieWeb
import Logging
import NIOPosix

/// Removes, once an hour, what has become too old to keep; what shares left undone at a start, too.
struct Sweeper: Sendable {
    let database: AppDatabase
    let clock: Clock
    let failedUploads: FailedUploads

    private static let key = "sweep"
    private static let interval: Int64 = 3600

    /// Makes sure that the work is among the jobs, and that entries that wait for their time have theirs; where nothing can be
    /// written, the next start does.
    func schedule(_ logger: Logger) async {
        let now = clock.now()
        do {
            let (next, waiting, leftovers) = try await database.read { tx in
                try (
                    JobStore.time(uniqueKey: Self.key, tx), EntryStore.scheduledWithoutJob(tx),
                    ShareStore.leftovers(tx)
                )
            }
            // A time too far away was set by a clock that was wrong.
            let isThere = next.map { $0 <= now + Self.interval } == true && leftovers.isEmpty
            guard !isThere || !waiting.isEmpty else { return }
            try await database.write { tx in
                if !isThere { try Self.enqueue(at: now, after: leftovers.isEmpty ? Self.interval : 0, tx) }
                for (id, time) in waiting { try EntryRules.enqueuePublishing(id, at: time, now, tx) }
            }
        } catch {
            logger.warning("the clearing could not be scheduled", metadata: ["error": "\(error)"])
        }
    }

    /// Removes what is too old, and sets the time for the next round.
    func sweep(_ job: Job) async throws {
        let now = clock.now()
        let oldest = Slug.timestamp(clock.date(at: now - FailedUploads.lifetime))
        try await NIOThreadPool.singleton.runIfActive { try failedUploads.prune(before: oldest) }
        try await database.write { tx in
            try RefusedPostStore.removeOld(
                most: RefusedPostKeeper.most, notBefore: now - RefusedPostKeeper.lifetime, tx)
            try ShareKeeper.sweep(at: now, tx)
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
