import Foundation
import IndieWeb
import Testing

@testable import Martlet

@Suite struct `Authorization codes` {
    @Test func `a token with all that clients look for`() async throws {
        try await TestSite.with(settings: ["MARTLET_OWNER_EMAIL": "ada@site.example", "MARTLET_OWNER_NAME": "Ada"]) {
            site in
            let browser = try await Browser.signedIn(site)
            var client = IndieAuthClient()
            client.scope = "create profile email"
            let answer = try await client.token(in: browser, expiry: "month")

            #expect(answer.status == 200)
            #expect(answer["content-type"] == "application/json; charset=utf-8")
            #expect(answer["cache-control"] == "no-store")
            #expect(answer["referrer-policy"] == "no-referrer")
            #expect(answer["access-control-allow-origin"] == "*")
            #expect(answer.json("me") == "https://site.example/")
            #expect(answer.json("token_type") == "Bearer")
            #expect(answer.json("scope") == "create profile email")
            #expect(answer.json("expires_in") == 2_592_000)
            #expect(answer.json("refresh_token")?.string?.utf8.count == 43)
            #expect(answer.json("profile")?.object?["name"] == "Ada")
            #expect(answer.json("profile")?.object?["email"] == "ada@site.example")
            let token = try #require(answer.json("access_token")?.string)
            #expect(try await site.postForm("content=x", token: token).status == 201)
        }
    }

    @Test func `the e-mail address is told only with its own scope`() async throws {
        try await TestSite.with(settings: ["MARTLET_OWNER_EMAIL": "ada@site.example"]) { site in
            let browser = try await Browser.signedIn(site)
            var client = IndieAuthClient()
            client.scope = "profile"
            let profile = try await client.redeem(try await client.code(in: browser), at: site, path: "/auth")

            #expect(profile.json("profile")?.object?["url"] == "https://site.example/")
            #expect(profile.json("profile")?.object?["email"] == nil)
            #expect(profile.json("access_token") == nil)
        }
    }

    @Test(arguments: ["/token", "/auth"])
    func `a second use is refused everywhere, and ends the token that came of the first`(second: String) async throws {
        try await TestSite.with { site in
            let browser = try await Browser.signedIn(site)
            let client = IndieAuthClient()
            let code = try await client.code(in: browser)
            let token = try #require(try await client.redeem(code, at: site).json("access_token")?.string)
            #expect(try await site.get("/token", token: token).status == 200)

            #expect(try await client.redeem(code, at: site, path: second).errorCode == "invalid_grant")
            #expect(try await site.get("/token", token: token).status == 401)
            #expect(try await site.postForm("content=x", token: token).status == 401)
        }
    }

    @Test func `of 32 parallel redemptions exactly one wins`() async throws {
        try await TestSite.with { site in
            let browser = try await Browser.signedIn(site)
            let client = IndieAuthClient()
            let code = try await client.code(in: browser)
            let statuses = try await withThrowingTaskGroup(of: Int.self) { group in
                for number in 0..<32 {
                    group.addTask {
                        try await client.redeem(code, at: site, path: number.isMultiple(of: 2) ? "/token" : "/auth")
                            .status
                    }
                }
                return try await group.reduce(into: []) { $0.append($1) }
            }

            #expect(statuses.count { $0 == 200 } == 1)
            #expect(statuses.count { $0 == 400 } == 31)
            #expect(try await site.count("token") <= 1)
        }
    }

    @Test(arguments: [
        ("client_id", "https://other.example/"), ("redirect_uri", "https://app.example/other"),
        ("code_verifier", "another-verifier-another-verifier-another-verifier"), ("code_verifier", ""),
        ("code_verifier", "short"), ("code", "unknown"), ("client_id", "https://app.example"),
    ])
    func `400 invalid_grant when one thing differs, and the code stays good for its client`(
        name: String, value: String
    ) async throws {
        try await TestSite.with { site in
            let browser = try await Browser.signedIn(site)
            let client = IndieAuthClient()
            let code = try await client.code(in: browser)
            let changed = client.redemption(code).map { $0.0 == name ? (name, value) : $0 }.filter { !$0.1.isEmpty }

            #expect(try await site.postFields("/token", changed).errorCode == "invalid_grant")
            #expect(try await client.redeem(code, at: site).status == 200)
        }
    }

    @Test func `a verifier for a code without a challenge is refused`() async throws {
        try await TestSite.with { site in
            let browser = try await Browser.signedIn(site)
            var client = IndieAuthClient()
            client.verifier = nil
            let code = try #require(
                try await client.decide(in: browser, more: [("old_client", "1")]).parameter("code"))
            client.verifier = "verifier-verifier-verifier-verifier-verifier"

            #expect(try await client.redeem(code, at: site).errorCode == "invalid_grant")
        }
    }

    @Test(arguments: [(60, 200), (61, 400), (-60, 200), (-61, 400), (86_400, 400)])
    func `a code is good for a minute, also when the clock is set`(shift: Int64, status: Int) async throws {
        let time = Counter()
        try await TestSite.with(now: { TestSite.start + Int64(time.value) * shift }) { site in
            let browser = try await Browser.signedIn(site)
            let client = IndieAuthClient()
            let code = try await client.code(in: browser)
            time.increase()

            #expect(try await client.redeem(code, at: site).status == status)
        }
    }

    @Test func `neither codes nor tokens are stored as they are`() async throws {
        let folder = try TemporaryFolder()
        let data = try await TestSite.open(folder)
        let codes = CodeIssuer(database: data.database, clock: data.clock)
        let code = try await codes.issue(
            CodeIssuer.Consent(
                clientID: "https://app.example/", clientName: nil, redirectURI: "https://app.example/cb",
                scope: Scope("create"), codeChallenge: nil, lifetime: 60, mayOmitPKCE: true))
        let redemption = CodeRedemption(
            code: code, clientID: "https://app.example/", redirectURI: "https://app.example/cb", codeVerifier: nil)
        let token = try await codes.redeemForToken(redemption)
        try data.close()

        for secret in [code, token.secret, try #require(token.refreshSecret)] {
            for file in ["martlet.sqlite", "martlet.sqlite-wal"] {
                let bytes = FileManager.default.contents(atPath: data.settings.dataDirectory + "/" + file) ?? Data()
                #expect(bytes.firstRange(of: Data(secret.utf8)) == nil)
            }
        }
    }
}
