import Foundation
import GRDB
import Images

/// Rows of stored files and of what was made of them.
enum StoredFileStore {
    /// The file with these bytes, if there is one whose files are all there.
    static func id(sha256: [UInt8], _ tx: AppDatabase.Transaction) throws -> Int64? {
        try SQLRequest<Int64>(
            literal: """
                SELECT id FROM storedFile
                WHERE sha256 = \(Data(sha256)) AND deletedAt IS NULL AND missingSince IS NULL ORDER BY id LIMIT 1
                """
        ).fetchOne(tx)
    }

    /// Inserts a file and its variants, and returns the row's id.
    static func insert(_ media: PreparedMedia, at time: Int64, _ tx: AppDatabase.Transaction) throws -> Int64 {
        let facts = media.facts
        try tx.execute(
            literal: """
                INSERT INTO storedFile (name, kind, mediaType, width, height, frames, durationSeconds, tone, sizeBytes,
                    totalBytes, sha256, madeAt)
                VALUES (\(media.name), \(media.kind.rawValue), \(media.mediaType), \(facts.width), \(facts.height),
                        \(facts.frames), \(facts.durationSeconds), \(media.tone), \(media.sizeBytes),
                        \(media.totalBytes), \(Data(media.sha256)), \(time))
                """)
        let id = tx.lastInsertedRowID
        try insert(media.variants, ofFile: id, tx)
        return id
    }

    private static func insert(_ variants: [PreparedMedia.File], ofFile id: Int64, _ tx: AppDatabase.Transaction) throws
    {
        for variant in variants {
            try tx.execute(
                literal: """
                    INSERT INTO storedVariant (fileID, file, size, mediaType, width, height, sizeBytes, sha256)
                    VALUES (\(id), \(variant.file), \(variant.size.rawValue), \(variant.mediaType), \(variant.width),
                            \(variant.height), \(variant.sizeBytes), \(Data(variant.sha256)))
                    """)
        }
    }

    // MARK: Making anew

    /// The name of the directory of a picture that isn't deleted.
    static func picture(_ id: Int64, _ tx: AppDatabase.Transaction) throws -> String? {
        try SQLRequest<String>(
            literal: "SELECT name FROM storedFile WHERE id = \(id) AND kind = 'picture' AND deletedAt IS NULL"
        ).fetchOne(tx)
    }

    /// Gives a file another directory with other variants; the old one is deleted like a file that nothing means.
    static func replace(
        _ id: Int64, directory name: String, _ variants: [PreparedMedia.File], tone: Int?, at now: Int64,
        _ tx: AppDatabase.Transaction
    ) throws {
        let old = try SQLRequest<String>(literal: "SELECT name FROM storedFile WHERE id = \(id)").fetchOne(tx)
        let bytes = variants.reduce(0) { $0 + $1.sizeBytes }
        try tx.execute(
            literal: """
                UPDATE storedFile SET name = \(name), tone = \(tone), totalBytes = sizeBytes + \(bytes), madeAt = \(now),
                    missingSince = NULL
                WHERE id = \(id)
                """)
        try tx.execute(literal: "DELETE FROM storedVariant WHERE fileID = \(id)")
        try insert(variants, ofFile: id, tx)
        try tx.execute(
            literal: """
                INSERT INTO storedFile (name, kind, mediaType, sizeBytes, totalBytes, sha256, madeAt, deletedAt)
                SELECT \(old), kind, mediaType, sizeBytes, 1, sha256, madeAt, \(now) FROM storedFile WHERE id = \(id)
                """)
    }

    // MARK: Deleting

    /// The files whose deletion was decided and is not finished.
    static func deleted(_ tx: AppDatabase.Transaction) throws -> [(id: Int64, name: String)] {
        try Row.fetchAll(tx, sql: "SELECT id, name FROM storedFile WHERE deletedAt IS NOT NULL ORDER BY id")
            .map { ($0[0], $0[1]) }
    }

    /// Forgets a deleted file, and the deleted uploads that meant it.
    static func removeDeleted(_ id: Int64, _ tx: AppDatabase.Transaction) throws {
        try tx.execute(literal: "DELETE FROM media WHERE fileID = \(id) AND deletedAt IS NOT NULL")
        try tx.execute(literal: "DELETE FROM storedFile WHERE id = \(id) AND deletedAt IS NOT NULL")
    }

    // MARK: Recovery

    /// What a start compares with the directory of a file.
    struct Expected: Sendable {
        let id: Int64
        let name: String
        /// File name → size in bytes.
        let files: [String: Int]
        let isMissing: Bool
    }

    /// The next files after `id` in the order of their ids, with what their directories must hold.
    static func expected(after id: Int64, limit: Int, _ tx: AppDatabase.Transaction) throws -> [Expected] {
        let rows = try SQLRequest<Row>(
            literal: """
                SELECT storedFile.id, storedFile.name, storedFile.sizeBytes, storedFile.missingSince IS NOT NULL,
                       (SELECT json_group_object(file, sizeBytes) FROM storedVariant WHERE fileID = storedFile.id)
                FROM storedFile WHERE storedFile.id > \(id) AND storedFile.deletedAt IS NULL
                ORDER BY storedFile.id LIMIT \(limit)
                """
        ).fetchAll(tx)
        return try rows.map { row in
            let text: String = row[4]
            var files = try JSONDecoder().decode([String: Int].self, from: Data(text.utf8))
            files[Upload.originalFile] = row[2]
            return Expected(id: row[0], name: row[1], files: files, isMissing: row[3])
        }
    }

    /// Whether a file is there as it was read, neither deleted nor made anew since.
    static func isThere(_ file: Expected, _ tx: AppDatabase.Transaction) throws -> Bool {
        try SQLRequest<Bool>(
            literal: """
                SELECT EXISTS (SELECT 1 FROM storedFile WHERE id = \(file.id) AND name = \(file.name) AND deletedAt IS NULL)
                """
        ).fetchOne(tx) ?? false
    }

    /// The names of all files that start with `prefix`, deleted ones too: they may still be on the disk.
    static func names(startingWith prefix: String, _ tx: AppDatabase.Transaction) throws -> Set<String> {
        try SQLRequest<String>(
            literal: "SELECT name FROM storedFile WHERE name >= \(prefix) AND name < \(prefix + "g")"
        ).fetchSet(tx)
    }

    /// Marks a file that isn't whole any more, or takes the mark off with nil.
    static func setMissing(_ id: Int64, since time: Int64?, _ tx: AppDatabase.Transaction) throws {
        try tx.execute(literal: "UPDATE storedFile SET missingSince = \(time) WHERE id = \(id)")
    }

    /// Bytes of all files that are stored.
    static func totalBytes(_ tx: AppDatabase.Transaction) throws -> Int {
        try Int.fetchOne(tx, sql: "SELECT coalesce(sum(totalBytes), 0) FROM storedFile WHERE deletedAt IS NULL") ?? 0
    }
}
