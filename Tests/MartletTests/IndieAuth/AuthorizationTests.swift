import Fetch
import IndieWeb
import Testing

@testable import Martlet

@Suite struct `The authorization endpoint` {
    @Test func `leads to signing in and back, before it looks at anything else`() async throws {
        try await TestSite.with { site in
            let client = IndieAuthClient()
            let answer = try await Browser(site).get(client.authorizationPath)

            #expect(answer.status == 303)
            #expect(answer.parameter("return") == client.authorizationPath)
        }
    }

    @Test func `303 to the client with code, state byte for byte, issuer and me`() async throws {
        try await TestSite.with { site in
            let browser = try await Browser.signedIn(site)
            var client = IndieAuthClient()
            client.redirect = "https://app.example/callback?keep=1"
            client.state = "a+b&c#d=é %00"
            let answer = try await client.decide(in: browser)

            #expect(answer.status == 303)
            #expect(answer.location?.hasPrefix("https://app.example/callback?keep=1&code=") == true)
            #expect(answer.parameter("state") == client.state)
            #expect(answer.parameter("iss") == "https://site.example/")
            #expect(answer.parameter("me") == "https://site.example/")
            #expect(answer["cache-control"] == "no-store")
            #expect(answer["referrer-policy"] == "no-referrer")
        }
    }

    @Test func `the page names the client, every scope and where the answer goes`() async throws {
        try await TestSite.with { site in
            let browser = try await Browser.signedIn(site)
            var client = IndieAuthClient()
            client.scope = "create brew-coffee"
            let page = try await browser.get(client.authorizationPath)

            for text in [client.id, client.redirect, "value=\"create\" checked", "value=\"brew-coffee\" checked"] {
                #expect(page.text.contains(text), "\(text)")
            }
            #expect(page["x-frame-options"] == "DENY")
            #expect(page["content-security-policy"]?.contains("frame-ancestors 'none'") == true)
            // Browsers would hold it against every redirect behind the answer, and apps lead on to anywhere.
            #expect(page["content-security-policy"]?.contains("form-action") == false)
            #expect(page["cache-control"] == "no-store")
        }
    }

    @Test func `access_denied, and no code, when the owner says no`() async throws {
        try await TestSite.with { site in
            let browser = try await Browser.signedIn(site)
            let answer = try await IndieAuthClient().decide(in: browser, "deny")

            #expect(answer.status == 303)
            #expect(answer.parameter("error") == "access_denied")
            #expect(answer.parameter("state") == "a state")
            #expect(answer.parameter("iss") == "https://site.example/")
            #expect(try await site.count("authorizationCode") == 0)
        }
    }

    @Test func `only the scopes that the owner left ticked are granted, and none that wasn't asked for`() async throws {
        try await TestSite.with { site in
            let browser = try await Browser.signedIn(site)
            let client = IndieAuthClient()
            let code = try await client.code(in: browser, scopes: ["media", "delete"])
            let token = try await client.redeem(code, at: site)

            #expect(token.json("scope") == "media")
        }
    }

    @Test(arguments: [
        [("client_id", "ftp://app.example/")], [("client_id", "https://10.0.0.1/")], [("client_id", "")],
        [("client_id", "https://user:pass@app.example/")], [("client_id", "https://app.example/#x")],
        [("client_id", "https://app.example/../x")],
        [("redirect_uri", "javascript:alert(1)")], [("redirect_uri", "data:text/html,x")],
        [("redirect_uri", "/callback")], [("redirect_uri", "https://app.example/cb#fragment")],
        [("redirect_uri", "https://app.example@evil.example/")], [("redirect_uri", "//evil.example/")],
        [("redirect_uri", "https://app.example\\@evil.example/")], [("redirect_uri", "")],
        [("redirect_uri", "https://app.example./callback")],
    ])
    func `400 and a page, never a redirect, for a client or redirect like`(change: [(String, String)]) async throws {
        try await TestSite.with { site in
            let browser = try await Browser.signedIn(site)
            let kept = IndieAuthClient().parameters.filter { pair in !change.contains { $0.0 == pair.0 } }
            let answer = try await browser.get("/auth?" + QueryString.encode(kept + change))

            #expect(answer.status == 400)
            #expect(answer.location == nil)
            #expect(answer["content-type"]?.hasPrefix("text/html") == true)
        }
    }

    @Test(arguments: [
        "https://evil.example/", "https://app.example.evil.example/", "https://app.example:8443/callback",
        "http://app.example/callback", "https://APP.example.evil/", "indigenous://callback",
        "https://sub.app.example/",
    ])
    func `400 and a page for a redirect elsewhere that the client doesn't list`(redirect: String) async throws {
        try await TestSite.with { site in
            let browser = try await Browser.signedIn(site)
            var client = IndieAuthClient()
            client.redirect = redirect
            let answer = try await browser.get(client.authorizationPath)

            #expect(answer.status == 400)
            #expect(answer.location == nil)
            let log = try await browser.get("/admin/clients")
            #expect(log.text.contains("redirect_refused"))
        }
    }

