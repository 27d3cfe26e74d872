import HTTPTypes
import Testing

@testable import Martlet

/// What another site could make the owner's browser send, for every address of the route table.
@Suite struct `Forged requests` {
    private static let forms = RouteTable.site.routes.filter {
        $0.method != .get && ($0.audience == .owner || $0.audience == .visitor)
    }

    @Test func `every address that changes something is a form of ours or looks at no cookie`() {
        #expect(Self.forms.count >= 10)
        for route in RouteTable.site.routes where route.method != .get {
            #expect([.owner, .visitor, .client].contains(route.audience), "\(route.method) \(route.path)")
        }
    }

    @Test(arguments: forms.map(\.path))
    func `403 without the form's token, or from another origin`(path: String) async throws {
        try await TestSite.with { site in
            let browser = try await Browser.signedIn(site)
            let path = path.replacing(/\{[a-z]+\}/, with: "1")
            let csrf = try #require(try await browser.get("/admin").hidden("csrf"))
            let forged: [(fields: [(String, String)], headers: [(String, String)])] = [
                ([], []), ([("csrf", "")], []), ([("csrf", String(csrf.reversed()))], []),
                ([("csrf", csrf)], [("Origin", "https://evil.example")]), ([("csrf", csrf)], [("Origin", "null")]),
                ([("csrf", csrf)], [("Sec-Fetch-Site", "cross-site")]),
                ([("csrf", csrf)], [("Sec-Fetch-Site", "same-site")]), ([("csrf", csrf)], [("Sec-Fetch-Site", "none")]),
                ([("csrf", csrf)], [("Origin", "https://evil.example"), ("Sec-Fetch-Site", "same-origin")]),
            ]
            for (fields, headers) in forged {
                #expect(try await browser.post(path, fields, headers: headers).status == 403, "\(fields) \(headers)")
            }
            #expect(try await browser.get("/admin").status == 200, "still signed in")
            #expect(try await site.count("session") == 1)
            #expect(try await site.count("token") == 0)
        }
    }

    @Test func `the token of one browser is worth nothing in another`() async throws {
        try await TestSite.with { site in
            let browser = try await Browser.signedIn(site)
            let stranger = try #require(try await Browser(site).get("/admin/sign-in").hidden("csrf"))
            #expect(try await browser.post("/admin/sign-out", [("csrf", stranger)]).status == 403)
        }
    }

    @Test(arguments: [
        [], [("Origin", "https://site.example")], [("Sec-Fetch-Site", "same-origin")],
        [("Origin", "https://site.example"), ("Sec-Fetch-Site", "same-origin")],
        [("Origin", "null"), ("Sec-Fetch-Site", "same-origin")],
    ])
    func `our own forms pass`(headers: [(String, String)]) async throws {
        try await TestSite.with { site in
            let browser = try await Browser.signedIn(site)
            #expect(try await browser.send("/admin/sign-out", from: "/admin", [], headers: headers).status == 303)
        }
    }

    @Test(arguments: RouteTable.site.routes.filter { $0.audience == .owner }.map { "\($0.method.rawValue) \($0.path)" })
    func `without a session, every page of the owner leads to signing in, and no form does anything`(
        address: String
    ) async throws {
        try await TestSite.with { site in
            try await Browser.signedIn(site)
            let words = address.replacing(/\{[a-z]+\}/, with: "1").split(separator: " ").map(String.init)
            let browser = Browser(site)
            let answer =
                words[0] == "GET"
                ? try await browser.get(words[1]) : try await browser.send(words[1], from: "/admin/sign-in", [])
            #expect(answer.status == 303)
            #expect(answer.location?.hasPrefix("/admin/sign-in?return=") == true)
        }
    }

    @Test(arguments: RouteTable.site.routes.filter { $0.audience == .client && $0.method == .post }.map(\.path))
    func `a session counts for nothing at an endpoint`(path: String) async throws {
        try await TestSite.with { site in
            let browser = try await Browser.signedIn(site)
            let answer = try await browser.post(path, [("content", "x"), ("token", "x"), ("h", "entry")])
            #expect((400..<500).contains(answer.status) || path == "/revoke", "\(answer.status)")
            #expect(try await site.count("entry") == 0)
        }
    }

    @Test(arguments: RouteTable.site.routes.filter { $0.audience == .owner || $0.audience == .visitor }.map(\.path))
    func `nobody may keep a page of the owner, or show it in a frame`(path: String) async throws {
        try await TestSite.with { site in
            let browser = try await Browser.signedIn(site)
            let answer = try await browser.get(path.replacing(/\{[a-z]+\}/, with: "1"))
            #expect(answer["cache-control"] == "no-store", "\(path)")
            #expect(answer["x-frame-options"] == "DENY")
            #expect(answer["content-security-policy"]?.contains("frame-ancestors 'none'") == true)
        }
    }
}
