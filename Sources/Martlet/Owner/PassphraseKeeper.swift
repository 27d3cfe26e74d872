import Foundation
import HTTPTypes
import IndieWeb
import NIOPosix
import Synchronization

/// Sets and checks the owner's passphrase.
///
/// Hashing costs memory and time on purpose, so it stands in a queue: one at a time, few waiting, the others are told to
/// come back. Strangers can't exhaust the machine by guessing.
struct PassphraseKeeper: Sendable {
    let database: AppDatabase
    let clock: Clock
    /// The cost of new hashes; a stored one keeps its own.
    let cost: PassphraseCost
    private let queue = HashingQueue()

    init(database: AppDatabase, clock: Clock, cost: PassphraseCost = .standard) {
        self.database = database
        self.clock = clock
        self.cost = cost
    }

    /// Which passphrase is in force: 0 when none was chosen yet, then counting up.
    func generation() async throws -> Int64 {
        try await database.read(PassphraseStore.passphrase)?.generation ?? 0
    }

    /// Whether this is the owner's passphrase. The comparison takes the same time whatever differs.
    ///
    /// - Throws: ``SiteError`` 503 when too many wait.
    func matches(_ passphrase: String) async throws -> Bool {
        guard passphrase.utf8.count <= PassphraseRule.mostBytes,
            let stored = try await database.read(PassphraseStore.passphrase)
        else { return false }
        let hash = try await queue.run { try stored.cost.derive(passphrase, salt: stored.salt) }
        return constantTimeEquals(hash, stored.hash)
    }

    /// Stores a new passphrase, if the one in force is still of the generation that the owner knew; ends all sessions with it.
    ///
    /// - Returns: whether it was.
    func set(_ passphrase: String, replacing generation: Int64) async throws -> Bool {
        let salt = Data(RandomBytes.make(16))
        let cost = cost
        let hash = try await queue.run { try cost.derive(passphrase, salt: salt) }
        let now = clock.now()
        return try await database.write { tx in
            guard try PassphraseStore.passphrase(tx)?.generation ?? 0 == generation else { return false }
            let stored = StoredPassphrase(hash: hash, salt: salt, cost: cost, generation: generation + 1)
            try PassphraseStore.save(stored, at: now, tx)
            try SessionStore.removeAll(tx)
            return true
        }
    }
}

/// One thread that hashes, and a short line before it.
private final class HashingQueue: Sendable {
    private static let thread = {
        let pool = NIOThreadPool(numberOfThreads: 1)
        pool.start()
        return pool
    }()

    private let waiting = Mutex(0)
    private static let mostWaiting = 8

    func run(_ hash: @escaping @Sendable () throws -> Data) async throws -> Data {
        let isFree = waiting.withLock { count in
            guard count < Self.mostWaiting else { return false }
            count += 1
            return true
        }
        guard isFree else {
            throw SiteError(
                .serviceUnavailable, code: "temporarily_unavailable",
                "Too many are trying to sign in. Try again in a moment.", headers: [.retryAfter: "5"])
        }
        defer { waiting.withLock { $0 -= 1 } }
        return try await Self.thread.runIfActive(hash)
    }
}
