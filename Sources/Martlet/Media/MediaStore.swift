import Foundation
import GRDB
import Images

/// Rows of uploads, and of what shows them.
enum MediaStore {
    /// Inserts an upload, and the file behind it unless the same bytes are stored already.
    static func insert(_ media: PreparedMedia, uploadedAt: Int64, _ tx: AppDatabase.Transaction) throws -> Inserted {
        let known = try StoredFileStore.id(sha256: media.sha256, tx)
        let fileID = try known ?? StoredFileStore.insert(media, at: uploadedAt, tx)
        try tx.execute(
            literal: """
                INSERT INTO media (name, fileID, alt, filename, source, uploadedAt)
                VALUES (\(media.name), \(fileID), \(media.alt), \(media.filename), \(media.source), \(uploadedAt))
                """)
        return Inserted(id: tx.lastInsertedRowID, fileID: fileID, isStored: known != nil)
    }

    /// An upload that was just inserted.
    struct Inserted: Sendable {
        let id: Int64
        let fileID: Int64
        /// Whether its bytes were there before: its own directory isn't wanted.
        let isStored: Bool
    }

    /// The id of the upload with this name, unless it is deleted.
    static func id(named name: String, _ tx: AppDatabase.Transaction) throws -> Int64? {
        try SQLRequest<Int64>(literal: "SELECT id FROM media WHERE name = \(name) AND deletedAt IS NULL").fetchOne(tx)
    }

    /// Whether an upload is there and not deleted.
    static func isThere(_ id: Int64, _ tx: AppDatabase.Transaction) throws -> Bool {
        try SQLRequest<Bool>(
            literal: "SELECT EXISTS (SELECT 1 FROM media WHERE id = \(id) AND deletedAt IS NULL)"
        ).fetchOne(tx) ?? false
    }

    /// Whether an upload has an alternative text.
    static func hasAlt(_ name: String, _ tx: AppDatabase.Transaction) throws -> Bool {
        try SQLRequest<Bool>(
            literal:
                "SELECT EXISTS (SELECT 1 FROM media WHERE name = \(name) AND deletedAt IS NULL AND trim(alt) <> '')"
        ).fetchOne(tx) ?? false
    }

    // MARK: What entries show

    /// Says that an entry shows an upload at one place of a property.
    static func link(_ mediaID: Int64, toEntry entryID: Int64, at place: MediaPlace, _ tx: AppDatabase.Transaction)
        throws
    {
        try tx.execute(
            literal: """
                INSERT INTO entryMedia (entryID, property, position, mediaID)
                VALUES (\(entryID), \(place.property.rawValue), \(place.position), \(mediaID))
                """)
    }

    /// Says that an entry shows no upload any more. What no other shows either isn't for whoever knows the address from then on.
    static func unlinkAll(fromEntry entryID: Int64, _ tx: AppDatabase.Transaction) throws {
        try tx.execute(
            literal: """
                UPDATE media SET isWithdrawn = 1
                WHERE id IN (SELECT mediaID FROM entryMedia WHERE entryID = \(entryID))
                """)
        try tx.execute(literal: "DELETE FROM entryMedia WHERE entryID = \(entryID)")
    }

    /// All uploads in the media properties of the given entries, in one statement: by entry, then by place.
    static func shown(
        byEntries ids: [Int64], _ tx: AppDatabase.Transaction
    ) throws -> [Int64: ShownMedia] {
        guard !ids.isEmpty else { return [:] }
        let list = ids.map(String.init).joined(separator: ",")
        let statement = try tx.cachedStatement(
            sql: """
                SELECT entryMedia.entryID, entryMedia.property, entryMedia.position, media.id, media.name, media.alt,
                       storedFile.kind, storedFile.frames > 1, storedFile.durationSeconds, storedVariant.size,
                       storedVariant.file, storedVariant.mediaType, storedVariant.width, storedVariant.height,
                       storedVariant.sizeBytes, storedFile.tone, storedFile.mediaType
                FROM entryMedia
                JOIN media ON media.id = entryMedia.mediaID
                JOIN storedFile ON storedFile.id = media.fileID
                JOIN storedVariant ON storedVariant.fileID = storedFile.id
                WHERE entryMedia.entryID IN (SELECT value FROM json_each(?)) AND entryMedia.property <> 'content'
                  AND media.deletedAt IS NULL
                ORDER BY entryMedia.entryID, entryMedia.position, storedVariant.width DESC, storedVariant.file
                """)
        var shown: [Int64: ShownMedia] = [:]
        let rows = try Row.fetchCursor(statement, arguments: ["[\(list)]"])
        while let row = try rows.next() { shown[row[0], default: ShownMedia()].add(row) }
        return shown
    }

