import IndieWeb
import Testing

@testable import Martlet

@Suite struct `The token endpoint` {
    @Test func `a token is renewed with new secrets, and the old one is dead`() async throws {
        try await TestSite.with { site in
            let browser = try await Browser.signedIn(site)
            let client = IndieAuthClient()
            let first = try await client.token(in: browser, expiry: "day")
            let second = try await Self.renew(first, client, site)

            #expect(second.status == 200)
            #expect(second.json("scope") == "create media")
            #expect(second.json("expires_in") == 86_400)
            #expect(second.json("access_token") != first.json("access_token"))
            #expect(second.json("refresh_token") != first.json("refresh_token"))
            #expect(try await site.get("/token", token: first.json("access_token")?.string).status == 401)
            #expect(try await site.get("/token", token: second.json("access_token")?.string).status == 200)
        }
    }

    @Test func `a refresh token that is used twice ends the token`() async throws {
        try await TestSite.with { site in
            let browser = try await Browser.signedIn(site)
            let client = IndieAuthClient()
            let first = try await client.token(in: browser, expiry: "day")
            let second = try await Self.renew(first, client, site)

            #expect(try await Self.renew(first, client, site).errorCode == "invalid_grant")
            #expect(try await site.get("/token", token: second.json("access_token")?.string).status == 401)
            #expect(try await Self.renew(second, client, site).errorCode == "invalid_grant")
        }
    }

    @Test func `of 32 parallel renewals exactly one wins`() async throws {
        try await TestSite.with { site in
            let browser = try await Browser.signedIn(site)
            let client = IndieAuthClient()
            let first = try await client.token(in: browser, expiry: "day")
            let statuses = try await withThrowingTaskGroup(of: Int.self) { group in
                for _ in 0..<32 { group.addTask { try await Self.renew(first, client, site).status } }
                return try await group.reduce(into: []) { $0.append($1) }
            }
            #expect(statuses.count { $0 == 200 } == 1)
        }
    }

    @Test func `a renewed token may do less but never more, and less for one time only`() async throws {
        try await TestSite.with { site in
            let browser = try await Browser.signedIn(site)
            let client = IndieAuthClient()
            let first = try await client.token(in: browser, expiry: "day")

            #expect(try await Self.renew(first, client, site, scope: "create delete").errorCode == "invalid_scope")
            let narrow = try await Self.renew(first, client, site, scope: "media")
            #expect(narrow.json("scope") == "media")
            #expect(try await site.postForm("content=x", token: narrow.json("access_token")?.string).status == 403)
            #expect(try await Self.renew(narrow, client, site).json("scope") == "create media")
        }
    }

    @Test func `another client can't renew a token`() async throws {
        try await TestSite.with { site in
            let browser = try await Browser.signedIn(site)
            let first = try await IndieAuthClient().token(in: browser, expiry: "day")
            var thief = IndieAuthClient()
            thief.id = "https://thief.example/"

            #expect(try await Self.renew(first, thief, site).errorCode == "invalid_grant")
            #expect(try await Self.renew(first, IndieAuthClient(), site).status == 200)
        }
    }

    @Test func `an expired token is refused, and can be renewed until twice its time is over`() async throws {
        let time = Counter()
        try await TestSite.with(now: { TestSite.start + Int64(time.value) * 86_400 }) { site in
            let browser = try await Browser.signedIn(site)
            let client = IndieAuthClient()
            let first = try await client.token(in: browser, expiry: "day")
            time.increase()

            let refused = try await site.postForm("content=x", token: first.json("access_token")?.string)
            #expect(refused.status == 401)
            #expect(refused["www-authenticate"] == #"Bearer error="invalid_token""#)
            let second = try await Self.renew(first, client, site)
            #expect(second.status == 200)
            time.increase()
            time.increase()
            #expect(try await Self.renew(second, client, site).errorCode == "invalid_grant")
        }
    }

