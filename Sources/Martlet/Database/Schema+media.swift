extension Schema {
    /// What was uploaded, apart from the bytes that are stored for it: equal bytes are stored once.
    static let media = """
        -- Stored bytes: a directory `data/media/<first two of name>/<name>` with what was uploaded and the files made of it.
        -- `sha256` is of the bytes as they came. Which upload means them is said by `media`; how many do is counted there.
        CREATE TABLE storedFile (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            name TEXT NOT NULL UNIQUE CHECK (length(name) = 32 AND name NOT GLOB '*[^0-9a-f]*'),
            kind TEXT NOT NULL CHECK (kind IN ('picture', 'video', 'audio', 'other')),
            mediaType TEXT NOT NULL,
            -- Pixels, upright; null where there is nothing to see or nobody knows.
            width INTEGER CHECK (width > 0),
            height INTEGER CHECK (height > 0),
            frames INTEGER NOT NULL DEFAULT 1 CHECK (frames > 0),
            durationSeconds REAL,
            -- The colour that a picture has on the whole: two bits each of red, green and blue.
            tone INTEGER CHECK (tone BETWEEN 0 AND 63),
            -- Bytes of the upload, and of all files of the directory together.
            sizeBytes INTEGER NOT NULL CHECK (sizeBytes > 0),
            totalBytes INTEGER NOT NULL CHECK (totalBytes > 0),
            sha256 BLOB NOT NULL CHECK (length(sha256) = 32),
            -- When the files were made.
            madeAt INTEGER NOT NULL,
            -- Set when nothing means the bytes any more; the row goes when the files are gone.
            deletedAt INTEGER,
            -- Set when a start finds files gone.
            missingSince INTEGER
        ) STRICT;
        CREATE INDEX storedFileByHash ON storedFile (sha256);
        CREATE INDEX storedFileDeleted ON storedFile (id) WHERE deletedAt IS NOT NULL;
        CREATE INDEX storedFileBytes ON storedFile (totalBytes);
        INSERT INTO storedFile (id, name, kind, mediaType, width, height, frames, sizeBytes, totalBytes, sha256, madeAt,
                deletedAt, missingSince)
            SELECT id, name, 'picture', 'image/' || type, width, height, frames, sizeBytes,
                sizeBytes + (SELECT coalesce(sum(sizeBytes), 0) FROM photoVariant WHERE photoID = photo.id),
                sha256, uploadedAt, deletedAt, missingSince
            FROM photo;

        -- One file that may be served. Several may have the same size in different formats.
        CREATE TABLE storedVariant (
            fileID INTEGER NOT NULL REFERENCES storedFile (id) ON DELETE CASCADE,
            file TEXT NOT NULL,
            size TEXT NOT NULL CHECK (size IN ('full', 'large', 'medium', 'small', 'thumb', 'poster')),
            mediaType TEXT NOT NULL,
            width INTEGER CHECK (width > 0),
            height INTEGER CHECK (height > 0),
            sizeBytes INTEGER NOT NULL CHECK (sizeBytes > 0),
            sha256 BLOB NOT NULL CHECK (length(sha256) = 32),
            PRIMARY KEY (fileID, file)
        ) STRICT, WITHOUT ROWID;
        INSERT INTO storedVariant (fileID, file, size, mediaType, width, height, sizeBytes, sha256)
            SELECT photoID, file, size, mediaType, width, height, sizeBytes, sha256 FROM photoVariant;

        -- One upload, with an address `/media/<name>/…` and an alternative text of its own.
        CREATE TABLE media (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            name TEXT NOT NULL UNIQUE CHECK (length(name) = 32 AND name NOT GLOB '*[^0-9a-f]*'),
            fileID INTEGER NOT NULL REFERENCES storedFile (id),
            alt TEXT,
            -- As the client named the file, for downloads; never a path here.
            filename TEXT NOT NULL DEFAULT '',
            -- The address that it was fetched from.
            source TEXT,
            uploadedAt INTEGER NOT NULL,
            -- Set when the deletion is decided; the row goes with the job that follows.
            deletedAt INTEGER
        ) STRICT;
        CREATE INDEX mediaByFile ON media (fileID);
        INSERT INTO media (id, name, fileID, alt, uploadedAt, deletedAt)
            SELECT id, name, id, alt, uploadedAt, deletedAt FROM photo;

        -- Which upload an entry shows, at which place of a property, counted from 0; `content` is anywhere else in it.
        CREATE TABLE entryMedia (
            entryID INTEGER NOT NULL REFERENCES entry (id) ON DELETE CASCADE,
            property TEXT NOT NULL CHECK (property IN ('photo', 'video', 'audio', 'content')),
            position INTEGER NOT NULL CHECK (position >= 0),
            mediaID INTEGER NOT NULL REFERENCES media (id),
            PRIMARY KEY (entryID, property, position)
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX entryMediaByMedia ON entryMedia (mediaID);
        INSERT INTO entryMedia (entryID, property, position, mediaID)
            SELECT entryID, 'photo', position, photoID FROM entryPhoto;

        -- What only the owner sees, and what a foreign key is looked for by.
        CREATE INDEX entryHidden ON entry (publishedAt DESC, id DESC)
            WHERE deletedAt IS NOT NULL OR state <> 'published' OR visibility <> 'public';
        CREATE INDEX entryByToken ON entry (tokenID) WHERE tokenID IS NOT NULL;
        CREATE INDEX creationByEntry ON creation (entryID);

        DROP TABLE entryPhoto;
        DROP TABLE photoVariant;
        DROP TABLE photo;
        -- Their payload names rows of the old tables; the start that applies this finishes what they were for.
        DELETE FROM job WHERE kind = 'remove-media';
        """
}
