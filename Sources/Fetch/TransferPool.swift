import NIOPosix
import Synchronization

/// The threads on which transfers block, and how many may wait for one.
final class TransferPool: Sendable {
    /// The one of the process; its threads are started by the first fetch.
    static let shared = TransferPool(threads: 8, waiting: 64)
    /// For tests that run side by side: nobody is turned away.
    static let patient = TransferPool(threads: 8, waiting: 10_000)

    /// There is neither a thread nor a place to wait.
    struct Full: Error {}

    private let threads: NIOThreadPool
    private let places: Int
    private let taken = Mutex(0)

    /// How many are running or waiting.
    var admitted: Int { taken.withLock { $0 } }

    /// Starts the threads, which run until the process ends.
    init(threads count: Int, waiting: Int) {
        places = count + waiting
        threads = NIOThreadPool(numberOfThreads: count)
        threads.start()
    }

    /// Runs `body` on one of the threads.
    ///
    /// - Throws: ``Full``, `CancellationError` when the task was cancelled before a thread was free, and what `body`
    ///   throws.
    func run<Value: Sendable>(_ body: @escaping @Sendable () throws -> Value) async throws -> Value {
        let isAdmitted = taken.withLock { taken in
            guard taken < places else { return false }
            taken += 1
            return true
        }
        guard isAdmitted else { throw Full() }
        defer { taken.withLock { $0 -= 1 } }
        return try await threads.runIfActive(body)
    }
}
