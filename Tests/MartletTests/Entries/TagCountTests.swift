import GRDB
import Testing

@testable import Martlet

@Suite struct `Counts of tags` {
    @Test func `follow each change of a post`() async throws {
        try await TestSite.with { site in
            let token = try await site.token("create update delete undelete")
            func counts() async throws -> [String] {
                try await site.data.database.read { tx in
                    let rows = try Row.fetchAll(tx, sql: "SELECT name, listed, total FROM tag ORDER BY name")
                    return rows.map { "\($0[0] as String) \($0[1] as Int) \($0[2] as Int)" }
                }
            }
            let url = try #require(
                try await site.postForm("content=1&category[]=a&category[]=b", token: token).location)
            try await site.postForm("content=2&category[]=a", token: token)
            try await site.postForm("content=3&category[]=a&post-status=draft", token: token)
            #expect(try await counts() == ["a 2 3", "b 1 1"])

            func update(_ change: String) async throws {
                let json = #"{"action":"update","url":"\#(url)","replace":{\#(change)}}"#
                #expect(try await site.postJSON(json, token: token).status == 204)
            }
            try await update(#""category":["a","c"]"#)
            #expect(try await counts() == ["a 2 3", "c 1 1"])
            try await update(#""visibility":["private"]"#)
            #expect(try await counts() == ["a 1 3", "c 0 1"])
            try await update(#""visibility":["public"]"#)
            try await site.postForm("action=delete&url=\(url)", token: token)
            #expect(try await counts() == ["a 1 3", "c 0 1"])
            let asked = try await site.send(
                "GET", "/micropub?q=category", headers: [("Authorization", "Bearer \(token)")])
            #expect(asked.text.contains("\"a\"") && !asked.text.contains("\"c\""))
            try await site.postForm("action=undelete&url=\(url)", token: token)
            #expect(try await counts() == ["a 2 3", "c 1 1"])
        }
    }
}
