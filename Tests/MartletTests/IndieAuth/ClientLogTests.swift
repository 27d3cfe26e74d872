import Foundation
import IndieWeb
import Testing

@testable import Martlet

@Suite struct `The log of clients` {
    @Test func `each client's requests with outcome and reason, and the last refusal of each token`() async throws {
        try await TestSite.with { site in
            let browser = try await Browser.signedIn(site)
            let client = IndieAuthClient()
            let token = try #require(try await client.token(in: browser).json("access_token")?.string)
            try await site.postForm("content=x", token: token)
            try await site.postForm("action=delete&url=https://site.example/notes/x", token: token)
            try await site.postForm("content=x", token: nil)
            try await site.postForm("content=x", token: "wrong")
            _ = try await site.postFields("/revoke", [("token", token)])
            try await site.postForm("content=x", token: token)

            let log = try await site.data.clientLog.all()
            let lines = log.reversed().map { "\($0.client) \($0.what) \($0.status) \($0.reason ?? "-")" }
            let id = client.id
            #expect(
                lines == [
                    "\(id) GET /auth authorization 200 -", "\(id) POST /auth/consent consent 303 -",
                    "\(id) POST /token code 200 -", "\(id) POST /micropub create 201 -",
                    "\(id) POST /micropub delete 403 insufficient_scope", "unknown POST /micropub 401 no_token",
                    "unknown POST /micropub 401 invalid_token", "\(id) POST /revoke 200 -",
                    "\(id) POST /micropub 401 revoked_token",
                ])
            let page = try await browser.get("/admin/clients").text
            #expect(page.contains("insufficient_scope"))
            #expect(page.contains("app.example"))
            let tokens = try await browser.get("/admin/tokens").text
            #expect(tokens.contains("revoked_token"))
        }
    }

    @Test(arguments: [
        (
            "POST /token",
            [
                ("grant_type", "authorization_code"), ("code", "x"), ("client_id", "https://a.example/"),
                ("redirect_uri", "https://a.example/"),
            ], "code_unknown"
        ),
        (
            "POST /token",
            [("grant_type", "refresh_token"), ("refresh_token", "x"), ("client_id", "https://a.example/")],
            "refresh_unknown"
        ),
        ("POST /introspect", [("token", "x")], "no_token"), ("POST /media", [], "no_token"),
    ])
    func `a refusal is told with a word finer than the client gets`(
        what: String, fields: [(String, String)], reason: String
    ) async throws {
        try await TestSite.with { site in
            _ = try await site.postFields(String(what.dropFirst("POST ".count)), fields)
            try await site.log { $0.what.hasPrefix(what) && $0.reason == reason }
        }
    }

    @Test func `fifty requests of a client are kept, and fifteen hundred in all`() async throws {
        let folder = try TemporaryFolder()
        let data = try await TestSite.open(folder)
        for number in 0..<60 {
            data.clientLog.add("GET /\(number)", status: 200, .init(client: "busy", isProven: true))
        }
        let kept = try await data.clientLog.all()
        #expect(kept.count == 50)
        #expect(kept.first?.what == "GET /59")
        for round in 0..<6 {
            for number in 0..<400 {
                data.clientLog.add(
                    "GET /", status: 200, .init(client: "client \(round * 400 + number)", isProven: true))
            }
            _ = try await data.clientLog.all()
        }
        #expect(try await data.clientLog.all().count == 1500)
        for number in 0..<600 { data.clientLog.add("GET /", status: 400, .init(client: "client \(number)")) }
        for _ in 0..<2 { _ = try await data.clientLog.all() }
        let all = try await data.clientLog.all()
        #expect(all.count(where: \.isProven) == 1500, "whoever only claims to be a client pushes nobody out")
        #expect(all.count { !$0.isProven } == 500)
        try data.close()
    }

    @Test func `whoever says to be a client is shown apart from it, and never pushes it out`() async throws {
        try await TestSite.with { site in
            let browser = try await Browser.signedIn(site)
            let client = IndieAuthClient()
            let token = try await client.token(in: browser).json("access_token")?.string
            try await site.postForm("action=delete&url=https://site.example/notes/x", token: token)
            for number in 0..<70 {
                let claim = number >= 45 ? client.id : "https://stranger\(number).example/"
                let fields = [
                    ("grant_type", "authorization_code"), ("code", "x"), ("client_id", claim), ("redirect_uri", "x"),
                ]
                _ = try await site.postFields("/token", fields)
            }
            let page = try await browser.get("/admin/clients").text
            let sections = page.components(separatedBy: "<section").dropFirst()
            let own = try #require(sections.first { $0.contains("insufficient_scope") })
            #expect(own.contains("app.example") && !own.contains("code_unknown"))
            #expect(page.contains("Somebody who says to be app.example"))
        }
    }

    @Test func `whoever reads while others write misses nothing`() async throws {
        let folder = try TemporaryFolder()
        let data = try await TestSite.open(folder)
        data.clientLog.add("GET /", status: 200, .init(client: "a", isProven: true))
        // Nobody comes to write before all have begun.
        let busy = DispatchSemaphore(value: 0)
        let database = data.database
        let (begun, note) = AsyncStream.makeStream(of: Void.self)
        let other = Task {
            try await database.write { _ in
                note.yield()
                busy.wait()
            }
        }
        for await _ in begun { break }
        let log = data.clientLog
        let read = try await withThrowingTaskGroup(of: Int.self) { group in
            for _ in 0..<20 { group.addTask { try await log.all().count } }
            for _ in 0..<1000 { await Task.yield() }
            busy.signal()
            return try await group.reduce(into: []) { $0.append($1) }
        }
        #expect(read == Array(repeating: 1, count: 20))
        try await other.value
        try data.close()
    }

    @Test func `the log survives a stop of the server`() async throws {
        let folder = try TemporaryFolder()
        let data = try await TestSite.open(folder)
        data.clientLog.add("GET /x", status: 200, .init(client: "c", isProven: true))
        #expect(try await data.clientLog.all().count == 1)
        try data.close()
        let again = try await TestSite.open(folder)
        #expect(try await again.clientLog.all().map(\.client) == ["c"])
        try again.close()
    }
}