    @Test func `GET says whose the token is, and 401 to any other`() async throws {
        try await TestSite.with { site in
            let browser = try await Browser.signedIn(site)
            let token = try #require(try await IndieAuthClient().token(in: browser).json("access_token")?.string)
            let answer = try await site.get("/token", token: token)

            #expect(
                answer.text
                    == #"{"me":"https://site.example/","client_id":"https://app.example/","scope":"create media"}"#)
            #expect(try await site.get("/token", token: nil).status == 401)
            #expect(try await site.get("/token", token: "wrong").errorCode == "invalid_token")
            #expect(try await site.send("GET", "/token?code=x").errorCode == "invalid_request")
        }
    }

    @Test func `introspection wants a token of its own, and tells nothing of a token that isn't valid`() async throws {
        try await TestSite.with { site in
            let browser = try await Browser.signedIn(site)
            let answer = try await IndieAuthClient().token(in: browser, expiry: "day")
            let token = try #require(answer.json("access_token")?.string)
            let other = try await site.token("create")

            let active = try await site.postFields("/introspect", [("token", token)], token: other)
            #expect(active.json("active") == true)
            #expect(active.json("me") == "https://site.example/")
            #expect(active.json("client_id") == "https://app.example/")
            #expect(active.json("scope") == "create media")
            #expect(active.json("iat") == .number(JSONNumber(Int(TestSite.start))))
            #expect(active.json("exp") == .number(JSONNumber(Int(TestSite.start) + 86_400)))
            #expect(try await site.postFields("/introspect", [("token", token)]).status == 401)
            #expect(try await site.postFields("/introspect", [("token", token)], token: "wrong").status == 401)
            let unknown = try await site.postFields("/introspect", [("token", "wrong")], token: other)
            #expect(unknown.status == 200)
            #expect(unknown.text == #"{"active":false}"#)
        }
    }

    @Test(arguments: [("/revoke", false), ("/token", false), ("/revoke", true), ("/token", true)])
    func `a revoked token is dead everywhere`(path: String, byRefreshToken: Bool) async throws {
        try await TestSite.with { site in
            let browser = try await Browser.signedIn(site)
            let answer = try await IndieAuthClient().token(in: browser, expiry: "day")
            let token = try #require(answer.json("access_token")?.string)
            let sent = byRefreshToken ? try #require(answer.json("refresh_token")?.string) : token
            let other = try await site.token("create")
            let action = path == "/token" ? [("action", "revoke")] : []

            #expect(try await site.postFields(path, action + [("token", sent)]).status == 200)
            #expect(try await site.postFields(path, action + [("token", "unknown")]).status == 200)
            #expect(try await site.get("/token", token: token).status == 401)
            #expect(try await site.postForm("content=x", token: token).status == 401)
            #expect(try await site.postFields("/introspect", [("token", token)], token: other).json("active") == false)
            #expect(try await Self.renew(answer, IndieAuthClient(), site).errorCode == "invalid_grant")
        }
    }

    @Test(arguments: ["Bearer", "Bearer a b", "bearer  x  y"])
    func `400 for an Authorization header that isn't one token`(header: String) async throws {
        try await TestSite.with { site in
            for path in ["/token", "/userinfo", "/micropub?q=config"] {
                let answer = try await site.send("GET", path, headers: [("Authorization", header)])
                #expect(answer.status == 400)
                #expect(answer.errorCode == "invalid_request")
            }
        }
    }

    @Test func `userinfo is for tokens with the scope profile`() async throws {
        try await TestSite.with(settings: ["MARTLET_OWNER_NAME": "Ada"]) { site in
            #expect(try await site.get("/userinfo", token: nil).status == 401)
            let without = try await site.get("/userinfo", token: try await site.token("create"))
            #expect(without.status == 403)
            #expect(without.errorCode == "insufficient_scope")
            let with = try await site.get("/userinfo", token: try await site.token("profile"))
            #expect(with.text == #"{"name":"Ada","url":"https://site.example/"}"#)
        }
    }

