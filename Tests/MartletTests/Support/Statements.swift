import GRDB

@testable import Martlet

extension AppDatabase {
    /// How many statements `body` runs, those not counted that the index of the search runs for itself.
    func statements(_ body: @escaping @Sendable (Transaction) throws -> Void) async throws -> Int {
        try await read { tx in
            let count = Counter()
            tx.trace { event in
                // Those that FTS5 runs on its own tables are the cost of a match, and not of ours.
                let sql = "\(event)"
                let isItsOwn = ["entrySearch_", "data_version"].contains { sql.contains($0) }
                if !sql.hasPrefix("--"), !isItsOwn { count.increase() }
            }
            defer { tx.trace(options: []) }
            try body(tx)
            return count.value
        }
    }
}
