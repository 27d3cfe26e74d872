import Foundation
import Testing

@testable import Martlet

@Suite struct `Tokens` {
    @Test func `a secret is shown once and stored as a hash only`() async throws {
        let folder = try TemporaryFolder()
        let data = try await TestSite.open(folder)
        let issuer = TokenIssuer(database: data.database, clock: data.clock)
        let secret = try await issuer.issue(scope: try #require(Scope("create media")), name: "Quill")
        try data.close()

        #expect(secret.utf8.count == 43)
        for file in ["martlet.sqlite", "martlet.sqlite-wal"] {
            let bytes = FileManager.default.contents(atPath: data.settings.dataDirectory + "/" + file) ?? Data()
            #expect(bytes.firstRange(of: Data(secret.utf8)) == nil)
        }
    }

    @Test func `the last use is noted, at most once a minute for questions`() async throws {
        let time = Counter()
        let now: @Sendable () -> Int64 = { TestSite.start + Int64(time.value) * 30 }
        try await TestSite.with(now: now) { site in
            let token = try await site.token()
            let headers = [("Authorization", "Bearer " + token)]
            var uses: [Int64?] = []
            for _ in 0..<4 {
                _ = try await site.send("GET", "/micropub?q=config", headers: headers)
                uses.append(
                    try await site.data.database.read(TokenStore.all).first?.lastUsedAt.map { $0 - TestSite.start })
                time.increase()
            }
            #expect(uses == [0, 0, 60, 60])
            _ = try await site.postForm("content=x", token: token)
            #expect(try await site.data.database.read(TokenStore.all).first?.lastUsedAt == TestSite.start + 120)
        }
    }

    @Test(arguments: [
        ("create", ["create"]), ("  create   media create ", ["create", "media"]), ("a\"b", nil), ("", nil),
    ])
    func `a list of scopes reads as`(text: String, words: [String]?) {
        #expect(Scope(text)?.words == words)
    }

    @Test func `token commands work with and without a running server`() async throws {
        let folder = try TemporaryFolder()
        let environment = TestSite.environment(folder)
        try await Program.serving(environment: environment) { port in
            let created = try await Program.run(
                "token", "create", "--scope", "create", "--name", "while it runs", environment: environment)
            let secret = created.output.trimmingCharacters(in: .whitespacesAndNewlines)
            #expect(created.status == 0)
            let answer = try await Wire(port: port).send(
                "POST", "/micropub",
                headers: [
                    ("Authorization", "BEARER " + secret), ("Content-Type", "application/x-www-form-urlencoded"),
                ],
                body: Array("content=x".utf8))
            #expect(answer.status == 201)
        }

        let list = try await Program.run("token", "list", environment: environment)
        #expect(list.output.contains("while it runs"))
        #expect(list.output.contains("valid"))
        #expect(try await Program.run("token", "revoke", "1", environment: environment).status == 0)
        let again = try await Program.run("token", "revoke", "1", environment: environment)
        #expect(again.status == 1)
        #expect(again.complaint == "martlet: there is no token 1 to revoke\n")
        #expect(try await Program.run("token", "list", environment: environment).output.contains("revoked"))
    }
}
