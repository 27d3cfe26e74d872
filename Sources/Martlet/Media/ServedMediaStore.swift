import GRDB

/// Finds the files behind the addresses of uploads, and who may have them.
enum ServedMediaStore {
    /// What a request for a file of an upload needs to know; nil when there is no such upload.
    ///
    /// What is only downloaded has one file, under whatever extension somebody else gave it who sent the same bytes.
    static func served(named name: String, file: String, _ tx: AppDatabase.Transaction) throws -> ServedMedia? {
        let statement = try tx.cachedStatement(
            sql: """
                \(served)WHERE media.name = ? AND media.deletedAt IS NULL AND (storedVariant.file = ?
                    OR (storedFile.kind = 'other' AND storedVariant.size = 'full'))
                """)
        return try Row.fetchOne(statement, arguments: [name, file]).flatMap(servedMedia)
    }

    /// The same for the full size of an upload.
    static func served(id: Int64, _ tx: AppDatabase.Transaction) throws -> ServedMedia? {
        let sql = """
            \(served)WHERE media.id = ? AND storedVariant.size = 'full' AND storedVariant.mediaType <> 'image/avif'
              AND media.deletedAt IS NULL LIMIT 1
            """
        return try Row.fetchOne(tx, sql: sql, arguments: [id]).flatMap(servedMedia)
    }

    private static let served = """
        SELECT storedFile.name, storedVariant.file, storedFile.kind, media.filename, storedVariant.mediaType,
               EXISTS (SELECT 1 FROM entryMedia WHERE mediaID = media.id),
               EXISTS (SELECT 1 FROM entryMedia JOIN entry ON entry.id = entryMedia.entryID
                       WHERE entryMedia.mediaID = media.id AND entry.deletedAt IS NULL
                         AND entry.state = 'published' AND entry.visibility <> 'private'), media.isWithdrawn
        FROM media JOIN storedFile ON storedFile.id = media.fileID
        JOIN storedVariant ON storedVariant.fileID = storedFile.id

        """

    private static func servedMedia(_ row: Row) -> ServedMedia? {
        let (kind, isUsed, isPublic, isWithdrawn): (String, Bool, Bool, Bool) = (row[2], row[5], row[6], row[7])
        guard let kind = StoredFile.Kind(rawValue: kind) else { return nil }
        return ServedMedia(
            directory: row[0], file: row[1], kind: kind, filename: row[3], mediaType: row[4],
            audience: isPublic ? .everybody : isUsed || isWithdrawn ? .owner : .whoKnows)
    }

    /// The files of an upload that could stand for one of them that is gone, those of about its size first.
    static func others(named name: String, _ tx: AppDatabase.Transaction) throws -> [ServedMedia] {
        let order = "ORDER BY storedVariant.size IN ('large', 'full') DESC, storedVariant.file DESC"
        return try Row.fetchAll(
            tx,
            sql: served + "WHERE media.name = ? AND media.deletedAt IS NULL AND storedFile.kind = 'picture' \(order)",
            arguments: [name]
        ).compactMap(servedMedia)
    }
}
