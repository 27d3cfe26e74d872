import Fetch
import HTTPTypes
import Testing

@testable import Martlet

@Suite struct `The self-test` {
    @Test func `all is well with a site that is reached as it thinks`() async throws {
        try await Self.run(through: { _ in nil }) { checks in
            #expect(checks.filter { $0.outcome == .failed }.map(\.name) == [])
            #expect(checks.first?.outcome == .warning, "plain http")
            #expect(checks.count == 6)
        }
    }

    @Test func `it finds a proxy that takes the Authorization header away`() async throws {
        try await Self.run(through: { question in
            question.path == "/micropub"
                ? .json(#"{"error": "unauthorized"}"#, status: 401) : nil
        }) { checks in
            let failed = checks.filter { $0.outcome == .failed }
            #expect(failed.map(\.name) == ["The Authorization header arrives"])
            #expect(failed.first?.message.contains("takes the header away") == true)
        }
    }

    @Test func `it finds an address that leads on to another`() async throws {
        try await Self.run(through: { question in
            question.path == "/" ? .redirect("http://www.app.example/", status: 301) : nil
        }) { checks in
            #expect(checks.contains { $0.outcome == .failed && $0.name.contains("spelled alike") })
        }
    }

    @Test func `it finds metadata and links that don't come through`() async throws {
        try await Self.run(through: { question in
            ["/", "/.well-known/oauth-authorization-server"].contains(question.path)
                ? .page("<p>Welcome to nginx!</p>") : nil
        }) { checks in
            let failed = checks.filter { $0.outcome == .failed }.map(\.name)
            #expect(failed.contains("The front page names the endpoints"))
            #expect(failed.contains("The metadata document can be read"))
        }
    }

    @Test func `it says when nothing is there`() async throws {
        try await TestSite.with(settings: ["MARTLET_BASE_URL": "http://127.0.0.1:9"]) { site in
            let browser = Browser(site)
            let link = site.data.setupLink(generation: 0).replacing("http://127.0.0.1:9", with: "")
            let key = link.split(separator: "=", maxSplits: 1).last.map(String.init) ?? ""
            try await browser.send(
                "/admin/setup", from: link,
                [("key", key), ("passphrase", Browser.passphrase), ("again", Browser.passphrase)])
            let page = try await browser.send("/admin/self-test", from: "/admin/self-test", [])
            #expect(page.status == 200)
            #expect(page.text.contains("Nothing can be reached there"))
        }
    }

    @Test(arguments: [
        ("http://www.app.example/", "www"), ("https://app.example/", "http and https"),
        ("http://app.example:8443/", "the port"),
    ])
    func `it names what differs between the owner's address and the site's`(me: String, difference: String) async throws
    {
        try await Self.run(through: { _ in nil }, settings: ["MARTLET_ME": me]) { checks in
            let check = try #require(checks.first { $0.name.contains("spelled alike") })
            #expect(check.outcome == .failed)
            #expect(check.message.contains("only in \(difference)"))
        }
    }

    @Test func `with an identity elsewhere it looks whether that leads here`() async throws {
        let page =
            "<link rel=authorization_endpoint href=/auth><link rel=micropub href=http://elsewhere.example/micropub>"
        try await Self.run(
            through: { question in question.host == "ada.example" ? .page(page) : nil },
            settings: ["MARTLET_ME": "http://ada.example/"]
        ) { checks in
            let check = try #require(checks.first { $0.name.contains("leads apps here") })
            #expect(check.outcome == .failed)
            #expect(check.message.contains("href=\"http://app.example/micropub\""))
        }
    }

    /// Runs the self-test of a site at `http://app.example`, which is reached through a proxy that may answer itself.
    private static func run(
        through proxy: @escaping @Sendable (ForeignSite.Question) -> ForeignSite.Answer?,
        settings: [String: String] = [:], _ body: @escaping @Sendable ([SelfTest.Check]) async throws -> Void
    ) async throws {
        let settings = ["MARTLET_BASE_URL": "http://app.example"].merging(settings) { $1 }
        try await TestSite.with(settings: settings) { site in
            let behind: @Sendable (ForeignSite.Question) async throws -> ForeignSite.Answer = { question in
                if let answer = proxy(question) { return answer }
                let target = question.path + (question.query.isEmpty ? "" : "?" + question.query)
                let token = question.headers[.authorization].map { [("Authorization", $0)] } ?? []
                let answer = try await site.send(question.method, target, headers: token)
                let links = answer.headers.filter { $0.name == "link" }.map { ("Link", $0.value) }
                return ForeignSite.Answer(
                    status: answer.status, type: answer["content-type"], headers: links, body: answer.text)
            }
            try await ForeignSite.with(behind) { foreign in
                let test = SelfTest(
                    site: Site(site.data.settings), fetcher: foreign.fetcher,
                    finder: EndpointFinder(fetcher: foreign.fetcher, allowsLocal: false))
                try await body(await test.run())
            }
        }
    }
}
