import HTTPTypes
import Synchronization

/// Lets so many uploads through at once; others wait for a while, in the order in which they came.
final class UploadPlaces: Sendable {
    private struct State {
        var free: Int
        var waiting: [(id: Int, continuation: CheckedContinuation<Bool, Never>)] = []
        var nextID = 0
    }

    private let state: Mutex<State>
    private let patience: Duration

    /// The most that wait; the next is told so at once.
    private static let mostWaiting = 64

    init(_ places: Int, patience: Duration = .seconds(10)) {
        state = Mutex(State(free: places))
        self.patience = patience
    }

    /// Takes a place, to be given back with ``leave()``.
    ///
    /// - Throws: ``SiteError`` 503 with `Retry-After` when none comes free in time.
    func enter() async throws {
        let id = state.withLock { state in
            state.nextID += 1
            return state.nextID
        }
        var timeout: Task<Void, any Error>?
        let hasPlace = await withCheckedContinuation { continuation in
            let answer: Bool? = state.withLock { state in
                if state.free > 0 {
                    state.free -= 1
                    return true
                }
                guard state.waiting.count < Self.mostWaiting else { return false }
                state.waiting.append((id, continuation))
                return nil
            }
            if let answer { return continuation.resume(returning: answer) }
            // Not before it is in line: it would find nobody to tell.
            timeout = Task {
                try await Task.sleep(for: patience)
                giveUp(id)
            }
        }
        timeout?.cancel()
        guard hasPlace else {
            throw SiteError(
                .serviceUnavailable, code: "temporarily_unavailable",
                "Too many uploads are on their way. Try again in a moment.", headers: [.retryAfter: "10"])
        }
    }

    func leave() {
        let next = state.withLock { state -> CheckedContinuation<Bool, Never>? in
            guard !state.waiting.isEmpty else {
                state.free += 1
                return nil
            }
            return state.waiting.removeFirst().continuation
        }
        next?.resume(returning: true)
    }

    private func giveUp(_ id: Int) {
        let late = state.withLock { state -> CheckedContinuation<Bool, Never>? in
            guard let index = state.waiting.firstIndex(where: { $0.id == id }) else { return nil }
            return state.waiting.remove(at: index).continuation
        }
        late?.resume(returning: false)
    }
}
