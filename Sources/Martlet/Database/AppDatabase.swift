import GRDB
import Synchronization

/// The one SQLite file of the site: many readers, one writer, every acknowledged write on the disk.
///
/// WAL with `synchronous = FULL`, foreign keys on, a busy time-out of five seconds. Writing tools share the process or wait
/// for the instance lock (see ``InstanceLock``): SQLite 3.40 has a WAL bug that needs two writing connections.
final class AppDatabase: Sendable {
    /// A transaction in progress. Rules pass it on to stores; only stores and the schema look inside.
    typealias Transaction = Database

    private let pool: DatabasePool
    private let writesStopped = Mutex(false)

    /// Opens the file at `path`, brings its schema up to date and proves the settings that durability stands on.
    ///
    /// - Throws: ``StorageError/newerSchema`` when a newer program made the file, ``StorageError/unsafeSetting`` when SQLite
    ///   did not take a setting, or what SQLite says.
    init(path: String) throws {
        pool = try DatabasePool(path: path, configuration: Self.configuration)
        try Self.makeDurable(pool)
        try Schema.migrate(pool)
    }

    /// Opens the file at `path` beside whatever else has it open, for reading only; it must have this program's schema.
    init(readingOnly path: String) throws {
        var configuration = Self.configuration
        configuration.readonly = true
        pool = try DatabasePool(path: path, configuration: configuration)
        try Schema.check(pool)
    }

    private static var configuration: Configuration {
        var configuration = Configuration()
        configuration.busyMode = .timeout(5)
        configuration.maximumReaderCount = 4
        configuration.label = "martlet"
        configuration.prepareDatabase { database in
            try database.execute(sql: "PRAGMA mmap_size = 0")
        }
        return configuration
    }

    /// Runs `body` in a read of one consistent snapshot.
    func read<Value: Sendable>(_ body: @escaping @Sendable (Transaction) throws -> Value) async throws -> Value {
        do {
            return try await pool.read(body)
        } catch let error as DatabaseError {
            throw StorageError(error)
        }
    }

    /// Runs `body` in the one write transaction and returns once it is on the disk.
    ///
    /// The caller's cancellation does not reach the transaction: it is whole, or it is not there.
    ///
    /// - Throws: what `body` throws (all rolled back); ``StorageError/commitFailed`` when `COMMIT` failed and is surely
    ///   undone; ``StorageError/commitUncertain`` when it may come back at the next start, so that files which belong to
    ///   it must be kept; ``StorageError/writesStopped`` after that.
    func write<Value: Sendable>(_ body: @escaping @Sendable (Transaction) throws -> Value) async throws -> Value {
        try await withCheckedThrowingContinuation { continuation in
            pool.asyncWriteWithoutTransaction { database in
                continuation.resume(
                    with: Result {
                        do {
                            return try self.commit(database, body)
                        } catch let error as DatabaseError {
                            throw StorageError(error)
                        }
                    })
            }
        }
    }

    /// Whether the database answers and accepts writes; for health checks.
    var acceptsWrites: Bool { !writesStopped.withLock { $0 } }

    /// What SQLite finds wrong with the file itself; nothing when all is well.
    @Sendable static func integrityProblems(_ tx: Transaction) throws -> [String] {
        let damage = try String.fetchAll(tx, sql: "PRAGMA integrity_check").filter { $0 != "ok" }
        let orphans = try Row.fetchAll(tx, sql: "PRAGMA foreign_key_check").map { row in
            "row \(row[1] ?? 0 as Int64) of \(row[0] ?? "") refers to a row that isn't there"
        }
        return damage + orphans
    }

    /// Moves the write-ahead log into the database file and closes it; the object can't be used any more.
    func close() throws {
        try pool.close()
    }

    private func commit<Value>(_ database: Database, _ body: (Transaction) throws -> Value) throws -> Value {
        guard acceptsWrites else { throw StorageError.writesStopped }
        var value: Value?
        do {
            try database.inTransaction(.immediate) {
                let result = try body(database)
                try Failpoint.databaseBeforeCommit.hit()
                value = result
                try Failpoint.databaseCommit.hit()
                return .commit
            }
        } catch  where value != nil {
            // The error came from COMMIT itself. After an I/O error on the log's sync the transaction can come back when the
            // file is opened again; once another commit has taken its place in the log, it can't.
            try fence(database, after: error)
            throw StorageError.commitFailed(error)
        }
        guard let value else { throw StorageError.writesStopped }
        // Nothing after COMMIT may fail: only a kill counts here.
        try? Failpoint.databaseCommitted.hit()
        return value
    }

    private func fence(_ database: Database, after commitError: any Error) throws {
        do {
            try Failpoint.databaseFence.hit()
            try database.inTransaction(.immediate) {
                try database.execute(sql: "UPDATE fence SET passes = passes + 1")
                return .commit
            }
        } catch {
            writesStopped.withLock { $0 = true }
            throw StorageError.commitUncertain(commitError)
        }
    }

    /// GRDB's pool sets `synchronous = NORMAL` after its configuration has run, so FULL is set here and read back.
    private static func makeDurable(_ pool: DatabasePool) throws {
        try pool.barrierWriteWithoutTransaction { database in
            try database.execute(sql: "PRAGMA synchronous = FULL")
            let expected = [("synchronous", "2"), ("journal_mode", "wal"), ("foreign_keys", "1"), ("mmap_size", "0")]
            for (setting, value) in expected {
                let row = try Row.fetchOne(database, sql: "PRAGMA \(setting)")
                let found = row?[0].map { String.fromDatabaseValue($0.databaseValue) ?? "\($0)" } ?? "nothing"
                guard found == value else {
                    throw StorageError.unsafeSetting(name: setting, expected: value, found: found)
                }
            }
        }
    }
}

/// What can go wrong with storage as such, apart from what SQLite and the file system say.
enum StorageError: OwnerError {
    /// Another connection held the database for longer than the time-out.
    case busy(any Error)
    /// The disk is full.
    case full(any Error)
    /// SQLite said no for another reason.
    case failed(any Error)
    /// `COMMIT` failed and the transaction is surely undone.
    case commitFailed(any Error)
    /// `COMMIT` failed and the transaction may be there after the next start.
    case commitUncertain(any Error)
    /// A commit has failed before and could not be settled: only a restart makes the database writable again.
    case writesStopped
    /// The database was made by a newer program.
    case newerSchema(path: String)
    /// The database was made by an older program and has not been brought up to date.
    case olderSchema(path: String)
    /// SQLite did not take a setting that durability stands on.
    case unsafeSetting(name: String, expected: String, found: String)

    fileprivate init(_ error: DatabaseError) {
        self =
            switch error.resultCode {
            case .SQLITE_BUSY, .SQLITE_LOCKED: .busy(error)
            case .SQLITE_FULL: .full(error)
            default: .failed(error)
            }
    }

    var description: String {
        switch self {
        case .busy(let error): "the database is busy: \(error)"
        case .full(let error): "the disk is full: \(error)"
        case .failed(let error): "\(error)"
        case .commitFailed(let error): "the write could not be committed and was undone: \(error)"
        case .commitUncertain(let error):
            "a commit failed and could not be settled; writing stops until a restart: \(error)"
        case .writesStopped: "writing has stopped after a failed commit; restart the server"
        case .newerSchema(let path): "\(path) was made by a newer Martlet; use that version, or restore a backup"
        case .olderSchema(let path):
            "\(path) was made by an older Martlet; start the server once to bring it up to date"
        case .unsafeSetting(let name, let expected, let found):
            "SQLite runs with \(name) = \(found) where \(expected) is needed for safe writes"
        }
    }
}
