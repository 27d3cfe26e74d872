import HTTPTypes
import Hummingbird

/// Changing the passphrase.
struct PassphraseRoutes: Sendable {
    let site: Site
    let passphrases: PassphraseKeeper
    let proof: OwnerProof
    let signIn: SignInRoutes
    let pages: OwnerPages

    /// `GET /admin/passphrase`
    func page(_ owner: OwnerVisit) async throws -> Response {
        try await form(owner)
    }

    /// `POST /admin/passphrase`: stores a new one, once the old one was given; signs out all other browsers.
    func change(_ owner: OwnerVisit) async throws -> Response {
        let visit = owner.visit
        if let complaint = try await proof.complaint(owner, passphrase: visit.field("current")) {
            return try await form(owner, problem: complaint)
        }
        let passphrase = visit.field("passphrase")
        if let complaint = PassphraseRule.complaint(passphrase, again: visit.field("again")) {
            return try await form(owner, problem: complaint)
        }
        let generation = try await passphrases.generation()
        guard try await passphrases.set(passphrase, replacing: generation, from: visit.peer) else {
            return try await form(owner, problem: "The passphrase was changed elsewhere meanwhile.")
        }
        let answer = try await signIn.begin(
            .passphrase, visit, returnPath: OwnerPath.home + "?done=passphrase", generation: generation + 1)
        return answer ?? OwnerGate.askToSignIn(visit.request)
    }

    private func form(_ owner: OwnerVisit, problem: String? = nil) async throws -> Response {
        let demand = try await proof.demand(owner)
        let frame = OwnerFrame(site, owner.visit, path: OwnerPath.passphrase, problem: problem)
        return pages.response(
            PassphrasePage(frame: frame, demand: demand), status: problem == nil ? .ok : .badRequest,
            leadsAway: demand == .signIn)
    }
}
