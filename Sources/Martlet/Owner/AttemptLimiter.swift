import HTTPTypes
import Synchronization

/// Slows down whoever tries too often, by the address of the peer.
///
/// Each peer has ten attempts, and gets one back every thirty seconds: the owner is never locked out for long, and a stranger
/// at another address never takes the owner's attempts. What is kept is bounded; who was away for long has all attempts.
final class AttemptLimiter: Sendable {
    private struct Account {
        var used: Int64
        var asOf: Int64
    }

    private let accounts = Mutex<[String: Account]>([:])
    private let clock: Clock
    private let attempts: Int64
    private let secondsEach: Int64
    private static let mostAccounts = 10_000

    init(clock: Clock, attempts: Int64 = 10, secondsEach: Int64 = 30) {
        self.clock = clock
        self.attempts = attempts
        self.secondsEach = secondsEach
    }

    /// Counts an attempt.
    ///
    /// - Throws: ``SiteError`` 429 with `Retry-After` when there were too many.
    func count(_ peer: String) throws {
        let now = clock.now()
        let wait: Int64? = accounts.withLock { accounts in
            var account = settled(accounts[peer], at: now)
            guard account.used < attempts else {
                accounts[peer] = account
                return max(1, account.asOf + secondsEach - now)
            }
            account.used += 1
            makeRoom(in: &accounts, at: now)
            accounts[peer] = account
            return nil
        }
        guard let wait else { return }
        throw SiteError(
            .tooManyRequests, code: "temporarily_unavailable",
            "Those were too many attempts. Try again in \(wait) seconds.", headers: [.retryAfter: String(wait)])
    }

    /// Gives an attempt back that was not made after all.
    func giveBack(_ peer: String) { accounts.withLock { $0[peer]?.used -= 1 } }

    /// Forgets a peer's attempts, after one that succeeded.
    func forget(_ peer: String) { accounts.withLock { _ = $0.removeValue(forKey: peer) } }

    /// An account with the attempts given back that time has given back.
    private func settled(_ account: Account?, at now: Int64) -> Account {
        guard var account, account.asOf <= now else { return Account(used: account?.used ?? 0, asOf: now) }
        let back = (now - account.asOf) / secondsEach
        if back >= account.used { return Account(used: 0, asOf: now) }
        account.used -= back
        account.asOf += back * secondsEach
        return account
    }

    private func makeRoom(in accounts: inout [String: Account], at now: Int64) {
        guard accounts.count >= Self.mostAccounts else { return }
        accounts = accounts.filter { settled($0.value, at: now).used > 0 }
        // A flood from everywhere: those who tried least are let go.
        if accounts.count >= Self.mostAccounts { accounts = accounts.filter { $0.value.used > 1 } }
        if accounts.count >= Self.mostAccounts { accounts.removeAll() }
    }
}
