extension Schema {
    /// Links by which the owner shows somebody what isn't for everybody.
    static let shares = """
        -- A link to a file or a post, of which only the hash of its secret is kept. One that opens once is used up by the
        -- commit that sets `redeemedAt`, and may take the file with it.
        CREATE TABLE share (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            secretHash BLOB NOT NULL UNIQUE CHECK (length(secretHash) = 32),
            mediaID INTEGER REFERENCES media (id) ON DELETE SET NULL,
            entryID INTEGER REFERENCES entry (id) ON DELETE CASCADE,
            isOnce INTEGER NOT NULL CHECK (isOnce IN (0, 1)),
            isDestroying INTEGER NOT NULL CHECK (isDestroying IN (0, 1)),
            createdAt INTEGER NOT NULL,
            expiresAt INTEGER NOT NULL,
            redeemedAt INTEGER,
            CHECK (mediaID IS NULL OR entryID IS NULL),
            CHECK (isOnce OR NOT isDestroying)
        ) STRICT;
        CREATE INDEX shareByMedia ON share (mediaID);
        CREATE INDEX shareByEntry ON share (entryID);
        CREATE INDEX shareByEnd ON share (expiresAt);
        """
}
