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
    private let doubt = Mutex(CommitDoubt.none)

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
        } catch {
            throw StorageError.wrap(error)
        }
    }

    /// Runs `body` in the one write transaction and returns once it is on the disk.
    ///
    /// The caller's cancellation does not reach the transaction: it is whole, or it is not there.
    ///
    /// - Parameter undo: called as soon as it is sure that the transaction is not there and never will be: the place to
    ///   remove files that belong to it. While a failed commit is in doubt it is not called, and at a crash neither.
    /// - Throws: what `body` throws; ``StorageError`` when SQLite refuses, with ``StorageError/commitFailed`` or
    ///   ``StorageError/commitUncertain`` for an error of `COMMIT` itself.
    func write<Value: Sendable>(
        undo: @escaping @Sendable () -> Void = {}, _ body: @escaping @Sendable (Transaction) throws -> Value
    ) async throws -> Value {
        try await withCheckedThrowingContinuation { continuation in
            pool.asyncWriteWithoutTransaction { database in
                continuation.resume(with: Result { try self.commit(database, undo, body) }.mapError(StorageError.wrap))
            }
        }
    }

    /// Whether writes are accepted, as far as is known before one is tried; for health checks.
    var acceptsWrites: Bool {
        doubt.withLock { if case .lasting = $0 { false } else { true } }
    }

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
        // The pool closes its readers last, and those can't do it.
        try pool.writeWithoutTransaction { try $0.execute(sql: "PRAGMA wal_checkpoint(TRUNCATE)") }
        try pool.close()
    }

    private func commit<Value>(
        _ database: Database, _ undo: @escaping @Sendable () -> Void, _ body: (Transaction) throws -> Value
    ) throws -> Value {
        var value: Value?
        do {
            try settle(database)
            try database.inTransaction(.immediate) {
                let result = try body(database)
                try Failpoint.databaseBeforeCommit.hit()
                value = result
                try Failpoint.databaseCommit.hit()
                return .commit
            }
        } catch {
            guard value == nil else { throw afterFailedCommit(database, undo, StorageError.wrap(error)) }
            undo()
            throw error
        }
        guard let value else { throw StorageError.writesStopped }
        // Nothing after COMMIT may fail: only a kill counts here.
        try? Failpoint.databaseCommitted.hit()
        return value
    }

    /// Finds out what an error of `COMMIT` itself means.
    ///
    /// After an I/O error on the log's sync the transaction can come back when the file is opened again. Once another commit
    /// has taken its place in the log, it can't.
    private func afterFailedCommit(
        _ database: Database, _ undo: @escaping @Sendable () -> Void, _ error: any Error
    ) -> StorageError {
        do {
            try fence(database)
            undo()
            return .commitFailed(error)
        } catch let fenceError {
            let isFull = StorageError.isFull(error) && StorageError.isFull(StorageError.wrap(fenceError))
            doubt.withLock { $0 = isFull ? .diskFull(undo: undo) : .lasting }
            return .commitUncertain(error)
        }
    }

    /// Before a write: a doubt that came from a full disk is over once there is room for the fence.
    private func settle(_ database: Database) throws {
        switch doubt.withLock({ $0 }) {
        case .none: return
        case .lasting: throw StorageError.writesStopped
        case .diskFull(let undo):
            try fence(database)
            undo()
            doubt.withLock { $0 = .none }
        }
    }

    private func fence(_ database: Database) throws {
        try Failpoint.databaseFence.hit()
        try database.inTransaction(.immediate) {
            try database.execute(sql: "UPDATE fence SET passes = passes + 1")
            return .commit
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

/// Whether a commit that failed may still be in the write-ahead log.
private enum CommitDoubt {
    case none
    /// The disk was full for the commit and for the fence behind it.
    case diskFull(undo: @Sendable () -> Void)
    /// Another error: after a failed sync the kernel may tell the next one that all is well, so only a restart helps.
    case lasting
}
