import Crypto
import Foundation
import GRDB

/// Who asked for what, so that the same request gives the same entry.
struct RequestFingerprint: Sendable {
    /// SHA-256 of the token, the client's key where there is one, and all that was sent.
    let hash: Data
    /// SHA-256 of the token and the key alone; nil without a key.
    let keyHash: Data?
    /// Seconds for which a repetition counts as one.
    let lifetime: Int64

    /// By all that was sent, in its order; a repetition within a quarter of an hour.
    init(token: String, parts: [[UInt8]]) {
        hash = Self.hash([Array("body".utf8), Array(token.utf8)] + parts)
        keyHash = nil
        lifetime = 15 * 60
    }

    /// By a key that the client chose, which stands for what it sent with it for a day.
    init(token: String, key: String, parts: [[UInt8]] = []) {
        let names = [Array("key".utf8), Array(token.utf8), Array(key.utf8)]
        hash = Self.hash(names + [[]] + parts)
        keyHash = Self.hash(names)
        lifetime = 24 * 3600
    }

    private static func hash(_ parts: [[UInt8]]) -> Data {
        var digest = SHA256()
        for part in parts {
            // Lengths first, so that no two lists of parts read the same.
            digest.update(data: Array("\(part.count):".utf8))
            digest.update(data: part)
        }
        return Data(digest.finalize())
    }
}

/// Rows of requests that made an entry.
enum CreationStore {
    /// A request that was carried out before, and what it made.
    struct Repetition: Error {
        let location: Entry.Location
    }

    /// A key that came before with something else.
    struct KeyReuse: Error {}

    /// Makes sure that a request is new.
    ///
    /// - Throws: ``Repetition`` when it isn't, ``KeyReuse`` when its key stands for another.
    static func claim(_ fingerprint: RequestFingerprint, at now: Int64, _ tx: AppDatabase.Transaction) throws {
        try removeExpired(at: now, tx)
        if let location = try location(fingerprint.hash, tx) { throw Repetition(location: location) }
        if let keyHash = fingerprint.keyHash, try location(keyHash, tx) != nil { throw KeyReuse() }
    }

    private static func location(_ hash: Data, _ tx: AppDatabase.Transaction) throws -> Entry.Location? {
        let statement = try tx.cachedStatement(
            sql: """
                SELECT entry.id, entry.path FROM creation JOIN entry ON entry.id = creation.entryID
                WHERE requestHash = ? AND entry.deletedAt IS NULL
                """)
        return try Row.fetchOne(statement, arguments: [hash]).map { Entry.Location(id: $0[0], path: $0[1]) }
    }

    static func removeExpired(at now: Int64, _ tx: AppDatabase.Transaction) throws {
        try tx.cachedStatement(sql: "DELETE FROM creation WHERE expiresAt <= ?").execute(arguments: [now])
    }

    /// Notes what a request made.
    static func keep(
        _ fingerprint: RequestFingerprint, entryID: Int64, at now: Int64, _ tx: AppDatabase.Transaction
    ) throws {
        let statement = try tx.cachedStatement(
            sql: "INSERT OR REPLACE INTO creation (requestHash, entryID, expiresAt) VALUES (?, ?, ?)")
        for hash in [fingerprint.hash, fingerprint.keyHash].compactMap(\.self) {
            try statement.execute(arguments: [hash, entryID, now + fingerprint.lifetime])
        }
    }
}
