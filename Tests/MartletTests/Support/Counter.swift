import Synchronization

/// Counts from several threads.
final class Counter: Sendable {
    private let count = Mutex(0)

    var value: Int { count.withLock { $0 } }

    /// - Returns: the new value.
    @discardableResult
    func increase() -> Int {
        count.withLock { count in
            count += 1
            return count
        }
    }
}
