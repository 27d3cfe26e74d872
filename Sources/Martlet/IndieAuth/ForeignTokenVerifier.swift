import Fetch
import HTTPTypes
import IndieWeb

/// Asks the owner's own authorization server, at another site, what a token is worth; remembers the answer for a short time.
///
/// By introspection where the settings hold a credential for it, else by the GET of before 2022. An answer counts only if its
/// `me` is the owner's profile URL.
///
/// - SeeAlso: <https://indieauth.spec.indieweb.org/#access-token-verification-request>
final class ForeignTokenVerifier: Sendable {
    private let owner: ProfileURL
    private let fetcher: Fetcher
    private let finder: EndpointFinder
    private let credential: String?
    private let clock: Clock
    /// Good answers and refusals, apart: a flood of bad tokens must not push out the good ones.
    private let good = ShortMemory<SecretHash, Bearer>(most: 100)
    private let bad = ShortMemory<SecretHash, TracedRefusal>(most: 1000)
    /// Tokens that were good within the last day: their look-up doesn't wait behind strangers'.
    private let familiar = ShortMemory<SecretHash, Bool>(most: 100)
    private let crowd = Crowd(most: 3, ofPeer: 3)
    private let servers = ShortMemory<ProfileURL, FoundServer>(most: 1)

    /// Seconds for which a good answer holds: so long may a token outlive its revocation there.
    private static let goodSeconds: Int64 = 120
    private static let badSeconds: Int64 = 30
    private static let serverSeconds: Int64 = 600
    private static let familiarSeconds: Int64 = 86_400

    /// - Parameter credential: what the introspection endpoint wants to see as a bearer token.
    init(owner: ProfileURL, fetcher: Fetcher, finder: EndpointFinder, credential: String?, clock: Clock) {
        self.owner = owner
        self.fetcher = fetcher
        self.finder = finder
        self.credential = credential
        self.clock = clock
    }

    /// Who is behind a secret.
    ///
    /// - Throws: ``TracedRefusal`` of 401 `invalid_token`; of 503 when the server can't be asked now.
    func bearer(_ secret: String) async throws -> Bearer {
        let hash = SecretHash(of: secret)
        let now = clock.now()
        if let bearer = good.value(hash, at: now) { return bearer }
        if let refusal = bad.value(hash, at: now) { throw refusal }
        do {
            let ask: () async throws -> (Bearer, expiresAt: Int64?) = { try await self.ask(secret) }
            // Strangers may send any number of tokens, and the way out has other users.
            let (bearer, expiresAt) =
                familiar.value(hash, at: now) == nil ? try await crowd.admit("", ask) : try await ask()
            let seconds = expiresAt.map { min($0 - now, Self.goodSeconds) } ?? Self.goodSeconds
            good.keep(bearer, for: hash, from: now, seconds: seconds)
            familiar.keep(true, for: hash, from: now, seconds: Self.familiarSeconds)
            return bearer
        } catch let refusal as TracedRefusal where refusal.isFinal {
            bad.keep(refusal, for: hash, from: now, seconds: Self.badSeconds)
            throw refusal
        }
    }

    private func ask(_ secret: String) async throws -> (Bearer, expiresAt: Int64?) {
        let server = try await ownersServer()
        let (request, isIntrospection) = try request(secret, server)
        let response: FetchResponse
        do {
            response = try await fetcher.fetch(request)
        } catch let error as FetchError {
            throw TracedRefusal.unavailable("The token endpoint can't be asked. \(error.description)")
        }
        guard response.status < 500, response.status != 429 else {
            throw TracedRefusal.unavailable("The token endpoint answers with the status \(response.status).")
        }
        let answer = ServerAnswer(body: response.body, contentType: response["content-type"])
        let verified: VerificationAnswer
        do {
            verified =
                try isIntrospection
                ? VerificationAnswer(introspection: answer, status: response.status)
                : VerificationAnswer(verification: answer, status: response.status)
        } catch {
            throw TracedRefusal.invalid(
                isIntrospection ? "introspection_failed" : "verification_failed",
                "The owner's authorization server says that the token is not valid.")
        }
        guard let me = try? ProfileURL(verified.me, allowsLocal: finder.allowsLocal), me == owner else {
            throw TracedRefusal.invalid("me_mismatch", "The token belongs to \(verified.me), the site to \(owner).")
        }
        guard let scope = Scope(words: verified.scope) else {
            throw TracedRefusal.invalid("no_scope", "The token has no scope.")
        }
        if let end = verified.expiresAt, end <= clock.now() {
            throw TracedRefusal.invalid("expired_token", "The token has expired.")
        }
        return (Bearer(foreign: scope, clientID: verified.clientID ?? "unknown"), verified.expiresAt)
    }

    private func request(_ secret: String, _ server: FoundServer) throws -> (FetchRequest, isIntrospection: Bool) {
        if let credential, let endpoint = server.introspectionEndpoint {
            let body = Array(QueryString.encode([("token", secret)]).utf8)
            var request = FetchRequest(
                endpoint, method: .post(body: body, mediaType: "application/x-www-form-urlencoded"),
                accept: "application/json")
            request.authorization = "Bearer " + credential
            return (request, true)
        }
        guard let endpoint = server.tokenEndpoint else {
            throw TracedRefusal.unavailable("\(owner) names no token endpoint to ask.")
        }
        guard secret.utf8.allSatisfy({ (0x21...0x7E).contains($0) }) else {
            throw TracedRefusal.invalid("invalid_token", "The token has characters that no token has.")
        }
        var request = FetchRequest(endpoint, accept: "application/json")
        request.authorization = "Bearer " + secret
        return (request, false)
    }

    private func ownersServer() async throws -> FoundServer {
        let now = clock.now()
        if let known = servers.value(owner, at: now) { return known }
        do {
            let found = try await finder.find(at: owner)
            servers.keep(found, for: owner, from: now, seconds: Self.serverSeconds)
            return found
        } catch let failure as SignInFailure {
            throw TracedRefusal.unavailable("\(owner) could not be asked for its endpoints. \(failure.message)")
        }
    }
}

extension TracedRefusal {
    /// Whether asking again would give the same.
    fileprivate var isFinal: Bool { error is MicropubError }

    fileprivate static func invalid(_ reason: String, _ message: String) -> TracedRefusal {
        TracedRefusal(error: MicropubError.invalidToken, reason: reason, message: message)
    }

    fileprivate static func unavailable(_ message: String) -> TracedRefusal {
        let error = SiteError(
            .serviceUnavailable, code: "temporarily_unavailable",
            "The access token could not be verified now; try again in a moment.", headers: [.retryAfter: "30"])
        return TracedRefusal(error: error, reason: "verification_unavailable", message: message)
    }
}