    /// The addresses that uploads of an entry were fetched from, by their names.
    static func sources(ofEntry id: Int64, _ tx: AppDatabase.Transaction) throws -> [String: String] {
        let rows = try SQLRequest<Row>(
            literal: """
                SELECT media.name, media.source FROM entryMedia JOIN media ON media.id = entryMedia.mediaID
                WHERE entryMedia.entryID = \(id) AND media.source IS NOT NULL
                """
        ).fetchAll(tx)
        return Dictionary(rows.map { ($0[0], $0[1]) }) { first, _ in first }
    }

    /// The paths of entries that show an upload, deleted ones not among them.
    static func paths(showing id: Int64, limit: Int, _ tx: AppDatabase.Transaction) throws -> [String] {
        try SQLRequest<String>(
            literal: """
                SELECT DISTINCT entry.path FROM entryMedia JOIN entry ON entry.id = entryMedia.entryID
                WHERE entryMedia.mediaID = \(id) AND entry.deletedAt IS NULL ORDER BY entry.path LIMIT \(limit)
                """
        ).fetchAll(tx)
    }

    /// The entries that show an upload, in whatever state they are.
    static func entries(showing id: Int64, _ tx: AppDatabase.Transaction) throws -> [Int64] {
        try SQLRequest<Int64>(literal: "SELECT DISTINCT entryID FROM entryMedia WHERE mediaID = \(id)").fetchAll(tx)
    }

    /// The entries that show any of the uploads of a stored file.
    static func entries(showingFile id: Int64, _ tx: AppDatabase.Transaction) throws -> [Int64] {
        try SQLRequest<Int64>(
            literal: """
                SELECT DISTINCT entryMedia.entryID FROM entryMedia JOIN media ON media.id = entryMedia.mediaID
                WHERE media.fileID = \(id)
                """
        ).fetchAll(tx)
    }

    // MARK: Lists

    /// Uploads before an id, newest first; of those without a text, only pictures that no post describes either.
    static func latest(
        before id: Int64?, lacksAlt: Bool, limit: Int, _ tx: AppDatabase.Transaction
    ) throws -> [UploadedMedia] {
        let bare = """
            AND storedFile.kind = 'picture' AND coalesce(media.alt, '') = '' AND NOT EXISTS (
                SELECT 1 FROM entryMedia JOIN entry ON entry.id = entryMedia.entryID
                WHERE entryMedia.mediaID = media.id AND entryMedia.property = 'photo'
                  AND json_extract(entry.mf2, '$.properties.photo[' || entryMedia.position || '].alt') <> '')
            """
        return try Row.fetchAll(
            tx,
            sql: uploaded + "WHERE media.deletedAt IS NULL AND media.id < ? \(lacksAlt ? bare : "") "
                + "ORDER BY media.id DESC LIMIT ?", arguments: [id ?? .max, limit]
        ).compactMap(uploadedMedia)
    }

    /// The file behind an upload.
    static func fileID(named name: String, _ tx: AppDatabase.Transaction) throws -> Int64? {
        try SQLRequest<Int64>(literal: "SELECT fileID FROM media WHERE name = \(name) AND deletedAt IS NULL").fetchOne(
            tx)
    }

    /// The newest uploads, each with the file of its full size.
    static func latest(limit: Int, offset: Int, _ tx: AppDatabase.Transaction) throws -> [UploadedMedia] {
        try Row.fetchAll(
            tx, sql: uploaded + "WHERE media.deletedAt IS NULL ORDER BY media.id DESC LIMIT ? OFFSET ?",
            arguments: [limit, offset]
        ).compactMap(uploadedMedia)
    }

    /// The upload with a name, with the file of its full size.
    static func uploaded(named name: String, _ tx: AppDatabase.Transaction) throws -> UploadedMedia? {
        try Row.fetchOne(tx, sql: uploaded + "WHERE media.deletedAt IS NULL AND media.name = ?", arguments: [name])
            .flatMap(uploadedMedia)
    }

