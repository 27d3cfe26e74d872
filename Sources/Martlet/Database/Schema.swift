import GRDB

/// The tables, as a list of migrations that only ever grows.
///
/// Each migration is applied in one transaction at start. A released one is never edited: a fixture of every released
/// schema is kept with the tests. Times are seconds since 1970 in UTC; hashes are 32 raw bytes.
enum Schema {
    /// Applies what is missing to the database behind `writer`.
    ///
    /// - Throws: ``StorageError/newerSchema`` when the file holds migrations that this program doesn't know.
    static func migrate(_ writer: DatabasePool) throws {
        try refuseNewer(writer)
        try migrator.migrate(writer)
    }

    /// Checks that the database has exactly this program's schema.
    ///
    /// - Throws: ``StorageError/newerSchema``, or ``StorageError/olderSchema`` when the server hasn't migrated it yet.
    static func check(_ reader: DatabasePool) throws {
        try refuseNewer(reader)
        let isComplete = try reader.read { try migrator.hasCompletedMigrations($0) }
        guard isComplete else { throw StorageError.olderSchema(path: reader.path) }
    }

    private static func refuseNewer(_ pool: DatabasePool) throws {
        let isNewer = try pool.read { try migrator.hasBeenSuperseded($0) }
        guard !isNewer else { throw StorageError.newerSchema(path: pool.path) }
    }

    private static let migrator: DatabaseMigrator = {
        var migrator = DatabaseMigrator()
        migrator.registerMigration("1-entries-photos-tokens") { database in
            try database.execute(sql: entriesPhotosTokens)
            try Failpoint.migrationApplied.hit()
        }
        migrator.registerMigration("2-owner-and-clients") { database in
            try database.execute(sql: ownerAndClients)
            try Failpoint.migrationApplied.hit()
        }
        return migrator
    }()

    private static let entriesPhotosTokens = """
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

    private static let ownerAndClients = """
        -- An app that asked the owner for access, by its client_id.
        CREATE TABLE client (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            clientID TEXT NOT NULL UNIQUE CHECK (clientID <> ''),
            -- As its own, verified information called it when it was last read.
            name TEXT,
            -- Whether the owner lets it ask without PKCE.
            mayOmitPKCE INTEGER NOT NULL DEFAULT 0 CHECK (mayOmitPKCE IN (0, 1)),
            createdAt INTEGER NOT NULL
        ) STRICT;

        -- A token that came of a consent has a client, and `lifetime` seconds from each renewal, or no end.
        ALTER TABLE token ADD COLUMN clientID INTEGER REFERENCES client (id);
        ALTER TABLE token ADD COLUMN lifetime INTEGER CHECK (lifetime > 0);
        ALTER TABLE token ADD COLUMN expiresAt INTEGER;

        -- What the owner's consent gave to a client, to be redeemed once. `scope` is empty when only the identity was asked.
        CREATE TABLE authorizationCode (
            codeHash BLOB PRIMARY KEY CHECK (length(codeHash) = 32),
            clientID INTEGER NOT NULL REFERENCES client (id),
            redirectURI TEXT NOT NULL,
            scope TEXT NOT NULL,
            codeChallenge TEXT,
            lifetime INTEGER CHECK (lifetime > 0),
            createdAt INTEGER NOT NULL,
            redeemedAt INTEGER,
            -- The token that came of it.
            tokenID INTEGER REFERENCES token (id)
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX authorizationCodeByAge ON authorizationCode (createdAt);

        -- Renews a token once. A used one stays until it expires: its second use ends the token.
        CREATE TABLE refreshToken (
            tokenHash BLOB PRIMARY KEY CHECK (length(tokenHash) = 32),
            tokenID INTEGER NOT NULL REFERENCES token (id) ON DELETE CASCADE,
            -- What the owner granted; the renewed token may have less.
            scope TEXT NOT NULL CHECK (scope <> ''),
            createdAt INTEGER NOT NULL,
            expiresAt INTEGER NOT NULL,
            usedAt INTEGER
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX refreshTokenByToken ON refreshToken (tokenID);

        -- The owner's passphrase, as scrypt made it; at most one row.
        CREATE TABLE passphrase (
            id INTEGER PRIMARY KEY CHECK (id = 1),
            hash BLOB NOT NULL CHECK (length(hash) = 32),
            salt BLOB NOT NULL CHECK (length(salt) >= 16),
            rounds INTEGER NOT NULL,
            blockSize INTEGER NOT NULL,
            parallelism INTEGER NOT NULL,
            changedAt INTEGER NOT NULL,
            -- Counts the changes: a link to choose a passphrase holds for one of them.
            generation INTEGER NOT NULL
        ) STRICT;

        -- A browser in which the owner is signed in.
        CREATE TABLE session (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            sessionHash BLOB NOT NULL UNIQUE CHECK (length(sessionHash) = 32),
            method TEXT NOT NULL CHECK (method IN ('passphrase', 'indieauth', 'setup')),
            userAgent TEXT NOT NULL,
            createdAt INTEGER NOT NULL,
            lastSeenAt INTEGER NOT NULL,
            -- When the owner last proved to be there.
            confirmedAt INTEGER NOT NULL
        ) STRICT;

        -- What clients asked lately and what became of it, for the owner to look into. Old rows go.
        CREATE TABLE clientRequest (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            requestedAt INTEGER NOT NULL,
            -- Whom the owner sees as one: a client_id, the name of a token, or nobody known.
            client TEXT NOT NULL,
            -- Whether that is more than what the client says of itself.
            isProven INTEGER NOT NULL CHECK (isProven IN (0, 1)),
            tokenID INTEGER REFERENCES token (id) ON DELETE SET NULL,
            what TEXT NOT NULL,
            status INTEGER NOT NULL,
            reason TEXT,
            message TEXT
        ) STRICT;
        CREATE INDEX clientRequestByClient ON clientRequest (client, isProven, id);
        CREATE INDEX clientRequestByToken ON clientRequest (tokenID, id) WHERE reason IS NOT NULL;
        """
}
