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

    /// In the order in which they are applied; each has a file of its own.
    private static let migrations = [
        ("1-entries-photos-tokens", entriesPhotosTokens), ("2-owner-and-clients", ownerAndClients),
        ("3-micropub", micropub), ("4-media", media),
        ("5-shares", shares), ("6-lists", lists),
        ("7-withdrawn-media", withdrawnMedia), ("8-search", search),
        ("9-pages", pages),
        ("10-feeds", feeds),
    ]

    private static let migrator: DatabaseMigrator = {
        var migrator = DatabaseMigrator()
        for (name, sql) in migrations {
            migrator.registerMigration(name) { database in
                try database.execute(sql: sql)
                try Failpoint.migrationApplied.hit()
            }
        }
        return migrator
    }()
}
