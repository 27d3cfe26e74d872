-- The schema of the first release, with one row of each kind. Never edit: it stands for databases that exist.
CREATE TABLE grdb_migrations (identifier TEXT NOT NULL PRIMARY KEY);
INSERT INTO grdb_migrations VALUES('1-entries-photos-tokens');
CREATE TABLE token (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    tokenHash BLOB NOT NULL UNIQUE CHECK (length(tokenHash) = 32),
    name TEXT NOT NULL,
    scope TEXT NOT NULL CHECK (scope <> ''),
    createdAt INTEGER NOT NULL,
    lastUsedAt INTEGER,
    revokedAt INTEGER
) STRICT;
INSERT INTO token VALUES(1,X'2fb755d6f89514f9bf00ea7d15fd79efdc158014f158d6cd79d95998b521907a','fixture','create',1795250176,NULL,NULL);
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
INSERT INTO entry VALUES(1,'20261121072000','20261121072000',0,'/notes/20261121072000','photo','{"type":["h-entry"],"properties":{"content":["Kept from the first release"],"photo":["http://localhost:8080/media/00112233445566778899aabbccddeeff/full.jpg"],"published":["2026-11-21T07:20:00Z"]}}',1795245600,0,1795245600,NULL,1);
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
INSERT INTO photo VALUES(1,'00112233445566778899aabbccddeeff','jpeg',800,600,1,1234,X'0000000000000000000000000000000000000000000000000000000000000000','A hill',1795245600,NULL,NULL);
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
INSERT INTO photoVariant VALUES(1,'full','full.jpg','image/jpeg',800,600,1000,X'0000000000000000000000000000000000000000000000000000000000000000');
CREATE TABLE entryPhoto (
    entryID INTEGER NOT NULL REFERENCES entry (id) ON DELETE CASCADE,
    position INTEGER NOT NULL CHECK (position >= 0),
    photoID INTEGER NOT NULL REFERENCES photo (id),
    PRIMARY KEY (entryID, position)
) STRICT, WITHOUT ROWID;
INSERT INTO entryPhoto VALUES(1,0,1);
CREATE TABLE fence (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    passes INTEGER NOT NULL
) STRICT;
INSERT INTO fence VALUES(1,0);
CREATE INDEX entryNewestFirst ON entry (publishedAt DESC, id DESC) WHERE deletedAt IS NULL;
CREATE INDEX photoDeleted ON photo (id) WHERE deletedAt IS NOT NULL;
CREATE INDEX entryPhotoByPhoto ON entryPhoto (photoID);
