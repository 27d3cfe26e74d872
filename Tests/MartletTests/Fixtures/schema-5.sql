-- The schema of release 5, with a row of some kinds. Never edited: it stands for databases that exist.
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
CREATE TABLE channel (
    uid TEXT PRIMARY KEY CHECK (uid <> ''),
    name TEXT NOT NULL CHECK (name <> ''),
    createdAt INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE client (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    clientID TEXT NOT NULL UNIQUE CHECK (clientID <> ''),
    -- As its own, verified information called it when it was last read.
    name TEXT,
    -- Whether the owner lets it ask without PKCE.
    mayOmitPKCE INTEGER NOT NULL DEFAULT 0 CHECK (mayOmitPKCE IN (0, 1)),
    createdAt INTEGER NOT NULL
) STRICT;
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
CREATE TABLE contact (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    nickname TEXT NOT NULL UNIQUE COLLATE NOCASE CHECK (nickname <> ''),
    name TEXT NOT NULL,
    url TEXT NOT NULL,
    photo TEXT NOT NULL
) STRICT;
CREATE TABLE creation (
    requestHash BLOB PRIMARY KEY CHECK (length(requestHash) = 32),
    entryID INTEGER NOT NULL REFERENCES entry (id) ON DELETE CASCADE,
    expiresAt INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
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
    tokenID INTEGER REFERENCES token (id) ON DELETE SET NULL, state TEXT NOT NULL DEFAULT 'published'
    CHECK (state IN ('published', 'scheduled', 'draft')), visibility TEXT NOT NULL DEFAULT 'public'
    CHECK (visibility IN ('public', 'unlisted', 'private')), channel TEXT REFERENCES channel (uid) ON UPDATE CASCADE ON DELETE SET NULL, version INTEGER NOT NULL DEFAULT 1, changedAt INTEGER, changedBy TEXT NOT NULL DEFAULT '', change TEXT NOT NULL DEFAULT 'create',
    UNIQUE (slugBase, slugNumber)
) STRICT;
CREATE TABLE entryCategory (
    entryID INTEGER NOT NULL REFERENCES entry (id) ON DELETE CASCADE,
    name TEXT NOT NULL,
    PRIMARY KEY (entryID, name)
) STRICT, WITHOUT ROWID;
CREATE TABLE entryMedia (
    entryID INTEGER NOT NULL REFERENCES entry (id) ON DELETE CASCADE,
    property TEXT NOT NULL CHECK (property IN ('photo', 'video', 'audio', 'content')),
    position INTEGER NOT NULL CHECK (position >= 0),
    mediaID INTEGER NOT NULL REFERENCES media (id),
    PRIMARY KEY (entryID, property, position)
) STRICT, WITHOUT ROWID;
CREATE TABLE fence (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    passes INTEGER NOT NULL
) STRICT;
CREATE TABLE formerPath (
    path TEXT PRIMARY KEY,
    entryID INTEGER NOT NULL REFERENCES entry (id) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;
CREATE TABLE grdb_migrations (identifier TEXT NOT NULL PRIMARY KEY);
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
CREATE TABLE refreshToken (
    tokenHash BLOB PRIMARY KEY CHECK (length(tokenHash) = 32),
    tokenID INTEGER NOT NULL REFERENCES token (id) ON DELETE CASCADE,
    -- What the owner granted; the renewed token may have less.
    scope TEXT NOT NULL CHECK (scope <> ''),
    createdAt INTEGER NOT NULL,
    expiresAt INTEGER NOT NULL,
    usedAt INTEGER
) STRICT, WITHOUT ROWID;
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
CREATE TABLE removedMedia (
    name TEXT PRIMARY KEY,
    removedAt INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
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
CREATE TABLE token (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    tokenHash BLOB NOT NULL UNIQUE CHECK (length(tokenHash) = 32),
    name TEXT NOT NULL,
    scope TEXT NOT NULL CHECK (scope <> ''),
    createdAt INTEGER NOT NULL,
    lastUsedAt INTEGER,
    revokedAt INTEGER
, clientID INTEGER REFERENCES client (id), lifetime INTEGER CHECK (lifetime > 0), expiresAt INTEGER) STRICT;
INSERT INTO "grdb_migrations" VALUES('1-entries-photos-tokens');
INSERT INTO "grdb_migrations" VALUES('2-owner-and-clients');
INSERT INTO "grdb_migrations" VALUES('3-micropub');
INSERT INTO "grdb_migrations" VALUES('4-media');
INSERT INTO "grdb_migrations" VALUES('5-shares');
INSERT INTO "token" VALUES(1,X'0000000000000000000000000000000000000000000000000000000000000000','test','create update delete media',1795274878,1795274880,NULL,NULL,NULL,NULL);
INSERT INTO "entry" VALUES(1,'20261121152800','20261121152800',0,'/notes/20261121152800','photo','{"type":["h-entry"],"properties":{"content":["A hill"],"category":["walks"],"photo":[{"value":"https://site.example/media/d5286653347bebfb633dc6aa48bb0ffa/full.png","alt":"A hill"}],"published":["2026-11-21T15:28:00Z"]}}',1795274880,0,1795274880,NULL,1,'published','public',NULL,1,1795274880,'test','create');
INSERT INTO "storedFile" VALUES(1,'d5286653347bebfb633dc6aa48bb0ffa','picture','image/png',40,30,1,NULL,0,96,310,X'0000000000000000000000000000000000000000000000000000000000000000',1795274880,NULL,NULL);
INSERT INTO "media" VALUES(1,'d5286653347bebfb633dc6aa48bb0ffa',1,'A hill','b.png',NULL,1795274880,NULL);
INSERT INTO "creation" VALUES(X'DF38080EA67171CC79D8D576B4F9F7A3638026BC76AF034DBCE5D2A45D9F4C3F',1,1795275780);
INSERT INTO "entryCategory" VALUES(1,'walks');
INSERT INTO "entryMedia" VALUES(1,'photo',0,1);
INSERT INTO "fence" VALUES(1,0);
INSERT INTO "share" VALUES(1,X'0000000000000000000000000000000000000000000000000000000000000000',1,NULL,1,0,1,2,NULL);
INSERT INTO "storedVariant" VALUES(1,'full.png','full','image/png',40,30,96,X'0000000000000000000000000000000000000000000000000000000000000000');
INSERT INTO "storedVariant" VALUES(1,'small.webp','small','image/webp',40,30,60,X'0000000000000000000000000000000000000000000000000000000000000000');
INSERT INTO "storedVariant" VALUES(1,'thumb.webp','thumb','image/webp',30,30,58,X'0000000000000000000000000000000000000000000000000000000000000000');
CREATE INDEX authorizationCodeByAge ON authorizationCode (createdAt);
CREATE INDEX refreshTokenByToken ON refreshToken (tokenID);
CREATE INDEX clientRequestByClient ON clientRequest (client, isProven, id);
CREATE INDEX clientRequestByToken ON clientRequest (tokenID, id) WHERE reason IS NOT NULL;
CREATE INDEX entryNewestFirst ON entry (publishedAt DESC, id DESC)
    WHERE deletedAt IS NULL AND state = 'published' AND visibility = 'public';
CREATE INDEX entryByTime ON entry (publishedAt DESC, id DESC) WHERE deletedAt IS NULL;
CREATE INDEX entryByChannel ON entry (channel, publishedAt DESC, id DESC) WHERE channel IS NOT NULL;
CREATE INDEX formerPathByEntry ON formerPath (entryID);
CREATE INDEX entryCategoryByName ON entryCategory (name, entryID);
CREATE INDEX creationByEnd ON creation (expiresAt);
CREATE INDEX jobByTime ON job (runAt) WHERE givenUpAt IS NULL;
CREATE INDEX storedFileByHash ON storedFile (sha256);
CREATE INDEX storedFileDeleted ON storedFile (id) WHERE deletedAt IS NOT NULL;
CREATE INDEX storedFileBytes ON storedFile (totalBytes);
CREATE INDEX mediaByFile ON media (fileID);
CREATE INDEX entryMediaByMedia ON entryMedia (mediaID);
CREATE INDEX entryHidden ON entry (publishedAt DESC, id DESC)
    WHERE deletedAt IS NOT NULL OR state <> 'published' OR visibility <> 'public';
CREATE INDEX entryByToken ON entry (tokenID) WHERE tokenID IS NOT NULL;
CREATE INDEX creationByEntry ON creation (entryID);
CREATE INDEX shareByMedia ON share (mediaID);
CREATE INDEX shareByEntry ON share (entryID);
CREATE INDEX shareByEnd ON share (expiresAt);