    @Test(arguments: [
        ([("response_type", "token")], "unsupported_response_type"),
        ([("code_challenge_method", "plain")], "invalid_request"),
        ([("code_challenge", "short")], "invalid_request"),
        ([("scope", "a\"b")], "invalid_scope"),
    ])
    func `the client is told what is wrong with its request`(change: [(String, String)], code: String) async throws {
        try await TestSite.with { site in
            let browser = try await Browser.signedIn(site)
            let kept = IndieAuthClient().parameters.filter { pair in !change.contains { $0.0 == pair.0 } }
            let answer = try await browser.get("/auth?" + QueryString.encode(kept + change))

            #expect(answer.status == 303)
            #expect(answer.location?.hasPrefix("https://app.example/callback?") == true)
            #expect(answer.parameter("error") == code)
            #expect(answer.parameter("state") == "a state")
        }
    }

    @Test func `a repeated parameter is refused`() async throws {
        try await TestSite.with { site in
            let browser = try await Browser.signedIn(site)
            let path = IndieAuthClient().authorizationPath
            let answer = try await browser.get(path + "&client_id=https%3A%2F%2Fevil.example%2F")
            #expect(answer.status == 400)
            #expect(try await browser.get(path + "&scope=delete").parameter("error") == "invalid_request")
        }
    }

    @Test func `an answer without any scope or with an unknown end is asked for again`() async throws {
        try await TestSite.with { site in
            let browser = try await Browser.signedIn(site)
            let client = IndieAuthClient()
            #expect(try await client.decide(in: browser, scopes: []).status == 400)
            #expect(try await client.decide(in: browser, expiry: "for ever").status == 400)
            #expect(try await site.count("authorizationCode") == 0)
        }
    }

    @Test(arguments: ["id", nil])
    func `an identity-only request gets the owner's address and no token`(responseType: String?) async throws {
        try await TestSite.with { site in
            let browser = try await Browser.signedIn(site)
            var client = IndieAuthClient()
            client.responseType = responseType
            client.scope = ""
            let profile = try await client.redeem(try await client.code(in: browser), at: site, path: "/auth")

            #expect(profile.status == 200)
            #expect(profile.text == #"{"me":"https://site.example/"}"#)
            #expect(profile["cache-control"] == "no-store")
            let refused = try await client.redeem(try await client.code(in: browser), at: site)
            #expect(refused.errorCode == "invalid_grant")
            #expect(try await site.count("token") == 0)
        }
    }

    @Test func `a client without PKCE gets in only where the owner says so, until they take it back`() async throws {
        try await TestSite.with { site in
            let browser = try await Browser.signedIn(site)
            var client = IndieAuthClient()
            client.verifier = nil

            let refused = try await client.decide(in: browser)
            #expect(refused.status == 400)
            #expect(refused.location == nil)
            let allowed = try await client.decide(in: browser, more: [("old_client", "1")])
            let code = try #require(allowed.parameter("code"))
            #expect(try await client.redeem(code, at: site).status == 200)
            let page = try await browser.get(client.authorizationPath)
            #expect(page.text.contains("name=\"old_client\" value=\"1\" checked"))
            #expect(try await client.decide(in: browser).status == 400, "the leave is taken back")
            #expect(try await browser.get(client.authorizationPath).text.contains("value=\"1\" checked") == false)
            client.id = "https://other.example/"
            client.redirect = "https://other.example/cb"
            #expect(try await client.decide(in: browser).status == 400)
        }
    }

    @Test func `a consent that another session saw, or that was changed on its way, is worth nothing`() async throws {
        try await TestSite.with { site in
            let browser = try await Browser.signedIn(site)
            let page = try await browser.get(IndieAuthClient().authorizationPath)
            let (csrf, sealed) = (try #require(page.hidden("csrf")), try #require(page.hidden("request")))
            var parts = sealed.split(separator: ".").map(String.init)
            var evil = IndieAuthClient()
            evil.scope = "create delete"
            parts[2] = Base64URL.encode(Array(QueryString.encode(evil.parameters).utf8))

            let answer = try await browser.post(
                "/auth/consent", [("csrf", csrf), ("request", parts.joined(separator: ".")), ("decision", "allow")])
            #expect(answer.status == 400)
            #expect(answer.location == nil)
        }
    }

    @Test func `404 where the owner's identity is at another site`() async throws {
        try await TestSite.with(settings: ["MARTLET_ME": "https://ada.example/"]) { site in
            for path in [IndieAuthClient().authorizationPath, "/.well-known/oauth-authorization-server", "/token"] {
                #expect(try await site.send("GET", path).status == 404, "\(path)")
            }
            let front = try await site.send("GET", "/").text
            #expect(!front.contains("authorization_endpoint"))
            #expect(front.contains("rel=\"micropub\""))
        }
    }
}
