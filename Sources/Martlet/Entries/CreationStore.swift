import Crypto
import Foundation
import GRDB

/// Who asked for what, so that the same request gives the same entry.
struct RequestFingerprint: Sendable {
    /// SHA-256 of the token and all that was sent.
    let hash: Data
    /// Seconds for which a repetition counts as one.
    let lifetime: Int64

    /// By all that was sent, in its order; a repetition within a quarter of an hour.
    init(token: String, parts: [[UInt8]]) {
        hash = Self.hash([Array("body".utf8), Array(token.utf8)] + parts)
        lifetime = 15 * 60
    }

    /// By a key that the client chose; a repetition within a day.
    init(token: String, key: String) {
        hash = Self.hash([Array("key".utf8), Array(token.utf8), Array(key.utf8)])
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

    /// Makes sure that a request is new.
    ///
    /// - Throws: ``Repetition`` when it isn't.
    static func claim(_ fingerprint: RequestFingerprint, at now: Int64, _ tx: AppDatabase.Transaction) throws {
        try removeExpired(at: now, tx)
        let row = try Row.fetchOne(
            tx,
            sql: """
                SELECT entry.id, entry.path FROM creation JOIN entry ON entry.id = creation.entryID
                WHERE requestHash = ? AND entry.deletedAt IS NULL
                """, arguments: [fingerprint.hash])
        if let row { throw Repetition(location: Entry.Location(id: row[0], path: row[1])) }
    }

    static func removeExpired(at now: Int64, _ tx: AppDatabase.Transaction) throws {
        try tx.execute(literal: "DELETE FROM creation WHERE expiresAt <= \(now)")
    }

    /// Notes what a request made.
    static func keep(
        _ fingerprint: RequestFingerprint, entryID: Int64, at now: Int64, _ tx: AppDatabase.Transaction
    ) throws {
        try tx.execute(
            literal: """
                INSERT OR REPLACE INTO creation (requestHash, entryID, expiresAt)
                VALUES (\(fingerprint.hash), \(entryID), \(now + fingerprint.lifetime))
                """)
    }
}
