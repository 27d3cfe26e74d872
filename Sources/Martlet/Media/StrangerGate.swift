import HTTPTypes
import Synchronization

/// Lets few requests through that bring files before they have shown a token.
///
/// A multipart body may carry its token behind the files, so these must be taken on trust for a while: only a few at a time,
/// so that strangers can't fill the disk.
final class StrangerGate: Sendable {
    private let free: Mutex<Int>

    init(_ places: Int = 4) { free = Mutex(places) }

    /// Takes a place, to be given back with ``leave()``.
    ///
    /// - Throws: 503 with `Retry-After` when there is none.
    func enter() throws {
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
    }

    func leave() { free.withLock { $0 += 1 } }
}
