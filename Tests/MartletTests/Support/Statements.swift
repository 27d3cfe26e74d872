import GRDB
import Synchronization

@testable import Martlet

extension AppDatabase {
    /// How many statements `body` runs.
    func statements(_ body: @escaping @Sendable (Transaction) throws -> Void) async throws -> Int {
        try await read { tx in
            let count = Counter()
            tx.trace { _ in count.increase() }
            defer { tx.trace(options: []) }
            try body(tx)
            return count.value
        }
    }
}

/// Counts from several threads.
final class Counter: Sendable {
    private let count = Mutex(0)

    var value: Int { count.withLock { $0 } }

    func increase() { count.withLock { $0 += 1 } }
}
