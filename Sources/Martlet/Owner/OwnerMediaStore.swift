import GRDB

/// What the owner's page of files shows, a bounded number at a time.
enum OwnerMediaStore {
    /// One upload with what the owner wants to know of it.
    struct Row: Sendable {
        let media: UploadedMedia
        /// The smallest file that shows what it is; nil for what can't be seen.
        let preview: String?
        /// How many posts show it, deleted ones not among them.
        let uses: Int
    }

    /// Uploads before an id, newest first.
    ///
    /// - Parameter lacksAlt: whether only pictures are wanted that have no alternative text, neither with the upload nor in
    ///   the posts that show them.
    static func page(
        lacksAlt: Bool, before id: Int64?, limit: Int, _ tx: AppDatabase.Transaction
    ) throws -> [Row] {
        let uploads = try MediaStore.latest(before: id, lacksAlt: lacksAlt, limit: limit, tx)
        return try uploads.map { media in
            let preview = try SQLRequest<String>(
                literal: """
                    SELECT storedVariant.file FROM storedVariant JOIN media ON media.fileID = storedVariant.fileID
                    WHERE media.id = \(media.id) AND storedVariant.size IN ('thumb', 'poster') ORDER BY size DESC LIMIT 1
                    """
            ).fetchOne(tx)
            let uses = try SQLRequest<Int>(
                literal: """
                    SELECT count(DISTINCT entry.id) FROM entryMedia JOIN entry ON entry.id = entryMedia.entryID
                    WHERE entryMedia.mediaID = \(media.id) AND entry.deletedAt IS NULL
                    """
            ).fetchOne(tx)
            return Row(media: media, preview: preview, uses: uses ?? 0)
        }
    }

    /// - Returns: whether it is there.
    static func setAlt(_ alt: String?, of id: Int64, _ tx: AppDatabase.Transaction) throws -> Bool {
        try tx.execute(literal: "UPDATE media SET alt = \(alt) WHERE id = \(id) AND deletedAt IS NULL")
        return tx.changesCount == 1
    }

    /// The name of an upload that is there.
    static func name(of id: Int64, _ tx: AppDatabase.Transaction) throws -> String? {
        try SQLRequest<String>(literal: "SELECT name FROM media WHERE id = \(id) AND deletedAt IS NULL").fetchOne(tx)
    }
}
