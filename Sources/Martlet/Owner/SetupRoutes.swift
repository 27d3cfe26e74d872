import HTTPTypes
import Hummingbird

/// Choosing the first passphrase, or a new one for a forgotten one, by the link that the server's own output holds.
struct SetupRoutes: Sendable {
    let site: Site
    let link: SetupLink
    let passphrases: PassphraseKeeper
    let signIn: SignInRoutes
    let limiter: AttemptLimiter
    let pages: OwnerPages

    /// `GET /admin/setup?key=…`: the form. Looking at it uses nothing up.
    func page(_ visit: Visit) async throws -> Response {
        let generation = try await passphrases.generation()
        return try form(visit, key: visit.parameter("key") ?? "", generation: generation)
    }

    /// `POST /admin/setup`: stores the passphrase and signs the owner in; then the link is worth nothing.
    func choose(_ visit: Visit) async throws -> Response {
        try limiter.count(visit.peer)
        let key = visit.field("key")
        let generation = try await passphrases.generation()
        guard link.holds(key, generation: generation) else { throw refusal(key, generation) }
        let passphrase = visit.field("passphrase")
        if let complaint = PassphraseRule.complaint(passphrase, again: visit.field("again")) {
            return try form(visit, key: key, generation: generation, problem: complaint)
        }
        // Of two that use the link at once, one wins.
        guard try await passphrases.set(passphrase, replacing: generation, from: visit.peer) else {
            throw refusal(key, generation + 1)
        }
        limiter.forget(visit.peer)
        let answer = try await signIn.begin(.setup, visit, returnPath: OwnerPath.home, generation: generation + 1)
        return answer ?? OwnerGate.askToSignIn(visit.request)
    }

    private func form(_ visit: Visit, key: String, generation: Int64, problem: String? = nil) throws -> Response {
        guard link.holds(key, generation: generation) else { throw refusal(key, generation) }
        let frame = OwnerFrame(site, visit, problem: problem)
        return pages.response(
            SetupPage(frame: frame, key: key, isReset: generation > 0), status: problem == nil ? .ok : .badRequest)
    }

    /// Once there is a passphrase, nobody without a link learns that there is such a page; who has a used one is told so.
    private func refusal(_ key: String, _ generation: Int64) -> SiteError {
        if generation > 0, link.holds(key, generation: generation - 1) {
            return SiteError(
                .gone, code: "gone",
                "This link has been used. Sign in, or run “martlet setup --reset” on the server for a new one.")
        }
        guard generation == 0 else { return .notFound }
        return SiteError(
            .forbidden, code: "forbidden",
            "This link is older than an hour, or not whole. Run “martlet setup” on the server for a new one.")
    }
}
