import Foundation
import IndieWeb
import Testing

@testable import Martlet

@Suite struct `Secrets` {
    @Test func `no code, token, cookie, passphrase or verifier is in any log or in the log of clients`() async throws {
        let book = LogBook()
        try await ForeignSite.with({ _ in .missing }) { foreign in
            try await TestSite.with(fetcher: foreign.fetcher, logger: book.logger) { site in
                let browser = try await Browser.signedIn(site)
                let client = IndieAuthClient()
                let code = try await client.code(in: browser)
                let token = try await client.redeem(code, at: site)
                let access = try #require(token.json("access_token")?.string)
                _ = try await client.redeem(code, at: site)
                _ = try await site.postForm("content=x", token: access)
                _ = try await site.send("GET", "/micropub?q=config&access_token=" + access)
                _ = try await browser.get("/admin/sign-in?return=" + QueryString.encode([("x", code)]))
                _ = try await site.postFields("/token", [("grant_type", "authorization_code"), ("code", access)])
                _ = try await Browser(site).send(
                    "/admin/sign-in", from: "/admin/sign-in", [("passphrase", "wrong pass")])
                let session = try #require(browser.cookie("martlet-session"))
                let known = try #require(browser.cookie("martlet-browser"))
                let verifier = try #require(client.verifier)
                let log = book.text + "\(try await site.data.clientLog.all())"

                #expect(!book.text.isEmpty)
                for secret in [code, access, session, known, verifier, Browser.passphrase, "wrong pass"] {
                    #expect(!log.contains(secret))
                }
            }
        }
    }

    @Test func `a secret that is shown or sent may be kept by nobody`() async throws {
        try await TestSite.with { site in
            let browser = try await Browser.signedIn(site)
            let made = try await browser.send(
                "/admin/tokens", from: "/admin/tokens",
                [("name", "script"), ("scope", "create"), ("expiry", "day"), ("passphrase", Browser.passphrase)])
            #expect(made.status == 200)
            let decided = try await IndieAuthClient().decide(in: browser)
            for answer in [made, decided] {
                #expect(answer["cache-control"] == "no-store")
                #expect(answer["referrer-policy"] == "no-referrer")
            }
            let secret = try #require(made.text.firstMatch(of: /<pre[^>]*>([^<]{43})</)?.output.1)
            #expect(try await site.postForm("content=x", token: String(secret)).status == 201)
            #expect(try await browser.get("/admin/tokens").text.contains(secret) == false)
        }
    }

    @Test func `a token is made by hand only by who gives the passphrase`() async throws {
        try await TestSite.with { site in
            let browser = try await Browser.signedIn(site)
            let fields = [("name", "script"), ("scope", "create"), ("expiry", "day")]
            for wrong in [[], [("passphrase", "")], [("passphrase", "wrong")]] {
                let answer = try await browser.send("/admin/tokens", from: "/admin/tokens", fields + wrong)
                #expect(answer.status == 400)
            }
            #expect(try await site.count("token") == 0)
        }
    }

    @Test func `an expired token that can be renewed can be revoked, and then not renewed`() async throws {
        let time = Counter()
        try await TestSite.with(now: { TestSite.start + Int64(time.value) * 90_000 }) { site in
            let browser = try await Browser.signedIn(site)
            let answer = try await IndieAuthClient().token(in: browser, expiry: "day")
            time.increase()
            #expect(try await browser.get("/admin/tokens").text.contains("expired, can be renewed"))
            #expect(try await browser.send("/admin/tokens/1/revoke", from: "/admin/tokens", []).status == 303)
            let refresh = try #require(answer.json("refresh_token")?.string)
            let fields = [
                ("grant_type", "refresh_token"), ("refresh_token", refresh), ("client_id", IndieAuthClient().id),
            ]
            #expect(try await site.postFields("/token", fields).errorCode == "invalid_grant")
        }
    }

    @Test func `scopes of a token can be taken away and given, and it can be revoked`() async throws {
        try await TestSite.with { site in
            let browser = try await Browser.signedIn(site)
            let client = IndieAuthClient()
            let answer = try await client.token(in: browser, expiry: "day")
            let token = answer.json("access_token")?.string
            try await browser.send("/admin/tokens/1/scopes", from: "/admin/tokens", [("scope", "media")])
            #expect(try await site.postForm("content=x", token: token).status == 403)
            #expect(try await browser.send("/admin/tokens/1/scopes", from: "/admin/tokens", []).status == 400)
            let more = [("scope", "create"), ("scope", "media")]
            #expect(try await browser.send("/admin/tokens/1/scopes", from: "/admin/tokens", more).status == 400)
            let proof = [("passphrase", Browser.passphrase)]
            #expect(try await browser.send("/admin/tokens/1/scopes", from: "/admin/tokens", more + proof).status == 303)
            #expect(try await site.postForm("content=x", token: token).status == 201)
            #expect(
                try await browser.send("/admin/tokens/9/scopes", from: "/admin/tokens", [("scope", "x")]).status == 404)
            #expect(try await browser.send("/admin/tokens/1/revoke", from: "/admin/tokens", []).status == 303)
            #expect(try await site.postForm("content=x", token: token).status == 401)
            #expect(try await browser.send("/admin/tokens/1/revoke", from: "/admin/tokens", []).status == 404)
            #expect(
                try await browser.send("/admin/tokens/1/scopes", from: "/admin/tokens", [("scope", "media")]).status
                    == 404)
        }
    }
}
