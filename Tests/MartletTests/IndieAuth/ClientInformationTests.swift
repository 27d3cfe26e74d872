import Fetch
import IndieWeb
import Testing

@testable import Martlet

/// What the consent screen says of a client comes from the client's own address: `http://app.example/`.
@Suite struct `Client information on the consent screen` {
    private static let json = """
        {"client_id": "http://app.example/", "client_name": "A <b>fine</b> app", "client_uri": "http://app.example/",
         "logo_uri": "https://app.example/logo.png", "redirect_uris": ["app.example:/back", "http://other.example/cb"],
         "grant_types": ["authorization_code", "refresh_token"]}
        """

    @Test func `name, logo and listed redirects of a metadata document`() async throws {
        try await Self.with({ _ in .json(Self.json) }) { site, foreign in
            let browser = try await Browser.signedIn(site)
            var client = Self.client
            let page = try await browser.get(client.authorizationPath)
            #expect(page.text.contains("A &lt;b&gt;fine&lt;/b&gt; app"))
            #expect(page.text.contains("src=\"https://app.example/logo.png\""))
            #expect(page.text.contains("value=\"month\" checked"), "a client that renews its tokens")

            for redirect in ["app.example:/back", "http://other.example/cb"] {
                client.redirect = redirect
                let answer = try await client.decide(in: browser)
                #expect(answer.location?.hasPrefix(redirect + "?code=") == true)
            }
            client.redirect = "http://other.example/cb2"
            #expect(try await browser.get(client.authorizationPath).status == 400)
            client.redirect = "app.example:/back/"
            #expect(try await browser.get(client.authorizationPath).status == 400)
            #expect(foreign.questions.count == 1, "asked once, then remembered")
        }
    }

    @Test func `an h-app and rel redirect_uri of an older client, in its page and its headers`() async throws {
        let html = """
            <link rel="redirect_uri" href="/back"><link rel=redirect_uri href="app.example:/from-page">
            <div class="h-app"><a class="u-url p-name" href="/">Old app</a><img class="u-logo" src="/logo.png"></div>
            """
        let headers = [("Link", "<app.example:/from-header>; rel=\"redirect_uri\"")]
        try await Self.with({ _ in .page(html, headers: headers) }) { site, _ in
            let browser = try await Browser.signedIn(site)
            var client = Self.client
            for redirect in ["http://app.example/back", "app.example:/from-page", "app.example:/from-header"] {
                client.redirect = redirect
                let page = try await browser.get(client.authorizationPath)
                #expect(page.status == 200)
                #expect(page.text.contains("Old app"))
            }
        }
    }

    @Test(arguments: [
        ForeignSite.Answer.missing, .redirect("http://other.example/"), .json("{"), .json(#"{"client_name": "Bank"}"#),
        .json(#"{"client_id": "http://evil.example/", "client_name": "Bank"}"#),
        .json(
            "{\"client_id\": \"http://app.example/\", \"client_name\": \"Bank\", \"x\": \"\(String(repeating: "x", count: 300_000))\"}"
        ),
    ])
    func `only the address is shown of a client whose information can't be trusted`(
        answer: ForeignSite.Answer
    ) async throws {
        try await Self.with({ _ in answer }) { site, foreign in
            let browser = try await Browser.signedIn(site)
            let page = try await browser.get(Self.client.authorizationPath)

            #expect(page.status == 200)
            #expect(!page.text.contains("Bank"))
            #expect(page.text.contains("http://app.example/"))
            #expect(page.text.contains("details could not be read"))
            #expect(foreign.questions.allSatisfy { $0.host == "app.example" })
            _ = try await browser.get(Self.client.authorizationPath)
            #expect(foreign.questions.count == 2, "faults are not remembered")
        }
    }

    @Test func `hostile names stay text, without control and direction characters`() async throws {
        let json =
            #"{"client_id": "http://app.example/", "client_name": "\u202e<script>alert(1)</script>\u0000\u0007"}"#
        try await Self.with({ _ in .json(json) }) { site, _ in
            let page = try await Browser.signedIn(site).get(Self.client.authorizationPath)
            #expect(!page.text.contains("<script>"))
            #expect(!page.text.unicodeScalars.contains { ["\u{202E}", "\u{0}", "\u{7}"].contains($0) })
            #expect(page.text.contains("&lt;script&gt;"))
        }
    }

    @Test(arguments: ["http://127.0.0.1:9/", "http://localhost:9/", "http://[::1]:9/"])
    func `a client on its user's machine is asked nothing`(id: String) async throws {
        try await Self.with({ _ in .json("{}") }) { site, foreign in
            let browser = try await Browser.signedIn(site)
            var client = Self.client
            client.id = id
            client.redirect = id + "callback"
            let page = try await browser.get(client.authorizationPath)
            #expect(page.status == 200)
            #expect(page.text.contains("machine of its user"))
            #expect(foreign.questions.isEmpty)
        }
    }

    @Test func `an address that leads to a private network is not asked`() async throws {
        try await ForeignSite.with({ _ in .json(Self.json) }) { foreign in
            let fetcher = Fetcher(
                addresses: .publicOnly, userAgent: "test", routes: ["app.example:80": "127.0.0.1:\(foreign.port)"],
                patience: 30)
            try await TestSite.with(fetcher: fetcher) { site in
                let page = try await Browser.signedIn(site).get(Self.client.authorizationPath)
                #expect(page.status == 200)
                #expect(page.text.contains("may not be reached"))
                #expect(foreign.questions.isEmpty)
            }
        }
    }

    @Test func `nobody who isn't signed in makes the server ask a client`() async throws {
        try await Self.with({ _ in .json(Self.json) }) { site, foreign in
            var client = Self.client
            client.redirect = "app.example:/back"
            let answer = try await Browser(site).get(client.authorizationPath)
            #expect(answer.status == 303)
            client.responseType = "nonsense"
            #expect(try await Browser(site).get(client.authorizationPath).location?.hasPrefix("/admin") == true)
            #expect(foreign.questions.isEmpty)
        }
    }

    private static let client = IndieAuthClient(id: "http://app.example/", redirect: "http://app.example/callback")

    private static func with(
        _ answer: @escaping @Sendable (ForeignSite.Question) -> ForeignSite.Answer,
        _ body: @escaping @Sendable (TestSite, ForeignSite) async throws -> Void
    ) async throws {
        try await ForeignSite.with(answer) { foreign in
            try await TestSite.with(fetcher: foreign.fetcher) { try await body($0, foreign) }
        }
    }
}
