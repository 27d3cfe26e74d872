/// Has the owner prove once more that they are there, before something that a stranger at an open screen must not do.
///
/// With a passphrase: by giving it again. Without one, where the owner signs in through another site: by having signed in
/// within the last ten minutes.
struct OwnerProof: Sendable {
    let passphrases: PassphraseKeeper
    let limiter: AttemptLimiter
    let clock: Clock

    /// What a page must ask for.
    enum Demand: Sendable { case passphrase, signIn, nothing }

    func demand(_ owner: OwnerVisit) async throws -> Demand {
        if try await passphrases.generation() > 0 { return .passphrase }
        return owner.session.isConfirmed(at: clock.now()) ? .nothing : .signIn
    }

    /// Why the proof doesn't hold, in a sentence; nil when it does.
    ///
    /// - Throws: 429 after too many attempts.
    func complaint(_ owner: OwnerVisit, passphrase: String) async throws -> String? {
        switch try await demand(owner) {
        case .nothing: return nil
        case .signIn: return "Confirm at your own site first that it is you."
        case .passphrase:
            try limiter.count(owner.visit.peer)
            guard try await passphrases.generation(of: passphrase, from: owner.visit.peer) != nil else {
                return "That is not the passphrase."
            }
            limiter.forget(owner.visit.peer)
            return nil
        }
    }
}