    @Test(arguments: [
        ([("grant_type", "password")], "unsupported_grant_type"), ([], "invalid_request"),
        ([("grant_type", "authorization_code")], "invalid_request"),
        ([("grant_type", "authorization_code"), ("grant_type", "authorization_code")], "invalid_request"),
        ([("grant_type", "refresh_token"), ("refresh_token", "x"), ("client_id", "x")], "invalid_grant"),
        ([("action", "revoke")], "invalid_request"), ([("action", "dance")], "invalid_request"),
    ])
    func `400 with the code of the specification`(fields: [(String, String)], code: String) async throws {
        try await TestSite.with { site in
            let answer = try await site.postFields("/token", fields)
            #expect(answer.status == 400)
            #expect(answer.errorCode == code)
            #expect(answer["cache-control"] == "no-store")
        }
    }

    @Test func `JSON bodies are refused`() async throws {
        try await TestSite.with { site in
            let answer = try await site.send(
                "POST", "/token", headers: [("Content-Type", "application/json")], body: Array("{}".utf8))
            #expect(answer.status == 415)
            #expect(answer.errorCode == "invalid_request")
        }
    }

    @Test func `metadata name every endpoint, for browsers of any origin too`() async throws {
        try await TestSite.with { site in
            let answer = try await site.send("GET", "/.well-known/oauth-authorization-server")

            #expect(answer.status == 200)
            #expect(answer["content-type"] == "application/json; charset=utf-8")
            #expect(answer["access-control-allow-origin"] == "*")
            #expect(answer.json("issuer") == "https://site.example/")
            for (name, path) in [
                ("authorization_endpoint", "/auth"), ("token_endpoint", "/token"), ("revocation_endpoint", "/revoke"),
                ("introspection_endpoint", "/introspect"), ("userinfo_endpoint", "/userinfo"),
            ] {
                #expect(answer.json(name) == .string("https://site.example" + path))
            }
            #expect(answer.json("code_challenge_methods_supported") == ["S256"])
            #expect(answer.json("revocation_endpoint_auth_methods_supported") == ["none"])
            #expect(answer.json("authorization_response_iss_parameter_supported") == true)
            #expect(answer.json("scopes_supported")?.array?.contains("create") == true)
        }
    }

    @Test(arguments: ["/token", "/micropub", "/media", "/introspect", "/revoke", "/userinfo", "/auth"])
    func `scripts of other sites may ask, without cookies`(path: String) async throws {
        try await TestSite.with { site in
            let answer = try await site.send(
                "OPTIONS", path,
                headers: [("Origin", "https://app.example"), ("Access-Control-Request-Method", "POST")])

            #expect(answer.status == 204)
            #expect(answer["access-control-allow-origin"] == "*")
            #expect(answer["access-control-allow-headers"]?.contains("Authorization") == true)
            #expect(answer["access-control-allow-credentials"] == nil)
        }
    }

    @Test func `the front page names the endpoints in headers and in its head, one rel a link`() async throws {
        try await TestSite.with { site in
            let page = try await site.send("GET", "/")
            let headers = page.headers.filter { $0.name == "link" }.map(\.value)
            for (rel, path) in [
                ("indieauth-metadata", "/.well-known/oauth-authorization-server"), ("authorization_endpoint", "/auth"),
                ("token_endpoint", "/token"), ("micropub", "/micropub"),
            ] {
                #expect(headers.contains("<https://site.example\(path)>; rel=\"\(rel)\""))
                #expect(page.text.contains("<link rel=\"\(rel)\" href=\"https://site.example\(path)\">"))
            }
        }
    }

    private static func renew(
        _ answer: WireResponse, _ client: IndieAuthClient, _ site: TestSite, scope: String? = nil
    ) async throws -> WireResponse {
        let refresh = try #require(answer.json("refresh_token")?.string)
        return try await site.postFields(
            "/token",
            [("grant_type", "refresh_token"), ("refresh_token", refresh), ("client_id", client.id)]
                + (scope.map { [("scope", $0)] } ?? []))
    }
}
