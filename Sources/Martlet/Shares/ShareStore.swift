import Foundation
import GRDB

/// Rows of shares.
enum ShareStore {
    static func insert(_ wish: Share.Wish, _ hash: SecretHash, at now: Int64, _ tx: AppDatabase.Transaction) throws {
        let (mediaID, entryID): (Int64?, Int64?) =
            switch wish.target {
            case .media(let id): (id, nil)
            case .entry(let id): (nil, id)
            }
        try tx.execute(
            literal: """
                INSERT INTO share (secretHash, mediaID, entryID, isOnce, isDestroying, createdAt, expiresAt)
                VALUES (\(hash.bytes), \(mediaID), \(entryID), \(wish.isOnce), \(wish.isDestroying), \(now),
                        \(now + wish.lifetime))
                """)
    }

    static func share(_ hash: SecretHash, _ tx: AppDatabase.Transaction) throws -> Share? {
        try Row.fetchOne(
            tx, sql: "SELECT \(columns) FROM share WHERE secretHash = ?", arguments: [hash.bytes]
        ).map(share)
    }

    /// The shares of files or of a post that still open, newest first.
    static func open(at now: Int64, limit: Int, _ tx: AppDatabase.Transaction) throws -> [Share] {
        try Row.fetchAll(
            tx,
            sql: """
                SELECT \(columns) FROM share
                WHERE expiresAt > ? AND redeemedAt IS NULL AND (mediaID IS NOT NULL OR entryID IS NOT NULL)
                ORDER BY id DESC LIMIT ?
                """, arguments: [now, limit]
        ).map(share)
    }

    /// Uses up a share that opens once.
    ///
    /// - Returns: whether nobody had before.
    static func redeem(_ id: Int64, at now: Int64, _ tx: AppDatabase.Transaction) throws -> Bool {
        try tx.execute(
            literal: """
                UPDATE share SET redeemedAt = \(now) WHERE id = \(id) AND redeemedAt IS NULL AND expiresAt > \(now)
                """)
        return tx.changesCount == 1
    }

    /// - Returns: whether it was there.
    static func remove(_ id: Int64, _ tx: AppDatabase.Transaction) throws -> Bool {
        try tx.execute(literal: "DELETE FROM share WHERE id = \(id)")
        return tx.changesCount == 1
    }

    /// The uploads that were to be destroyed by shares which have been opened, and are still there.
    static func leftovers(_ tx: AppDatabase.Transaction) throws -> [(id: Int64, name: String)] {
        try Row.fetchAll(
            tx,
            sql: """
                SELECT DISTINCT media.id, media.name FROM share CROSS JOIN media ON media.id = share.mediaID
                WHERE share.isDestroying AND share.redeemedAt IS NOT NULL AND media.deletedAt IS NULL
                """
        ).map { ($0[0], $0[1]) }
    }

    /// Lets the shares of an upload destroy nothing any more.
    static func spare(_ mediaID: Int64, _ tx: AppDatabase.Transaction) throws {
        try tx.execute(literal: "UPDATE share SET isDestroying = 0 WHERE mediaID = \(mediaID)")
    }

    static func removeOld(before time: Int64, _ tx: AppDatabase.Transaction) throws {
        try tx.execute(literal: "DELETE FROM share WHERE expiresAt < \(time)")
    }

    private static let columns =
        "id, mediaID, entryID, isOnce, isDestroying, createdAt, expiresAt, redeemedAt"

    private static func share(_ row: Row) -> Share {
        let (mediaID, entryID): (Int64?, Int64?) = (row[1], row[2])
        return Share(
            id: row[0], target: mediaID.map { .media($0) } ?? entryID.map { .entry($0) }, isOnce: row[3],
            isDestroying: row[4], createdAt: row[5], expiresAt: row[6], redeemedAt: row[7])
    }
}
