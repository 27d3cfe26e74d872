/// A browser in which the owner is signed in.
struct Session: Sendable, Equatable {
    let id: Int64
    let method: Method
    /// What the browser says it is.
    let userAgent: String
    /// Seconds since 1970.
    let createdAt: Int64
    let lastSeenAt: Int64
    /// When the owner last proved to be there.
    let confirmedAt: Int64

    /// How the owner proved to be there.
    enum Method: String, Sendable {
        case passphrase, indieauth
        /// By the link to choose a passphrase.
        case setup
    }

    /// Seconds without a request after which a session ends: two weeks.
    static let idle: Int64 = 14 * 86_400
    /// Seconds after which it ends in any case: 90 days.
    static let longest: Int64 = 90 * 86_400
    /// Seconds for which a proof counts as fresh, where there is no passphrase to ask for again.
    static let fresh: Int64 = 10 * 60

    var expiresAt: Int64 { min(lastSeenAt + Self.idle, createdAt + Self.longest) }

    func isValid(at time: Int64) -> Bool { time < expiresAt }

    /// Whether the owner proved to be there a moment ago.
    func isConfirmed(at time: Int64) -> Bool { abs(time - confirmedAt) <= Self.fresh }

    /// Whether being seen at a time tells more than the last time: a write for every page would say no more.
    func isWorthNoting(at time: Int64) -> Bool { time - lastSeenAt >= 300 }
}
