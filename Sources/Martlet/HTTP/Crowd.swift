import HTTPTypes
import Synchronization

/// Lets few in at once, in all and of one peer: for work that costs a lot and that strangers may ask for.
final class Crowd: Sendable {
    private struct State {
        var total = 0
        var ofPeer: [String: Int] = [:]
    }

    private let state = Mutex(State())
    private let most: Int
    private let mostOfPeer: Int
    private let patience: Duration

    /// - Parameter patience: how long somebody waits for a place.
    init(most: Int, ofPeer mostOfPeer: Int, patience: Duration = .zero) {
        self.most = most
        self.mostOfPeer = mostOfPeer
        self.patience = patience
    }

    /// Does the work while it has a place.
    ///
    /// - Throws: ``SiteError`` 503 with `Retry-After` when there is none, and what the work throws.
    func admit<Value: Sendable>(_ peer: String, _ work: () async throws -> Value) async throws -> Value {
        let end = ContinuousClock.now + patience
        var isIn = enter(peer)
        while !isIn, ContinuousClock.now < end {
            try await Task.sleep(for: .milliseconds(10))
            isIn = enter(peer)
        }
        guard isIn else {
            throw SiteError(
                .serviceUnavailable, code: "temporarily_unavailable",
                "Too many are asking for this at once. Try again in a moment.", headers: [.retryAfter: "5"])
        }
        defer { leave(peer) }
        return try await work()
    }

    private func enter(_ peer: String) -> Bool {
        state.withLock { state in
            guard state.total < most, state.ofPeer[peer, default: 0] < mostOfPeer else { return false }
            state.total += 1
            state.ofPeer[peer, default: 0] += 1
            return true
        }
    }

    private func leave(_ peer: String) {
        state.withLock { state in
            state.total -= 1
            let left = state.ofPeer[peer, default: 1] - 1
            state.ofPeer[peer] = left == 0 ? nil : left
        }
    }
}
