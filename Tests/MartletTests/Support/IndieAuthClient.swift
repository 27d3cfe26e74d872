import IndieWeb
import Testing

@testable import Martlet

/// A client of the test site, as the specification wants it.
struct IndieAuthClient: Sendable {
    var id = "https://app.example/"
    var redirect = "https://app.example/callback"
    var scope = "create media"
    var state = "a state"
    var verifier: String? = "verifier-verifier-verifier-verifier-verifier"
    var responseType: String? = "code"

    /// The address to which the client sends the owner's browser.
    var authorizationPath: String { "/auth?" + QueryString.encode(parameters) }

    var parameters: [(String, String)] {
        var parameters = [("client_id", id), ("redirect_uri", redirect), ("state", state)]
        if let responseType { parameters.append(("response_type", responseType)) }
        if !scope.isEmpty { parameters.append(("scope", scope)) }
        if let verifier {
            parameters += [("code_challenge", PKCE.challenge(for: verifier)), ("code_challenge_method", "S256")]
        }
        return parameters
    }

    /// The owner's answer on the consent screen.
    func decide(
        in browser: Browser, _ decision: String = "allow", scopes: [String]? = nil, expiry: String = "unlimited",
        more: [(String, String)] = []
    ) async throws -> WireResponse {
        let page = try await browser.get(authorizationPath)
        try #require(page.status == 200, "\(page.text)")
        let granted = scopes ?? scope.split(separator: " ").map(String.init)
        var fields = [("csrf", page.hidden("csrf") ?? ""), ("request", page.hidden("request") ?? "")]
        fields += [("decision", decision), ("expiry", expiry)] + granted.map { ("scope", $0) } + more
        return try await browser.post("/auth/consent", fields)
    }

    /// A code that the owner allowed.
    func code(in browser: Browser, scopes: [String]? = nil, expiry: String = "unlimited") async throws -> String {
        try #require(try await decide(in: browser, scopes: scopes, expiry: expiry).parameter("code"))
    }

    /// What is sent to redeem a code.
    func redemption(_ code: String) -> [(String, String)] {
        [("grant_type", "authorization_code"), ("code", code), ("client_id", id), ("redirect_uri", redirect)]
            + (verifier.map { [("code_verifier", $0)] } ?? [])
    }

    /// The token endpoint's answer to a code.
    func redeem(_ code: String, at site: TestSite, path: String = "/token") async throws -> WireResponse {
        try await site.postFields(path, redemption(code))
    }

    /// A token that the owner allowed.
    func token(in browser: Browser, expiry: String = "unlimited") async throws -> WireResponse {
        try await redeem(try await code(in: browser, expiry: expiry), at: browser.site)
    }
}

extension TestSite {
    /// Sends a form to an endpoint.
    func postFields(
        _ path: String, _ fields: [(String, String)], token: String? = nil
    ) async throws -> WireResponse {
        try await send(
            "POST", path,
            headers: [("Content-Type", "application/x-www-form-urlencoded")]
                + (token.map { [("Authorization", "Bearer " + $0)] } ?? []),
            body: Array(QueryString.encode(fields).utf8))
    }

    /// Asks an endpoint with a token.
    func get(_ path: String, token: String?) async throws -> WireResponse {
        try await send("GET", path, headers: token.map { [("Authorization", "Bearer " + $0)] } ?? [])
    }
}
