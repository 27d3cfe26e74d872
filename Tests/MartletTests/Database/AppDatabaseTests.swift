import Foundation
import GRDB
import Testing

@testable import Martlet

@Suite struct `The database` {
    @Test func `writes with FULL synchronisation, a busy time-out and foreign keys`() async throws {
        let folder = try TemporaryFolder()
        let database = try AppDatabase(path: folder.path + "/x.sqlite")

        let settings = try await database.write { tx in
            try ["synchronous", "journal_mode", "foreign_keys", "busy_timeout", "mmap_size"].map { name in
                try Row.fetchOne(tx, sql: "PRAGMA \(name)").map { "\($0[0] ?? 0 as Int)" } ?? ""
            }
        }

        #expect(settings == ["2", "wal", "1", "5000", "0"])
    }

    @Test func `a write that fails leaves nothing`() async throws {
        let folder = try TemporaryFolder()
        let database = try AppDatabase(path: folder.path + "/x.sqlite")

        await #expect(throws: (any Error).self) {
            try await database.write { tx in
                _ = try TokenStore.insert(
                    NewToken(hash: SecretHash(of: "x"), name: "x", scope: .sample, createdAt: 0), tx)
                throw CancellationError()
            }
        }
        #expect(try await database.read(TokenStore.all).isEmpty)
    }

    @Test func `a newer schema is refused`() async throws {
        let folder = try TemporaryFolder()
        let path = folder.path + "/x.sqlite"
        let database = try AppDatabase(path: path)
        try await database.write {
            try $0.execute(sql: "INSERT INTO grdb_migrations (identifier) VALUES ('999-from-the-future')")
        }
        try database.close()

        let error = #expect(throws: StorageError.self) { try AppDatabase(path: path) }
        #expect(error?.description.contains("newer") == true)
    }

    @Test func `a second process is refused and told who is there`() throws {
        let folder = try TemporaryFolder()
        let first = try InstanceLock(dataDirectory: folder.path)

        let error = #expect(throws: InstanceLock.Held.self) { try InstanceLock(dataDirectory: folder.path) }
        #expect(error?.holder == Int(getpid()))
        withExtendedLifetime(first) {}
    }

    /// One fixture for each released schema, as SQL that made it. A migration that was released must never change.
    @Test(arguments: ["schema-1", "schema-3", "schema-5"])
    func `a database of an earlier release is brought up to date and keeps its rows`(fixture: String) async throws {
        let folder = try TemporaryFolder()
        let path = folder.path + "/x.sqlite"
        let old = try DatabaseQueue(path: path)
        let sql = try Checkout.text("Tests/MartletTests/Fixtures/\(fixture).sql")
        try await old.write { try $0.execute(sql: sql) }
        try old.close()
        let rows = try await AppDatabase(path: path).read { tx in
            try (EntryStore.latest(before: nil, limit: 9, tx).count, TokenStore.all(tx).count)
        }

        #expect(rows == (1, 1))
        let fresh = try AppDatabase(path: folder.path + "/fresh.sqlite")
        let migrated = try AppDatabase(path: path)
        #expect(try await fresh.read(Self.schema) == migrated.read(Self.schema))
    }

    @Sendable private static func schema(_ tx: AppDatabase.Transaction) throws -> [String] {
        try String.fetchAll(tx, sql: "SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL ORDER BY name")
            .map { $0.replacing(/\s+/, with: " ") }
    }
}

extension Scope {
    fileprivate static var sample: Scope {
        guard let scope = Scope("create") else { preconditionFailure("'create' is a scope") }
        return scope
    }
}
