extension Schema {
    /// States and history of entries, channels, contacts, what must not be created twice, what was refused, and jobs.
    static let micropub = """
        -- A part of the site with a list of its own.
        CREATE TABLE channel (
            uid TEXT PRIMARY KEY CHECK (uid <> ''),
            name TEXT NOT NULL CHECK (name <> ''),
            createdAt INTEGER NOT NULL
        ) STRICT, WITHOUT ROWID;

        ALTER TABLE entry ADD COLUMN state TEXT NOT NULL DEFAULT 'published'
            CHECK (state IN ('published', 'scheduled', 'draft'));
        ALTER TABLE entry ADD COLUMN visibility TEXT NOT NULL DEFAULT 'public'
            CHECK (visibility IN ('public', 'unlisted', 'private'));
        ALTER TABLE entry ADD COLUMN channel TEXT REFERENCES channel (uid) ON UPDATE CASCADE ON DELETE SET NULL;
        -- Counts the changes; earlier versions are in `revision`.
        ALTER TABLE entry ADD COLUMN version INTEGER NOT NULL DEFAULT 1;
        -- When, by whom and how this version came about. No time: when it was published.
        ALTER TABLE entry ADD COLUMN changedAt INTEGER;
        ALTER TABLE entry ADD COLUMN changedBy TEXT NOT NULL DEFAULT '';
        ALTER TABLE entry ADD COLUMN change TEXT NOT NULL DEFAULT 'create';
        DROP INDEX entryNewestFirst;
        CREATE INDEX entryNewestFirst ON entry (publishedAt DESC, id DESC)
            WHERE deletedAt IS NULL AND state = 'published' AND visibility = 'public';
        CREATE INDEX entryByTime ON entry (publishedAt DESC, id DESC) WHERE deletedAt IS NULL;
        CREATE INDEX entryByChannel ON entry (channel, publishedAt DESC, id DESC) WHERE channel IS NOT NULL;

        -- Where an entry was before its slug changed: leads on to where it is.
        CREATE TABLE formerPath (
            path TEXT PRIMARY KEY,
            entryID INTEGER NOT NULL REFERENCES entry (id) ON DELETE CASCADE
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX formerPathByEntry ON formerPath (entryID);

        -- The categories of an entry, as its `mf2` has them.
        CREATE TABLE entryCategory (
            entryID INTEGER NOT NULL REFERENCES entry (id) ON DELETE CASCADE,
            name TEXT NOT NULL,
            PRIMARY KEY (entryID, name)
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX entryCategoryByName ON entryCategory (name, entryID);
        INSERT OR IGNORE INTO entryCategory (entryID, name)
            SELECT entry.id, category.value FROM entry, json_each(entry.mf2, '$.properties.category') AS category
            WHERE category.type = 'text' AND category.value <> '';

        -- An entry as it was before a change.
        CREATE TABLE revision (
            entryID INTEGER NOT NULL REFERENCES entry (id) ON DELETE CASCADE,
            version INTEGER NOT NULL,
            mf2 TEXT NOT NULL CHECK (json_valid(mf2)),
            state TEXT NOT NULL,
            visibility TEXT NOT NULL,
            changedAt INTEGER NOT NULL,
            changedBy TEXT NOT NULL,
            change TEXT NOT NULL,
            PRIMARY KEY (entryID, version)
        ) STRICT, WITHOUT ROWID;

        -- A create that was done, so that sending it again gives the same entry: SHA-256 of who and what.
        CREATE TABLE creation (
            requestHash BLOB PRIMARY KEY CHECK (length(requestHash) = 32),
            entryID INTEGER NOT NULL REFERENCES entry (id) ON DELETE CASCADE,
            expiresAt INTEGER NOT NULL
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX creationByEnd ON creation (expiresAt);

        -- A post that a client with a token sent and that was refused, kept for its owner to repair. The newest only.
        CREATE TABLE refusedPost (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            refusedAt INTEGER NOT NULL,
            client TEXT NOT NULL,
            tokenID INTEGER REFERENCES token (id) ON DELETE SET NULL,
            format TEXT NOT NULL CHECK (format IN ('json', 'form')),
            body TEXT NOT NULL,
            status INTEGER NOT NULL,
            reason TEXT NOT NULL,
            message TEXT NOT NULL
        ) STRICT;

        -- Somebody whom the owner writes about by a nickname.
        CREATE TABLE contact (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            nickname TEXT NOT NULL UNIQUE COLLATE NOCASE CHECK (nickname <> ''),
            name TEXT NOT NULL,
            url TEXT NOT NULL,
            photo TEXT NOT NULL
        ) STRICT;

        -- A picture that was deleted: its address answers 410.
        CREATE TABLE removedMedia (
            name TEXT PRIMARY KEY,
            removedAt INTEGER NOT NULL
        ) STRICT, WITHOUT ROWID;

        -- Work that follows from a write, written with it. A job that is done is gone.
        CREATE TABLE job (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            kind TEXT NOT NULL CHECK (kind <> ''),
            payload TEXT NOT NULL CHECK (json_valid(payload)),
            -- The same work is wanted once only.
            uniqueKey TEXT UNIQUE,
            -- Where it goes to, for limits on each host; nothing for work at home.
            host TEXT,
            createdAt INTEGER NOT NULL,
            runAt INTEGER NOT NULL,
            attempts INTEGER NOT NULL DEFAULT 0,
            -- While it runs: until when nobody else may take it.
            leasedUntil INTEGER,
            -- Why it failed last, as a word and a sentence.
            failure TEXT,
            failureText TEXT,
            givenUpAt INTEGER
        ) STRICT;
        CREATE INDEX jobByTime ON job (runAt) WHERE givenUpAt IS NULL;
        """
}
