/// A link by which the owner shows a file or a post to whoever has it.
struct Share: Sendable, Equatable {
    let id: Int64
    /// nil once what it was about is gone.
    let target: Target?
    /// Whether it opens one time only.
    let isOnce: Bool
    /// Whether its file is destroyed when it has been opened.
    let isDestroying: Bool
    let createdAt: Int64
    let expiresAt: Int64
    /// When it was opened, for one that opens once.
    let redeemedAt: Int64?

    /// What it shows.
    enum Target: Sendable, Equatable {
        case media(Int64)
        case entry(Int64)
    }

    /// What the owner wishes of a new one.
    struct Wish: Sendable, Equatable {
        let target: Target
        var isOnce = true
        var isDestroying = false
        /// Seconds.
        var lifetime: Int64 = 86_400

        /// The lifetimes to choose from: an hour, a day, a week, thirty days.
        static let lifetimes: [Int64] = [3600, 86_400, 7 * 86_400, 30 * 86_400]
    }

    /// Why a link doesn't open any more.
    enum End: Error, Equatable {
        case used
        case expired
        /// What it showed has been deleted.
        case gone
    }

    /// - Throws: ``End`` when it doesn't open at this time.
    func check(at now: Int64) throws(End) {
        guard redeemedAt == nil else { throw .used }
        guard now < expiresAt else { throw .expired }
        guard target != nil else { throw .gone }
    }
}
