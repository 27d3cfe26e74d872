-- The schema of release 3, with a row of some kinds. Never edited: it stands for databases that exist.
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
CREATE TABLE entryPhoto (
    entryID INTEGER NOT NULL REFERENCES entry (id) ON DELETE CASCADE,
    position INTEGER NOT NULL CHECK (position >= 0),
    photoID INTEGER NOT NULL REFERENCES photo (id),
    PRIMARY KEY (entryID, position)
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
INSERT INTO "token" VALUES(1,X'BA8D064FB3BDAAAD2BB9204025A5399DB733AAAEE1A4848C5F20D7568DA4488E','fixture','create update media',1795264196,1795264196,NULL,NULL,NULL,NULL);
INSERT INTO "entry" VALUES(1,'20261121122956','20261121122956',0,'/notes/20261121122956','note','{"type":["h-entry"],"properties":{"content":["Hi"],"category":["a"],"published":["2026-11-21T12:29:56Z"]}}',1795264196,0,1795264196,NULL,1,'published','public',NULL,2,1795264196,'fixture','update');
INSERT INTO "clientRequest" VALUES(1,1795264196,'fixture',1,1,'POST /micropub create',201,NULL,NULL);
INSERT INTO "clientRequest" VALUES(2,1795264196,'fixture',1,1,'POST /micropub update',204,NULL,NULL);
INSERT INTO "clientRequest" VALUES(3,1795264196,'fixture',1,1,'POST /micropub create',400,'invalid_request','“published” is no date and time such as 2026-11-21T07:20:00+01:00.');
INSERT INTO "creation" VALUES(X'28CA5CB617ECBA9022FE4269DE371E943EDD21F7B7B084C2FEB2ED787816BA20',1,1795265096);
INSERT INTO "entryCategory" VALUES(1,'a');
INSERT INTO "fence" VALUES(1,0);
INSERT INTO "job" VALUES(1,'sweep','{}','sweep',NULL,1795264195,1795350595,0,NULL,NULL,NULL,NULL);
INSERT INTO "refusedPost" VALUES(1,1795264196,'fixture',1,'form','content=Hello&published=x',400,'invalid_request','“published” is no date and time such as 2026-11-21T07:20:00+01:00.');
INSERT INTO "revision" VALUES(1,1,'{"type":["h-entry"],"properties":{"content":["Hello"],"category":["a"],"published":["2026-11-21T12:29:56Z"]}}','published','public',1795264196,'fixture','create');
CREATE INDEX photoDeleted ON photo (id) WHERE deletedAt IS NOT NULL;
CREATE INDEX entryPhotoByPhoto ON entryPhoto (photoID);
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
