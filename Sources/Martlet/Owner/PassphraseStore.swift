import Foundation
import GRDB

/// The one row of the owner's passphrase.
enum PassphraseStore {
    static func passphrase(_ tx: AppDatabase.Transaction) throws -> StoredPassphrase? {
        try Row.fetchOne(
            tx, sql: "SELECT hash, salt, rounds, blockSize, parallelism, generation FROM passphrase"
        ).map { row in
            StoredPassphrase(
                hash: row[0], salt: row[1],
                cost: PassphraseCost(rounds: row[2], blockSize: row[3], parallelism: row[4]), generation: row[5])
        }
    }

    /// Stores a passphrase in place of the one of the generation before.
    static func save(_ passphrase: StoredPassphrase, at time: Int64, _ tx: AppDatabase.Transaction) throws {
        let cost = passphrase.cost
        try tx.execute(
            literal: """
                INSERT INTO passphrase (id, hash, salt, rounds, blockSize, parallelism, changedAt, generation)
                VALUES (1, \(passphrase.hash), \(passphrase.salt), \(cost.rounds), \(cost.blockSize),
                        \(cost.parallelism), \(time), \(passphrase.generation))
                ON CONFLICT (id) DO UPDATE SET hash = excluded.hash, salt = excluded.salt, rounds = excluded.rounds,
                    blockSize = excluded.blockSize, parallelism = excluded.parallelism,
                    changedAt = excluded.changedAt, generation = excluded.generation
                """)
    }
}
