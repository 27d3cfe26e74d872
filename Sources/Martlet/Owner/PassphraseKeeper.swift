import Foundation
import IndieWeb
import NIOPosix

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

    /// Which passphrase this is: its generation; nil when it is none. The comparison takes the same time whatever differs.
    ///
    /// - Parameter peer: who asks: one peer doesn't get all places in the queue.
    /// - Throws: ``SiteError`` 503 when too many wait.
    func generation(of passphrase: String, from peer: String) async throws -> Int64? {
        guard passphrase.utf8.count <= PassphraseRule.mostBytes,
            let stored = try await database.read(PassphraseStore.passphrase)
        else { return nil }
        let hash = try await queue.run(for: peer) { try stored.cost.derive(passphrase, salt: stored.salt) }
        guard constantTimeEquals(hash, stored.hash) else { return nil }
        // It may have been changed while this one was hashed.
        return try await generation() == stored.generation ? stored.generation : nil
    }

    /// Stores a new passphrase, if the one in force is still of the generation that the owner knew; ends all sessions with it.
    ///
    /// - Returns: whether it was.
    func set(_ passphrase: String, replacing generation: Int64, from peer: String = "") async throws -> Bool {
        let salt = Data(RandomBytes.make(16))
        let cost = cost
        let hash = try await queue.run(for: peer) { try cost.derive(passphrase, salt: salt) }
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
private struct HashingQueue: Sendable {
    private static let thread = {
        let pool = NIOThreadPool(numberOfThreads: 1)
        pool.start()
        return pool
    }()

    private let crowd = Crowd(most: 24, ofPeer: 2)

    func run(for peer: String, _ hash: @escaping @Sendable () throws -> Data) async throws -> Data {
        try await crowd.admit(peer) { try await Self.thread.runIfActive(hash) }
    }
}
