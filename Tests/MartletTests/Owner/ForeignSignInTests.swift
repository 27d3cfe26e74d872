import Fetch
import HTTPTypes
import IndieWeb
import Testing

@testable import Martlet

/// The owner's identity is at another site: `http://ada.example/`, in one of the forms that such sites have.
@Suite struct `Signing in through another site` {
    private static let metadata = """
        {"issuer": "http://auth.example/", "authorization_endpoint": "http://auth.example/authorize?keep=1",
         "token_endpoint": "http://auth.example/token", "code_challenge_methods_supported": ["S256"],
         "authorization_response_iss_parameter_supported": true}
        """

    /// A modern site: metadata in a `Link` header, JSON answers.
    @Sendable private static func modern(_ question: ForeignSite.Question) -> ForeignSite.Answer {
        switch (question.host, question.path) {
        case ("ada.example", "/"):
            .page(
                "<link rel=authorization_endpoint href=/wrong>",
                headers: [("Link", "<http://auth.example/meta>; rel=\"x indieauth-metadata\"")])
        case ("auth.example", "/meta"): .json(metadata)
        case ("auth.example", "/authorize"): .json(#"{"me": "http://ada.example"}"#)
        default: .missing
        }
    }

    /// A site of 2018: rels in the page, form-encoded answers.
    @Sendable private static func legacy(_ question: ForeignSite.Question) -> ForeignSite.Answer {
        switch question.path {
        case "/": .page("<html><head><link rel=\"authorization_endpoint\" href=\"/auth?x=1\"></head></html>")
        case "/auth": .form("me=http%3A%2F%2Fada.example%2F&scope=")
        default: .missing
        }
    }

    @Test func `a modern server: code with PKCE, state and iss, redeemed at the authorization endpoint`() async throws {
        try await Self.with(Self.modern) { site, foreign in
            let browser = Browser(site)
            let begun = try await Self.begin(browser)

            #expect(begun.status == 303)
            #expect(begun.location?.hasPrefix("http://auth.example/authorize?keep=1&") == true)
            #expect(begun.parameter("response_type") == "code")
            #expect(begun.parameter("client_id") == "https://site.example/auth/client")
            #expect(begun.parameter("redirect_uri") == "https://site.example/admin/sign-in/callback")
            #expect(begun.parameter("code_challenge_method") == "S256")
            #expect(begun.parameter("me") == "http://ada.example/")
            let done = try await Self.answer(begun, browser, [("iss", "http://auth.example/")])
            #expect(done.status == 303, "\(done.text)")
            #expect(done.location == "/admin/tokens")
            #expect(try await browser.get("/admin").status == 200)

            let redemption = try #require(foreign.questions.last { $0.method == "POST" })
            #expect(redemption["grant_type"] == "authorization_code")
            #expect(redemption["code"] == "the-code")
            #expect(redemption.headers[.accept] == "application/json")
            let verifier = try #require(redemption["code_verifier"])
            #expect(PKCE.challenge(for: verifier) == begun.parameter("code_challenge"))
        }
    }

    @Test func `a server of 2018: response_type id, form-encoded answer, no iss`() async throws {
        try await Self.with(Self.legacy) { site, _ in
            let browser = Browser(site)
            let begun = try await Self.begin(browser)
            #expect(begun.location?.hasPrefix("http://ada.example/auth?x=1&") == true)
            #expect(begun.parameter("response_type") == "id")
            let done = try await Self.answer(begun, browser, [("me", "http://ada.example/")])
            #expect(done.location == "/admin/tokens")
        }
    }

    @Test func `a form-encoded answer that calls itself HTML is read all the same`() async throws {
        try await Self.with { question in
            question.method == "POST"
                ? .form("me=http%3A%2F%2Fada.example%2F", type: "text/html; charset=utf-8") : Self.legacy(question)
        } _: { site, _ in
            let browser = Browser(site)
            let done = try await Self.answer(try await Self.begin(browser), browser)
            #expect(done.location == "/admin/tokens")
        }
    }

    @Test(arguments: [
        ForeignSite.Answer.form("error=invalid_grant&error_description=too+late"),
        .json(#"{"error": "invalid_grant"}"#, status: 400), .json(#"{"me": "http://ada.example/"}"#, status: 404),
        .json(#"{"error": "x", "me": "http://ada.example/"}"#), .json("{}"), .page("<p>Hello</p>"), .json("[1]"),
        .json(#"{"me": "http://eve.example/"}"#), .json(#"{"me": "http://ada.example/other"}"#),
        .json(#"{"me": "mailto:ada@ada.example"}"#), .json(#"{"me": "http://ada.example:8080/"}"#),
        .json(#"{"profile": {"url": "http://ada.example/"}}"#), .redirect("http://ada.example/auth2"),
    ])
    func `nobody gets in, and the page says at which step, after a redemption that gives`(
        answer: ForeignSite.Answer
    ) async throws {
        try await Self.with {
            $0.method == "POST" ? answer : Self.legacy($0)
        } _: { site, _ in
            let browser = Browser(site)
            let done = try await Self.answer(try await Self.begin(browser), browser)

            #expect([400, 403].contains(done.status))
            #expect(done.text.contains("failed here"))
            #expect(!done.text.contains("the-code"))
            #expect(try await browser.get("/admin").status == 303)
            #expect(try await site.count("session") == 0)
        }
    }

    @Test(arguments: [
        [("iss", "http://evil.example/")], [], [("iss", "http://auth.example")], [("iss", "HTTP://auth.example/")],
    ])
    func `an answer of another issuer is refused before the code is used`(parameters: [(String, String)]) async throws {
        try await Self.with(Self.modern) { site, foreign in
            let browser = Browser(site)
            let done = try await Self.answer(try await Self.begin(browser), browser, parameters)

            #expect(done.status == 400)
            #expect(!foreign.questions.contains { $0.method == "POST" })
            #expect(try await site.count("session") == 0)
        }
    }

    @Test func `a state is good once, and in the browser that began only`() async throws {
        try await Self.with(Self.legacy) { site, foreign in
            let browser = Browser(site)
            let begun = try await Self.begin(browser)
            let stolen = try await Self.answer(begun, Browser(site))
            #expect(stolen.status == 400)
            #expect(stolen.text.contains("another browser"))
            #expect(!foreign.questions.contains { $0.method == "POST" })
            #expect(try await Self.answer(begun, browser).status == 303)
            #expect(try await Self.answer(begun, browser).status == 400)
            #expect(try await browser.get("/admin/sign-in/callback?code=x&state=").status == 400)
            #expect(try await browser.get("/admin/sign-in/callback?code=x").status == 400)
        }
    }

    @Test func `an answer that comes after ten minutes is too late`() async throws {
        let time = Counter()
        try await Self.with(now: { TestSite.start + Int64(time.value) * 601 }, Self.legacy) { site, _ in
            let browser = Browser(site)
            let begun = try await Self.begin(browser)
            time.increase()
            #expect(try await Self.answer(begun, browser).status == 400)
        }
    }

    @Test func `an error of the server is shown, escaped`() async throws {
        try await Self.with(Self.legacy) { site, _ in
            let browser = Browser(site)
            let begun = try await Self.begin(browser)
            let state = try #require(begun.parameter("state"))
            let query = QueryString.encode([
                ("state", state), ("error", "access_denied"), ("error_description", "<script>alert(1)</script>"),
            ])
            let page = try await browser.get("/admin/sign-in/callback?" + query)
            #expect(page.status == 400)
            #expect(page.text.contains("access_denied"))
            #expect(!page.text.contains("<script>"))
        }
    }

    /// §5.4: what is typed, and what is returned for it.
    @Test(arguments: [
        ("http://service.example/", "http://ada.example/", true),
        ("http://www.ada.example/", "http://ada.example/", true),
        ("http://moved.example/", "http://ada.example/", true), ("http://evil.example/", "http://ada.example/", false),
        ("http://evil.example/ada", "http://ada.example/", false),
    ])
    func `an address other than the typed one counts if it names the same server`(
        typed: String, me: String, isAllowed: Bool
    ) async throws {
        try await Self.with { question in
            let evil = ForeignSite.Answer.page("<link rel=authorization_endpoint href=http://evil.example/auth>")
            let good = ForeignSite.Answer.page("<link rel=authorization_endpoint href=http://auth.example/auth>")
            return switch (question.host, question.path) {
            case (_, "/auth"): .json(#"{"me": "\#(me)"}"#)
            case ("evil.example", _): evil
            case ("moved.example", _): .redirect("http://ada.example/", status: 301)
            default: good
            }
        } _: { site, _ in
            let browser = Browser(site)
            let done = try await Self.answer(try await Self.begin(browser, typed), browser)
            #expect((done.status == 303) == isAllowed, "\(done.text)")
            if !isAllowed { #expect(done.text.contains("evil.example/auth")) }
        }
    }

    @Test(arguments: [
        ("nothing useful", "rel=authorization_endpoint"),
        ("<link rel=indieauth-metadata href=/none>", "404"),
        ("<link rel=indieauth-metadata href=/broken>", "not_json"),
        ("<link rel=indieauth-metadata href=/evil-issuer>", "invalid_issuer"),
        ("<a rel=authorization_endpoint href=/auth>", "not found"),
    ])
    func `the page says what was found where discovery fails`(page: String, found: String) async throws {
        try await Self.with { question in
            switch question.path {
            case "/": .page(page)
            case "/broken": .json("{")
            case "/evil-issuer":
                .json(
                    #"{"issuer": "http://auth.example/x", "authorization_endpoint": "http://auth.example/authorize"}"#)
            default: .missing
            }
        } _: { site, _ in
            let answer = try await Self.begin(Browser(site))
            #expect(answer.status == 400)
            #expect(answer.text.contains(found), "\(answer.text)")
        }
    }

    @Test(arguments: [
        "", "mailto:ada@ada.example", "http://ada.example/#me", "http://a:b@ada.example/", "ftp://ada.example",
    ])
    func `an address that can't be one is refused before anything is fetched`(typed: String) async throws {
        try await Self.with(Self.legacy) { site, foreign in
            let answer = try await Self.begin(Browser(site), typed)
            #expect(answer.status == 400)
            #expect(foreign.questions.isEmpty)
        }
    }

    @Test(arguments: [
        "http://127.0.0.1/", "http://localhost/", "http://10.0.0.1/", "http://[::1]/", "http://2130706433/",
    ])
    func `private addresses are not asked unless the switch for development is on`(typed: String) async throws {
        try await TestSite.with(settings: ["MARTLET_ME": "http://ada.example/"]) { site in
            let answer = try await Self.begin(Browser(site), typed)
            #expect(answer.status == 400)
            #expect(answer.text.contains("failed here"))
        }
    }

    @Test func `where the site is the identity there is no other way in than the passphrase`() async throws {
        try await TestSite.with { site in
            let browser = try await Browser.signedIn(site)
            let fields = [("me", "http://evil.example/")]
            #expect(try await browser.send("/admin/sign-in/address", from: "/admin", fields).status == 404)
            #expect(try await browser.get("/admin/sign-in/callback?code=x&state=y").status == 404)
        }
    }

    @Test func `a token is made by hand only soon after signing in, or after confirming`() async throws {
        let time = Counter()
        try await Self.with(now: { TestSite.start + Int64(time.value) * 700 }, Self.legacy) { site, _ in
            let browser = Browser(site)
            _ = try await Self.answer(try await Self.begin(browser), browser)
            let fields = [("name", "script"), ("scope", "create")]
            #expect(try await browser.send("/admin/tokens", from: "/admin/tokens", fields).status == 200)
            time.increase()
            #expect(try await browser.send("/admin/tokens", from: "/admin/tokens", fields).status == 400)
            let confirm = try await browser.send("/admin/confirm", from: "/admin/tokens", [])
            #expect(try await Self.answer(confirm, browser).location == "/admin/tokens")
            #expect(try await browser.send("/admin/tokens", from: "/admin/tokens", fields).status == 200)
        }
    }

    @Test func `our own client document: JSON for today's servers, an h-app for older ones`() async throws {
        try await TestSite.with { site in
            let json = try await site.send("GET", "/auth/client", headers: [("Accept", "application/json")])
            let id = try ClientID("https://site.example/auth/client")
            let information = try ClientInformation.parse(json: json.body, clientID: id)
            #expect(information.name == "Ada's site")
            #expect(information.redirectURIs == ["https://site.example/admin/sign-in/callback"])
            #expect(try await site.send("GET", "/auth/client").json("client_id") != nil)
            let page = try await site.send("GET", "/auth/client", headers: [("Accept", "text/html,*/*")])
            #expect(page.text.contains("h-app"))
            #expect(
                page.text.contains("<link rel=\"redirect_uri\" href=\"https://site.example/admin/sign-in/callback\">"))
            #expect(page["vary"] == "Accept")
            #expect(page["link"] == "<https://site.example/admin/sign-in/callback>; rel=\"redirect_uri\"")
        }
    }

    /// A site whose owner is at `http://ada.example/`; every host named here is the foreign site.
    private static func with(
        _ answer: @escaping @Sendable (ForeignSite.Question) -> ForeignSite.Answer,
        _ body: @escaping @Sendable (TestSite, ForeignSite) async throws -> Void
    ) async throws {
        try await with(now: { TestSite.start }, answer, body)
    }

    private static func with(
        now: @escaping @Sendable () -> Int64,
        _ answer: @escaping @Sendable (ForeignSite.Question) -> ForeignSite.Answer,
        _ body: @escaping @Sendable (TestSite, ForeignSite) async throws -> Void
    ) async throws {
        let settings = ["MARTLET_ME": "http://ada.example/", "MARTLET_ALLOW_PRIVATE_NETWORK": "1"]
        try await ForeignSite.with(answer) { foreign in
            try await TestSite.with(settings: settings, now: now, fetcher: foreign.fetcher) { site in
                try await body(site, foreign)
            }
        }
    }

    private static func begin(_ browser: Browser, _ address: String = "ada.example") async throws -> WireResponse {
        let typed = address == "ada.example" ? "http://ada.example" : address
        return try await browser.send(
            "/admin/sign-in/address", from: "/admin/sign-in", [("me", typed), ("return", "/admin/tokens")])
    }

    /// The foreign server's answer, as the browser brings it.
    private static func answer(
        _ begun: WireResponse, _ browser: Browser, _ more: [(String, String)] = []
    ) async throws -> WireResponse {
        let state = try #require(begun.parameter("state"), "\(begun.text)")
        let query = QueryString.encode([("code", "the-code"), ("state", state)] + more)
        return try await browser.get("/admin/sign-in/callback?" + query)
    }
}
