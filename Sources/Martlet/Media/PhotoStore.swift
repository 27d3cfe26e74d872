import Foundation
import GRDB
import Images

/// Rows of pictures and their variants.
enum PhotoStore {
    /// Inserts a picture and its variants.
    ///
    /// - Returns: the row's id.
    static func insert(_ photo: PreparedPhoto, uploadedAt: Int64, _ tx: AppDatabase.Transaction) throws -> Int64 {
        try tx.execute(
            literal: """
                INSERT INTO photo (name, type, width, height, frames, sizeBytes, sha256, alt, uploadedAt)
                VALUES (\(photo.name), \(photo.type), \(photo.width), \(photo.height), \(photo.frames),
                        \(photo.sizeBytes), \(Data(photo.sha256)), \(photo.alt), \(uploadedAt))
                """)
        let id = tx.lastInsertedRowID
        for file in photo.variants {
            let variant = file.variant
            try tx.execute(
                literal: """
                    INSERT INTO photoVariant (photoID, size, file, mediaType, width, height, sizeBytes, sha256)
                    VALUES (\(id), \(variant.size.rawValue), \(variant.file), \(variant.mediaType), \(variant.width),
                            \(variant.height), \(variant.sizeBytes), \(Data(file.sha256)))
                    """)
        }
        return id
    }

    /// The id of the picture with this name, unless it is deleted.
    static func id(named name: String, _ tx: AppDatabase.Transaction) throws -> Int64? {
        try SQLRequest<Int64>(literal: "SELECT id FROM photo WHERE name = \(name) AND deletedAt IS NULL").fetchOne(tx)
    }

    /// Says that an entry shows a picture at one place of its `photo` property.
    static func link(_ photoID: Int64, toEntry entryID: Int64, at position: Int, _ tx: AppDatabase.Transaction) throws {
        try tx.execute(
            literal: "INSERT INTO entryPhoto (entryID, position, photoID) VALUES (\(entryID), \(position), \(photoID))")
    }

    /// Says that an entry shows no uploaded picture any more.
    static func unlinkAll(fromEntry entryID: Int64, _ tx: AppDatabase.Transaction) throws {
        try tx.execute(literal: "DELETE FROM entryPhoto WHERE entryID = \(entryID)")
    }

    /// All pictures that the given entries show, in one statement: by entry, then by place.
    static func photos(
        ofEntries ids: [Int64], _ tx: AppDatabase.Transaction
    ) throws -> [Int64: [Int: Photo]] {
        guard !ids.isEmpty else { return [:] }
        let list = ids.map(String.init).joined(separator: ",")
        let statement = try tx.cachedStatement(
            sql: """
                SELECT entryPhoto.entryID, entryPhoto.position, photo.id, photo.name, photo.alt, photo.frames > 1,
                       photoVariant.size, photoVariant.file, photoVariant.mediaType,
                       photoVariant.width, photoVariant.height, photoVariant.sizeBytes
                FROM entryPhoto
                JOIN photo ON photo.id = entryPhoto.photoID
                JOIN photoVariant ON photoVariant.photoID = photo.id
                WHERE entryPhoto.entryID IN (SELECT value FROM json_each(?)) AND photo.deletedAt IS NULL
                ORDER BY entryPhoto.entryID, entryPhoto.position, photoVariant.width DESC, photoVariant.size
                """)
        var photos: [Int64: [Int: Photo]] = [:]
        let rows = try Row.fetchCursor(statement, arguments: ["[\(list)]"])
        while let row = try rows.next() {
            let (entryID, position): (Int64, Int) = (row[0], row[1])
            guard let size = Photo.Size(rawValue: row[6]) else { continue }
            let variant = Photo.Variant(
                size: size, file: row[7], mediaType: row[8], width: row[9], height: row[10], sizeBytes: row[11])
            let photo = Photo(id: row[2], name: row[3], alt: row[4], isAnimated: row[5], variants: [])
            photos[entryID, default: [:]][position, default: photo].variants.append(variant)
        }
        return photos
    }

    /// The paths of entries that show a picture, deleted ones not among them.
    static func paths(showing id: Int64, limit: Int, _ tx: AppDatabase.Transaction) throws -> [String] {
        try SQLRequest<String>(
            literal: """
                SELECT DISTINCT entry.path FROM entryPhoto JOIN entry ON entry.id = entryPhoto.entryID
                WHERE entryPhoto.photoID = \(id) AND entry.deletedAt IS NULL ORDER BY entry.path LIMIT \(limit)
                """
        ).fetchAll(tx)
    }

