import Synchronization

/// What the steps of a request find out for the owner's log of clients.
final class ClientTrace: Sendable {
    struct Findings: Sendable {
        /// A `client_id`, or the name of a token.
        var client = ""
        /// Whether that was proved, and isn't only what somebody says of themselves.
        var isProven = false
        var tokenID: Int64?
        /// What was asked, more exactly than by the address: `create`.
        var action = ""
        /// A word for an outcome that isn't an error of this request: `access_denied`.
        var reason: String?
        var message: String?
    }

    private let state = Mutex(Findings())

    var findings: Findings { state.withLock { $0 } }

    func note(client: String, tokenID: Int64? = nil, isProven: Bool) {
        state.withLock {
            $0.client = client
            $0.isProven = isProven
            $0.tokenID = tokenID ?? $0.tokenID
        }
    }

    func note(action: String) { state.withLock { $0.action = action } }

    func note(reason: String, _ message: String) {
        state.withLock {
            $0.reason = reason
            $0.message = message
        }
    }
}

/// A refusal with a finer word than the one that goes over the wire, for the owner's log.
struct TracedRefusal: Error {
    /// What the client is told.
    let error: any Error
    /// Such as `expired_token`.
    let reason: String
    /// A sentence for the owner.
    let message: String
}
