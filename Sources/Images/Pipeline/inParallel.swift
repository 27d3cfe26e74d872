import CVips
import Glibc

/// Runs two pieces of blocking work at once, the first on a thread of its own, and returns both results.
///
/// Waits for both, then throws the first one's error before the second's. libvips work must not run on Swift's
/// cooperative pool, and the worker has no other pool.
func inParallel<First: Sendable, Second>(
    _ first: @escaping @Sendable () throws -> First,
    _ second: () throws -> Second
) throws -> (First, Second) {
    let work = ThreadWork(first)
    var thread = pthread_t()
    let status = pthread_create(
        &thread,
        nil,
        { context in
            guard let context else { return nil }
            Unmanaged<AnyThreadWork>.fromOpaque(context).takeUnretainedValue().perform()
            vips_thread_shutdown()
            return nil
        },
        Unmanaged<AnyThreadWork>.passUnretained(work).toOpaque()
    )
    // Without a second thread it only takes longer.
    if status != 0 { work.perform() }
    let secondResult = Result { try second() }
    if status == 0 { pthread_join(thread, nil) }
    return try withExtendedLifetime(work) { (try work.value(), try secondResult.get()) }
}

private class AnyThreadWork {
    func perform() {}
}

/// One closure and its result. The result is written before the thread ends and read after it was joined.
private final class ThreadWork<Value>: AnyThreadWork {
    private let body: () throws -> Value
    private var result: Result<Value, any Error>?

    init(_ body: @escaping () throws -> Value) {
        self.body = body
    }

    override func perform() {
        result = Result { try body() }
    }

    func value() throws -> Value {
        guard let result else { preconditionFailure("the work was not done before its result was asked for") }
        return try result.get()
    }
}
