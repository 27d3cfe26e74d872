extension Schema {
    /// Entries, pictures and tokens.
    static let entriesPhotosTokens = """
        -- A bearer token of a client. `scope` is the space-separated list as granted.
        CREATE TABLE token (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            tokenHash BLOB NOT NULL UNIQUE CHECK (length(tokenHash) = 32),
            name TEXT NOT NULL,
            scope TEXT NOT NULL CHECK (scope <> ''),
            createdAt INTEGER NOT NULL,
            lastUsedAt INTEGER,
            revokedAt INTEGER
        ) STRICT;

        -- A published entry. `mf2` is the author's microformats2 object, whole; the other columns can be rebuilt from it
        -- but for slug and path, which are decided once. A deleted entry stays, as a tombstone.
        CREATE TABLE entry (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            slug TEXT NOT NULL UNIQUE CHECK (slug <> ''),
            -- The slug that was wanted, and the collision number that was added: `-1`, `-2`, …; 0 adds nothing.
            slugBase TEXT NOT NULL,
            slugNumber INTEGER NOT NULL CHECK (slugNumber >= 0),
            path TEXT NOT NULL UNIQUE CHECK (path LIKE '/%'),
            postType TEXT NOT NULL,
            mf2 TEXT NOT NULL CHECK (json_valid(mf2)),
            publishedAt INTEGER NOT NULL,
            -- Seconds east of UTC of the time as the author gave it.
            publishedOffset INTEGER NOT NULL CHECK (abs(publishedOffset) < 86400),
            updatedAt INTEGER NOT NULL,
            deletedAt INTEGER,
            tokenID INTEGER REFERENCES token (id) ON DELETE SET NULL,
            UNIQUE (slugBase, slugNumber)
        ) STRICT;
        CREATE INDEX entryNewestFirst ON entry (publishedAt DESC, id DESC) WHERE deletedAt IS NULL;

        -- One uploaded picture: a directory `data/media/<first two of name>/<name>` with the original, which is never
        -- served, and its variants. Width and height are those of the upright picture, in pixels.
        CREATE TABLE photo (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            name TEXT NOT NULL UNIQUE CHECK (length(name) = 32 AND name NOT GLOB '*[^0-9a-f]*'),
            type TEXT NOT NULL,
            width INTEGER NOT NULL CHECK (width > 0),
            height INTEGER NOT NULL CHECK (height > 0),
            frames INTEGER NOT NULL CHECK (frames > 0),
            sizeBytes INTEGER NOT NULL CHECK (sizeBytes > 0),
            sha256 BLOB NOT NULL CHECK (length(sha256) = 32),
            alt TEXT,
            uploadedAt INTEGER NOT NULL,
            -- Set when the deletion is decided; the row goes when the files are gone.
            deletedAt INTEGER,
            -- Set when a start finds files of this picture gone.
            missingSince INTEGER
        ) STRICT;
        CREATE INDEX photoDeleted ON photo (id) WHERE deletedAt IS NOT NULL;

        CREATE TABLE photoVariant (
            photoID INTEGER NOT NULL REFERENCES photo (id) ON DELETE CASCADE,
            size TEXT NOT NULL CHECK (size IN ('full', 'large', 'medium', 'small', 'thumb')),
            file TEXT NOT NULL,
            mediaType TEXT NOT NULL,
            width INTEGER NOT NULL CHECK (width > 0),
            height INTEGER NOT NULL CHECK (height > 0),
            sizeBytes INTEGER NOT NULL CHECK (sizeBytes > 0),
            sha256 BLOB NOT NULL CHECK (length(sha256) = 32),
            PRIMARY KEY (photoID, size)
        ) STRICT, WITHOUT ROWID;

        -- Which uploaded picture an entry shows at which place of its `photo` property, counted from 0.
        CREATE TABLE entryPhoto (
            entryID INTEGER NOT NULL REFERENCES entry (id) ON DELETE CASCADE,
            position INTEGER NOT NULL CHECK (position >= 0),
            photoID INTEGER NOT NULL REFERENCES photo (id),
            PRIMARY KEY (entryID, position)
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX entryPhotoByPhoto ON entryPhoto (photoID);

        -- One row that only counts: a commit here pushes a failed one out of the write-ahead log.
        CREATE TABLE fence (
            id INTEGER PRIMARY KEY CHECK (id = 1),
            passes INTEGER NOT NULL
        ) STRICT;
        INSERT INTO fence (id, passes) VALUES (1, 0);
        """
}