    private static let uploaded = """
        SELECT media.id, media.name, media.alt, media.uploadedAt, storedFile.kind, storedVariant.file,
               storedVariant.mediaType, storedVariant.sizeBytes, media.filename
        FROM media JOIN storedFile ON storedFile.id = media.fileID
        JOIN storedVariant ON storedVariant.fileID = storedFile.id AND storedVariant.size = 'full'
            AND (storedVariant.mediaType <> 'image/avif')

        """

    private static func uploadedMedia(_ row: Row) -> UploadedMedia? {
        let kind: String = row[4]
        guard let kind = StoredFile.Kind(rawValue: kind) else { return nil }
        return UploadedMedia(
            id: row[0], name: row[1], alt: row[2], uploadedAt: row[3], kind: kind, file: row[5], mediaType: row[6],
            sizeBytes: row[7], filename: row[8])
    }

    // MARK: Deleting

    /// Decides that an upload is deleted, and with the last one of a file that the file is. That it was there stays known.
    static func markDeleted(_ id: Int64, name: String, at time: Int64, _ tx: AppDatabase.Transaction) throws {
        try tx.execute(literal: "DELETE FROM entryMedia WHERE mediaID = \(id)")
        try tx.execute(literal: "UPDATE media SET deletedAt = \(time) WHERE id = \(id)")
        try tx.execute(literal: "INSERT OR IGNORE INTO removedMedia (name, removedAt) VALUES (\(name), \(time))")
        try tx.execute(
            literal: """
                UPDATE storedFile SET deletedAt = \(time)
                WHERE id = (SELECT fileID FROM media WHERE id = \(id))
                  AND NOT EXISTS (SELECT 1 FROM media WHERE fileID = storedFile.id AND deletedAt IS NULL)
                """)
    }

    /// Whether an upload of this name was there and was deleted.
    static func isRemoved(_ name: String, _ tx: AppDatabase.Transaction) throws -> Bool {
        try SQLRequest<Bool>(literal: "SELECT EXISTS (SELECT 1 FROM removedMedia WHERE name = \(name))").fetchOne(tx)
            ?? false
    }

    /// Whether a deletion was decided that is not finished.
    static func isAnyDeleted(_ tx: AppDatabase.Transaction) throws -> Bool {
        try Bool.fetchOne(tx, sql: "SELECT EXISTS (SELECT 1 FROM media WHERE deletedAt IS NOT NULL)") ?? false
    }

    /// Forgets the deleted uploads whose files others share.
    static func removeDeleted(_ tx: AppDatabase.Transaction) throws {
        try tx.execute(
            sql: """
                DELETE FROM media WHERE deletedAt IS NOT NULL
                  AND fileID IN (SELECT id FROM storedFile WHERE deletedAt IS NULL)
                """)
    }
}

extension ShownMedia {
    /// Takes one variant, as ``MediaStore/shown(byEntries:_:)`` reads it.
    fileprivate mutating func add(_ row: Row) {
        let (property, position, kind, size): (String, Int, String, String) = (row[1], row[2], row[6], row[9])
        guard let property = MediaPlace.Property(rawValue: property), let size = Photo.Size(rawValue: size) else {
            return
        }
        if property == .photo {
            guard kind == StoredFile.Kind.picture.rawValue else { return }
            let variant = Photo.Variant(
                size: size, file: row[10], mediaType: row[11], width: row[12], height: row[13], sizeBytes: row[14])
            // What may be transparent lets its ground through.
            let mayBeSeenThrough = ["image/png", "image/webp", "image/gif"].contains(row[16] as String)
            let photo = Photo(
                id: row[3], name: row[4], alt: row[5], isAnimated: row[7], tone: mayBeSeenThrough ? nil : row[15],
                variants: [])
            photos[position, default: photo].variants.append(variant)
            return
        }
        let place = MediaPlace(property: property, position: position)
        var recording = recordings[place] ?? Recording(name: row[4], alt: row[5], durationSeconds: row[8])
        switch size {
        case .full:
            recording.full = Recording.File(
                file: row[10], mediaType: row[11], width: row[12], height: row[13], sizeBytes: row[14])
        case .poster: recording.poster = row[10]
        default: break
        }
        recordings[place] = recording
    }
}
