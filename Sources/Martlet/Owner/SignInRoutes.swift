import HTTPTypes
import Hummingbird
import IndieWeb
import Logging

/// Signing in and out.
struct SignInRoutes: Sendable {
    let site: Site
    let sessions: SessionKeeper
    let passphrases: PassphraseKeeper
    let foreign: ForeignSignIn
    let limiter: AttemptLimiter
    let cookies: OwnerCookies
    let pages: OwnerPages
    private let crowd = Crowd(most: 3, ofPeer: 1)

    init(
        site: Site, sessions: SessionKeeper, passphrases: PassphraseKeeper, foreign: ForeignSignIn,
        limiter: AttemptLimiter, cookies: OwnerCookies, pages: OwnerPages
    ) {
        self.site = site
        self.sessions = sessions
        self.passphrases = passphrases
        self.foreign = foreign
        self.limiter = limiter
        self.cookies = cookies
        self.pages = pages
    }

    /// `GET /admin/sign-in?return=…`
    func page(_ visit: Visit) async throws -> Response {
        let returnPath = OwnerPath.safeReturn(visit.parameter("return"))
        guard visit.session == nil else { return .seeOther(returnPath) }
        return try await page(visit, returnPath: returnPath)
    }

    /// `POST /admin/sign-in`: with the passphrase.
    func signIn(_ visit: Visit) async throws -> Response {
        let returnPath = OwnerPath.safeReturn(visit.field("return"))
        try limiter.count(visit.peer)
        let generation: Int64?
        do {
            generation = try await passphrases.generation(of: visit.field("passphrase"), from: visit.peer)
        } catch {
            limiter.giveBack(visit.peer)
            throw error
        }
        guard let generation,
            let answer = try await begin(.passphrase, visit, returnPath: returnPath, generation: generation)
        else {
            return try await page(
                visit, returnPath: returnPath, status: .unauthorized, problem: "That is not the passphrase.")
        }
        limiter.forget(visit.peer)
        return answer
    }

    /// `POST /admin/sign-in/address`: with an address at another site, which the browser is sent to.
    func signInElsewhere(_ visit: Visit) async throws -> Response {
        try requireForeignIdentity()
        try limiter.count(visit.peer)
        let returnPath = OwnerPath.safeReturn(visit.field("return"))
        do {
            // Strangers can name any address here: only few are asked at once.
            let address = try await crowd.admit(visit.peer) {
                try await foreign.begin(
                    visit.field("me"), browser: visit.browser, peer: visit.peer, returnPath: returnPath)
            }
            return .seeOther(address, headers: [.referrerPolicy: "no-referrer"])
        } catch let failure as SignInFailure {
            return failed(failure, visit)
        }
    }

    /// `POST /admin/confirm`: the owner's own site is asked once more whether it is the owner.
    func confirm(_ owner: OwnerVisit) async throws -> Response {
        try requireForeignIdentity()
        let returnPath = OwnerPath.safeReturn(owner.visit.field("return"))
        do {
            let address = try await foreign.begin(
                site.owner.url, browser: owner.visit.browser, peer: owner.visit.peer,
                returnPath: returnPath == OwnerPath.home ? OwnerPath.tokens : returnPath)
            return .seeOther(address, headers: [.referrerPolicy: "no-referrer"])
        } catch let failure as SignInFailure {
            return failed(failure, owner.visit)
        }
    }

    /// `GET /admin/sign-in/callback`: the other site's answer.
    func callback(_ visit: Visit) async throws -> Response {
        try requireForeignIdentity()
        do {
            let returnPath = try await foreign.finish(visit.request.queryFields, browser: visit.browser)
            limiter.forget(visit.peer)
            guard let answer = try await begin(.indieauth, visit, returnPath: returnPath) else {
                throw SiteError.notFound
            }
            return answer
        } catch let failure as SignInFailure {
            if failure.isStray { try limiter.count(visit.peer) }
            return failed(failure, visit)
        }
    }

    /// `POST /admin/sign-out`
    func signOut(_ owner: OwnerVisit) async throws -> Response {
        do {
            _ = try await sessions.end(owner.session.id)
        } catch {
            // Where nothing can be written, this browser is signed out all the same.
            owner.visit.context.logger.warning("a session could not be ended", metadata: ["error": "\(error)"])
        }
        return .seeOther("/", headers: [.setCookie: cookies.endSession])
    }

    /// Begins a session in a visitor's browser and leads them on.
    ///
    /// - Parameter generation: the passphrase that was given. nil comes back when it is not in force any more.
    func begin(
        _ method: Session.Method, _ visit: Visit, returnPath: String, generation: Int64? = nil
    ) async throws -> Response? {
        let session = try await sessions.begin(
            method, userAgent: visit.request.headers[.userAgent] ?? "", instead: visit.signedIn?.cookie,
            generation: generation)
        return session.map {
            .seeOther(returnPath, headers: [.setCookie: cookies.set(session: $0), .referrerPolicy: "no-referrer"])
        }
    }

    private func page(
        _ visit: Visit, returnPath: String, status: HTTPResponse.Status = .ok, problem: String? = nil
    ) async throws -> Response {
        let hasPassphrase = try await passphrases.generation() > 0
        let waiting = OwnerPath.query(ofAuthorization: returnPath)
        func waits(_ name: String) -> String? { waiting.first { $0.name == name }?.value }
        let client = waits("client_id").flatMap { (try? ClientID($0))?.description }
        let page = SignInPage(
            frame: OwnerFrame(site, visit, problem: problem), usesPassphrase: hasPassphrase, returnPath: returnPath,
            client: client)
        return pages.response(page, status: status, leadsAway: !site.isIdentity || !waiting.isEmpty)
    }

    private func failed(_ failure: SignInFailure, _ visit: Visit) -> Response {
        visit.context.logger.log(
            level: failure.isStray ? .debug : .notice, "sign-in through another site failed",
            metadata: ["step": "\(failure.step.name)", "why": "\(failure.message)"])
        let page = SignInFailedPage(frame: OwnerFrame(site, visit), failure: failure)
        return pages.response(page, status: failure.step == .owner ? .forbidden : .badRequest)
    }

    private func requireForeignIdentity() throws {
        guard !site.isIdentity else {
            throw SiteError(.notFound, code: "not_found", "The owner of this site signs in with a passphrase.")
        }
    }
}
