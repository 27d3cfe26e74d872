import Fetch
import IndieWeb

/// Signs the owner in with their own address at another site: this site as a client of IndieAuth.
///
/// - SeeAlso: <https://indieauth.spec.indieweb.org/#authentication>
struct ForeignSignIn: Sendable {
    let site: Site
    let fetcher: Fetcher
    let finder: EndpointFinder
    let pending: PendingSignIns
    let clock: Clock

    /// Discovers the server of a typed address.
    ///
    /// - Returns: where to send the browser.
    /// - Throws: ``SignInFailure``.
    func begin(
        _ typed: String, browser: Secret, peer: String, returnPath: String
    ) async throws -> String {
        let profile: ProfileURL
        do {
            profile = try ProfileURL.typed(typed, allowsLocal: finder.allowsLocal)
        } catch {
            throw SignInFailure(step: .address, message: error.description)
        }
        let server = try await finder.find(at: profile)
        let (state, verifier) = (Secret(), Secret().text)
        // A server that only has the rels of before 2022 knows logging in as `id`, the form of the note of 2018.
        let parameters = [
            ("response_type", server.metadataURL == nil ? "id" : "code"), ("client_id", site.url(OwnerPath.client)),
            ("redirect_uri", site.url(OwnerPath.callback)), ("state", state.text),
            ("code_challenge", PKCE.challenge(for: verifier)), ("code_challenge_method", PKCE.method),
            ("me", profile.description),
        ]
        guard let address = QueryString.appending(parameters, to: server.authorizationEndpoint) else {
            throw SignInFailure(
                step: .discovery, message: "The authorization endpoint can't be used.", found: server.found)
        }
        let sign = PendingSignIn(
            profile: profile.description, server: server, verifier: verifier, browser: browser.hash,
            peer: peer, returnPath: returnPath, begunAt: clock.now())
        pending.add(sign, state: state)
        return address
    }

    /// Checks the answer that came with the browser, and who it says is there.
    ///
    /// - Returns: the way back that ``begin(_:browser:peer:returnPath:)`` was given.
    /// - Throws: ``SignInFailure``, also when it is somebody else than the owner.
    func finish(_ answer: [FormField], browser: Secret) async throws -> String {
        func parameter(_ name: String) -> String? { answer.first { $0.name == name }?.value }
        guard let state = parameter("state"),
            let pending = pending.take(state: Secret(state), browser: browser.hash, at: clock.now())
        else {
            throw SignInFailure(
                step: .authorization,
                message: "This sign-in was begun in another browser, is older than ten minutes, or was answered before."
            )
        }
        let server = pending.server
        try checkIssuer(parameter("iss"), server)
        if let error = parameter("error") {
            throw SignInFailure(
                step: .authorization, message: "The authorization server said no.",
                found: [("error", error), ("description", parameter("error_description") ?? "none")] + server.found)
        }
        guard let code = parameter("code"), !code.isEmpty else {
            throw SignInFailure(step: .authorization, message: "The answer has no code.", found: server.found)
        }
        let me = try await redeem(code, pending)
        try await confirm(me, pending)
        guard me == site.ownerProfile else {
            throw SignInFailure(
                step: .owner, message: "You are \(me), but this site belongs to somebody else.",
                found: [("signed in as", me.description), ("the owner is", site.owner.url)])
        }
        return pending.returnPath
    }

    /// Simple comparison of strings, as RFC 9207 wants it.
    private func checkIssuer(_ issuer: String?, _ server: FoundServer) throws {
        guard server.metadataURL != nil else { return }
        if let issuer, let expected = server.issuer, issuer == expected { return }
        if issuer == nil, !server.sendsIssuer { return }
        throw SignInFailure(
            step: .authorization,
            message: "The answer came from another authorization server than the one that was asked.",
            found: [("iss", issuer ?? "missing"), ("issuer", server.issuer ?? "not given in the metadata")])
    }

    private func redeem(_ code: String, _ pending: PendingSignIn) async throws -> ProfileURL {
        let body = QueryString.encode([
            ("grant_type", "authorization_code"), ("code", code), ("client_id", site.url(OwnerPath.client)),
            ("redirect_uri", site.url(OwnerPath.callback)), ("code_verifier", pending.verifier),
        ])
        let endpoint = pending.server.authorizationEndpoint
        var found = pending.server.found
        do {
            let response = try await fetcher.fetch(
                FetchRequest(
                    endpoint,
                    method: .post(body: Array(body.utf8), mediaType: "application/x-www-form-urlencoded"),
                    accept: "application/json"))
            found.append(("status", String(response.status)))
            let answer = try ProfileAnswer(
                ServerAnswer(body: response.body, contentType: response["content-type"]), status: response.status)
            return try ProfileURL(answer.me, allowsLocal: finder.allowsLocal)
        } catch let error as FetchError {
            found.append(("reason", error.reason.rawValue))
            throw SignInFailure(step: .redemption, message: error.description, found: found)
        } catch let fault as AddressFault {
            throw SignInFailure(
                step: .confirmation, message: "The server's “me” can't be anybody's address. \(fault.description)",
                found: found)
        } catch let fault as SignInFault {
            found.append(("reason", fault.word))
            throw SignInFailure(step: .redemption, message: fault.description, found: found)
        }
    }

    /// Makes sure that the server may speak for the address that it returned (§5.4): either it is the one that was asked
    /// about, or it names the same authorization endpoint.
    private func confirm(_ me: ProfileURL, _ pending: PendingSignIn) async throws {
        guard !pending.server.visited.contains(me) else { return }
        let other: FoundServer
        do {
            other = try await finder.find(at: me)
        } catch let failure as SignInFailure {
            throw SignInFailure(
                step: .confirmation, message: "\(me) could not be asked who speaks for it. \(failure.message)",
                found: failure.found)
        }
        guard other.authorizationEndpoint == pending.server.authorizationEndpoint else {
            throw SignInFailure(
                step: .confirmation, message: "\(me) names another authorization server than the one that was asked.",
                found: [
                    ("typed", pending.profile), ("returned", me.description),
                    ("asked", EndpointFinder.withoutQuery(pending.server.authorizationEndpoint)),
                    ("named there", EndpointFinder.withoutQuery(other.authorizationEndpoint)),
                ])
        }
    }
}

extension Site {
    /// The owner's profile URL as others are compared with it; the settings may name a local one.
    var ownerProfile: ProfileURL? { try? ProfileURL(owner.url, allowsLocal: true) }
}
