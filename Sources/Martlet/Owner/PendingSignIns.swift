import Synchronization

/// A sign-in through another site that waits for its answer.
struct PendingSignIn: Sendable {
    /// What the owner typed, in its canonical form.
    let profile: String
    let server: FoundServer
    let verifier: String
    /// Who began it: the answer must come from the same browser.
    let browser: SecretHash
    /// The address that it was begun from.
    let peer: String
    let returnPath: String
    let begunAt: Int64
}

/// Sign-ins that wait for their answers, in memory: each is answered once, within ten minutes, in the browser that began it.
final class PendingSignIns: Sendable {
    private let waiting = Mutex<[SecretHash: PendingSignIn]>([:])

    /// Seconds in which an answer must come.
    static let lifetime: Int64 = 600
    private static let (most, mostOfPeer) = (500, 5)

    /// Keeps a sign-in under its state. Where too many of one peer wait, its oldest goes, and where too many wait in all,
    /// the oldest of all.
    func add(_ pending: PendingSignIn, state: Secret) {
        waiting.withLock { waiting in
            waiting = waiting.filter { Self.isFresh($0.value, at: pending.begunAt) }
            let own = waiting.filter { $0.value.peer == pending.peer }
            let crowd = own.count >= Self.mostOfPeer ? own : waiting.count >= Self.most ? waiting : [:]
            if let oldest = crowd.min(by: { $0.value.begunAt < $1.value.begunAt }) { waiting[oldest.key] = nil }
            waiting[state.hash] = pending
        }
    }

    /// The sign-in of a state, taken out; nil when there is none for this browser.
    func take(state: Secret, browser: SecretHash, at now: Int64) -> PendingSignIn? {
        waiting.withLock { waiting in
            guard let pending = waiting[state.hash], pending.browser == browser else { return nil }
            waiting[state.hash] = nil
            return Self.isFresh(pending, at: now) ? pending : nil
        }
    }

    private static func isFresh(_ pending: PendingSignIn, at now: Int64) -> Bool {
        abs(now - pending.begunAt) <= lifetime
    }
}