    /// Decides that a picture is deleted. Its row goes when its files are gone; that it was there stays known.
    static func markDeleted(_ id: Int64, name: String, at time: Int64, _ tx: AppDatabase.Transaction) throws {
        try tx.execute(literal: "DELETE FROM entryPhoto WHERE photoID = \(id)")
        try tx.execute(literal: "UPDATE photo SET deletedAt = \(time) WHERE id = \(id)")
        try tx.execute(literal: "INSERT OR IGNORE INTO removedMedia (name, removedAt) VALUES (\(name), \(time))")
    }

    /// Whether a picture of this name was there and was deleted.
    static func isRemoved(_ name: String, _ tx: AppDatabase.Transaction) throws -> Bool {
        try SQLRequest<Bool>(literal: "SELECT EXISTS (SELECT 1 FROM removedMedia WHERE name = \(name))").fetchOne(tx)
            ?? false
    }

    /// The newest pictures, each with the file of its full size.
    static func latest(limit: Int, offset: Int, _ tx: AppDatabase.Transaction) throws -> [UploadedPhoto] {
        try Row.fetchAll(
            tx, sql: uploaded + "WHERE photo.deletedAt IS NULL ORDER BY photo.id DESC LIMIT ? OFFSET ?",
            arguments: [limit, offset]
        ).compactMap(uploadedPhoto)
    }

    /// The picture with a name, with the file of its full size.
    static func uploaded(named name: String, _ tx: AppDatabase.Transaction) throws -> UploadedPhoto? {
        try Row.fetchOne(tx, sql: uploaded + "WHERE photo.deletedAt IS NULL AND photo.name = ?", arguments: [name])
            .flatMap(uploadedPhoto)
    }

    private static let uploaded = """
        SELECT photo.id, photo.name, photo.alt, photo.frames > 1, photo.uploadedAt, photoVariant.file,
               photoVariant.mediaType, photoVariant.width, photoVariant.height, photoVariant.sizeBytes
        FROM photo JOIN photoVariant ON photoVariant.photoID = photo.id AND photoVariant.size = 'full'

        """

    private static func uploadedPhoto(_ row: Row) -> UploadedPhoto? {
        let variant = Photo.Variant(
            size: .full, file: row[5], mediaType: row[6], width: row[7], height: row[8], sizeBytes: row[9])
        let photo = Photo(id: row[0], name: row[1], alt: row[2], isAnimated: row[3], variants: [variant])
        return UploadedPhoto(photo: photo, uploadedAt: row[4])
    }

    // MARK: Recovery

    /// What a start compares with the directory of a picture.
    struct Expected: Sendable {
        let id: Int64
        let name: String
        /// File name → size in bytes.
        let files: [String: Int]
        let isMissing: Bool
    }

    /// The next pictures after `id` in the order of their ids, with the files that they must have.
    static func expected(after id: Int64, limit: Int, _ tx: AppDatabase.Transaction) throws -> [Expected] {
        let rows = try SQLRequest<Row>(
            literal: """
                SELECT photo.id, photo.name, photo.sizeBytes, photo.missingSince IS NOT NULL,
                       (SELECT json_group_object(file, sizeBytes) FROM photoVariant WHERE photoID = photo.id)
                FROM photo WHERE photo.id > \(id) AND photo.deletedAt IS NULL ORDER BY photo.id LIMIT \(limit)
                """
        ).fetchAll(tx)
        return try rows.map { row in
            let text: String = row[4]
            var files = try JSONDecoder().decode([String: Int].self, from: Data(text.utf8))
            files[Upload.originalFile] = row[2]
            return Expected(id: row[0], name: row[1], files: files, isMissing: row[3])
        }
    }

    /// The names of all pictures that start with `prefix`, deleted ones too: their files may still be there.
    static func names(startingWith prefix: String, _ tx: AppDatabase.Transaction) throws -> Set<String> {
        try SQLRequest<String>(
            literal: "SELECT name FROM photo WHERE name >= \(prefix) AND name < \(prefix + "g")"
        ).fetchSet(tx)
    }

    /// The pictures whose deletion was decided and is not finished.
    static func deleted(_ tx: AppDatabase.Transaction) throws -> [(id: Int64, name: String)] {
        try SQLRequest<Row>(literal: "SELECT id, name FROM photo WHERE deletedAt IS NOT NULL ORDER BY id")
            .fetchAll(tx).map { ($0[0], $0[1]) }
    }

    /// Forgets a picture whose files are gone.
    static func remove(_ id: Int64, _ tx: AppDatabase.Transaction) throws {
        try tx.execute(literal: "DELETE FROM entryPhoto WHERE photoID = \(id)")
        try tx.execute(literal: "DELETE FROM photo WHERE id = \(id)")
    }

    /// Marks a picture whose files are gone, or takes the mark off with nil.
    static func setMissing(_ id: Int64, since time: Int64?, _ tx: AppDatabase.Transaction) throws {
        try tx.execute(literal: "UPDATE photo SET missingSince = \(time) WHERE id = \(id)")
    }
}
