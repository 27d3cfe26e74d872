import NIOCore
import Testing

@testable import Martlet

@Suite struct `Signing in with the passphrase` {
    @Test func `303 to where the owner wanted to go, with a cookie that nobody else can set or read`() async throws {
        try await TestSite.with { site in
            try await Browser.signedIn(site)
            let browser = Browser(site)
            let asked = try await browser.get("/admin/tokens?x=1")
            #expect(asked.status == 303)
            let page = try #require(asked.location)
            let back = try #require(try await browser.get(page).hidden("return"))
            let answer = try await browser.send(
                "/admin/sign-in", from: page, [("passphrase", Browser.passphrase), ("return", back)])

            #expect(answer.status == 303)
            #expect(answer.location == "/admin/tokens?x=1")
            let cookie = try #require(
                answer.headers.last { $0.name == "set-cookie" && $0.value.contains("session") }?.value)
            #expect(cookie.hasPrefix("__Host-martlet-session="))
            for part in ["; Path=/", "; HttpOnly", "; SameSite=Lax", "; Secure", "; Max-Age=7776000"] {
                #expect(cookie.contains(part))
            }
            #expect(answer["cache-control"] == "no-store")
            #expect(answer["referrer-policy"] == "no-referrer")
        }
    }

    @Test(arguments: [
        "https://evil.example/", "//evil.example/", "/\\evil.example", "/admin\u{0}", "javascript:alert(1)",
        "/auth.evil", "/adminx", "/notes/1", "", "/auth?x=\r\nSet-Cookie: a=b",
    ])
    func `a way back that isn't ours leads to the first page`(path: String) {
        #expect(OwnerPath.safeReturn(path) == "/admin")
    }

    @Test func `the session is a new one at each sign-in, and the old one is dead`() async throws {
        try await TestSite.with { site in
            let browser = try await Browser.signedIn(site)
            let old = try #require(browser.cookie("martlet-session"))
            try await browser.send("/admin/sign-out", from: "/admin", [])
            let fields = [("passphrase", Browser.passphrase)]
            // As if somebody had planted a session in this browser before.
            let planted = try await Browser.signInAgain(site)
            let answer = try await site.send(
                "POST", "/admin/sign-in", headers: [("Cookie", "__Host-martlet-session=\(planted)")])
            #expect(answer.status == 415 || answer.status == 403)
            try await browser.send("/admin/sign-in", from: "/admin/sign-in", fields)

            let new = try #require(browser.cookie("martlet-session"))
            #expect(new != old)
            let dead = try await site.send("GET", "/admin", headers: [("Cookie", "__Host-martlet-session=\(old)")])
            #expect(dead.status == 303)
        }
    }

    @Test func `sessions end after two weeks without use, and after 90 days in any case`() async throws {
        let time = Counter()
        try await TestSite.with(now: { TestSite.start + Int64(time.value) * 13 * 86_400 }) { site in
            let browser = try await Browser.signedIn(site)
            for _ in 0..<6 {
                time.increase()
                #expect(try await browser.get("/admin").status == 200)
            }
            time.increase()
            #expect(try await browser.get("/admin").status == 303, "91 days")
            let other = Browser(site)
            try await other.send("/admin/sign-in", from: "/admin/sign-in", [("passphrase", Browser.passphrase)])
            time.increase()
            time.increase()
            #expect(try await other.get("/admin").status == 303, "26 days unused")
        }
    }

    @Test func `sessions are listed, one can be ended, and all at once`() async throws {
        try await TestSite.with { site in
            let first = try await Browser.signedIn(
                site, headers: [("User-Agent", "Mozilla/5.0 (X11; Linux x86_64; rv:1) Gecko/1 Firefox/130.0")])
            let second = Browser(site)
            let fields = [("passphrase", Browser.passphrase)]
            try await second.send("/admin/sign-in", from: "/admin/sign-in", fields)
            let list = try await first.get("/admin/sessions").text
            #expect(list.contains("Firefox on Linux"))
            #expect(list.contains("this one"))

            let ids = list.matches(of: /\/admin\/sessions\/(\d+)\/end/).compactMap { Int($0.output.1) }
            #expect(ids.count == 2)
            let ended = try #require(ids.max())
            try await first.send("/admin/sessions/\(ended)/end", from: "/admin/sessions", [])
            #expect(try await second.get("/admin").status == 303)
            #expect(try await first.get("/admin").status == 200)

            try await second.send("/admin/sign-in", from: "/admin/sign-in", fields)
            try await first.send("/admin/sessions/everywhere", from: "/admin/sessions", [])
            #expect(try await first.get("/admin").status == 303)
            #expect(try await second.get("/admin").status == 303)
        }
    }

    @Test func `429 after ten wrong attempts of one peer, for a while, and others are not held up`() async throws {
        let time = Counter()
        let settings = ["MARTLET_TRUSTED_PROXIES": "127.0.0.1"]
        try await TestSite.with(settings: settings, now: { TestSite.start + Int64(time.value) * 30 }) { site in
            try await Browser.signedIn(site)
            let attacker = Browser(site, headers: [("X-Forwarded-For", "1.2.3.4, 198.51.100.7")])
            for _ in 0..<10 {
                let wrong = try await attacker.send("/admin/sign-in", from: "/admin/sign-in", [("passphrase", "wrong")])
                #expect(wrong.status == 401)
            }
            let right = [("passphrase", Browser.passphrase)]
            let blocked = try await attacker.send("/admin/sign-in", from: "/admin/sign-in", right)
            #expect(blocked.status == 429)
            #expect(blocked["retry-after"] == "30")
            let owner = Browser(site, headers: [("X-Forwarded-For", "1.2.3.4, 198.51.100.8")])
            #expect(try await owner.send("/admin/sign-in", from: "/admin/sign-in", right).status == 303)
            time.increase()
            #expect(try await attacker.send("/admin/sign-in", from: "/admin/sign-in", right).status == 303)
        }
    }

    @Test func `who is no trusted proxy can't choose the address that attempts are counted by`() async throws {
        try await TestSite.with { site in
            try await Browser.signedIn(site)
            for number in 0..<10 {
                let browser = Browser(site, headers: [("X-Forwarded-For", "198.51.100.\(number)")])
                try await browser.send("/admin/sign-in", from: "/admin/sign-in", [("passphrase", "wrong")])
            }
            let browser = Browser(site, headers: [("X-Forwarded-For", "198.51.100.99")])
            #expect(
                try await browser.send("/admin/sign-in", from: "/admin/sign-in", [("passphrase", "x")]).status == 429)
        }
    }

    @Test func `the passphrase is changed only by who gives the old one, and other browsers are signed out`()
        async throws
    {
        try await TestSite.with { site in
            let browser = try await Browser.signedIn(site)
            let other = Browser(site)
            try await other.send("/admin/sign-in", from: "/admin/sign-in", [("passphrase", Browser.passphrase)])
            let new = [("passphrase", "a new one entirely"), ("again", "a new one entirely")]

            let refused = try await browser.send(
                "/admin/passphrase", from: "/admin/passphrase", [("current", "x")] + new)
            #expect(refused.status == 400)
            let changed = try await browser.send(
                "/admin/passphrase", from: "/admin/passphrase", [("current", Browser.passphrase)] + new)
            #expect(changed.status == 303)
            #expect(try await browser.get("/admin").status == 200)
            #expect(try await other.get("/admin").status == 303)
        }
    }

    @Test func `a passphrase that is being changed meanwhile lets nobody in`() async throws {
        let folder = try TemporaryFolder()
        let data = try await TestSite.open(folder)
        let cost = PassphraseCost(rounds: 16, blockSize: 8, parallelism: 1)
        let passphrases = PassphraseKeeper(database: data.database, clock: data.clock, cost: cost)
        let sessions = SessionKeeper(database: data.database, clock: data.clock)
        #expect(try await passphrases.set(Browser.passphrase, replacing: 0))
        let known = try await passphrases.generation(of: Browser.passphrase, from: "a")
        #expect(known == 1)
        #expect(try await passphrases.set("a new one entirely", replacing: 1))

        let session = try await sessions.begin(.passphrase, userAgent: "", instead: nil, generation: known)
        #expect(session == nil)
        #expect(try await sessions.all().isEmpty)
        try data.close()
    }

    @Test func `few of one peer wait for the hash, and others are let by`() async throws {
        let crowd = Crowd(most: 3, ofPeer: 2)
        let (entered, enter) = AsyncStream.makeStream(of: Void.self)
        let (released, release) = AsyncStream.makeStream(of: Void.self)
        try await withThrowingTaskGroup(of: Void.self) { group in
            for _ in 0..<2 {
                group.addTask {
                    try await crowd.admit("a") {
                        enter.yield()
                        for await _ in released { break }
                    }
                }
            }
            var waiting = entered.makeAsyncIterator()
            await waiting.next()
            await waiting.next()
            await #expect(throws: SiteError.self) { try await crowd.admit("a") {} }
            let other = try await crowd.admit("b") { true }
            #expect(other)
            release.finish()
            try await group.waitForAll()
        }
        let again = try await crowd.admit("a") { true }
        #expect(again)
    }

    @Test func `a peer is known by its address, of IPv6 by its network`() {
        let rules = PeerRules(trustedProxies: ["127.0.0.1", "10.0.0.9"])
        func peer(_ address: String, _ forwarded: String...) -> String {
            rules.peer(try? .init(ipAddress: address, port: 1), forwarded: forwarded)
        }
        #expect(peer("198.51.100.1", "203.0.113.9") == "198.51.100.1")
        #expect(peer("127.0.0.1", "203.0.113.9") == "203.0.113.9")
        #expect(peer("127.0.0.1", "6.6.6.6, 203.0.113.9, 10.0.0.9") == "203.0.113.9")
        #expect(peer("127.0.0.1", "6.6.6.6", "203.0.113.9") == "203.0.113.9")
        #expect(peer("127.0.0.1", "nonsense") == "127.0.0.1")
        #expect(peer("2001:db8:1:2:3:4:5:6") == peer("2001:db8:1:2::9"))
        #expect(peer("2001:db8:1:2::9") != peer("2001:db8:1:3::9"))
        #expect(peer("::ffff:198.51.100.1") == "198.51.100.1")
    }
}

extension Browser {
    /// The cookie of another session of the owner.
    fileprivate static func signInAgain(_ site: TestSite) async throws -> String {
        let browser = Browser(site)
        try await browser.send("/admin/sign-in", from: "/admin/sign-in", [("passphrase", Browser.passphrase)])
        return try #require(browser.cookie("martlet-session"))
    }
}
