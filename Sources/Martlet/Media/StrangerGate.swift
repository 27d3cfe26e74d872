import HTTPTypes
import Synchronization

/// Lets few requests through that bring files before they have shown a token.
///
/// A multipart body may carry its token behind the files, so these must be taken on trust for a while: two at a time, so that
/// strangers can't fill the disk.
final class StrangerGate: Sendable {
    private let free: Mutex<Int>

    init(_ places: Int = 2) { free = Mutex(places) }

    /// Runs `body` if there is a place.
    ///
    /// - Throws: 503 with `Retry-After` when there is none.
    func pass<Value>(_ body: () async throws -> Value) async throws -> Value {
        let isFree = free.withLock { places in
            guard places > 0 else { return false }
            places -= 1
            return true
        }
        guard isFree else {
            throw SiteError(
                .serviceUnavailable, code: "temporarily_unavailable",
                "Too many uploads without a token in the Authorization header.", headers: [.retryAfter: "10"])
        }
        defer { free.withLock { $0 += 1 } }
        return try await body()
    }
}
