extension Schema {
    /// Clients with their codes and tokens, the owner's passphrase and sessions, the log of clients.
    static let ownerAndClients = """
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
