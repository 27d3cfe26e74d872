import IndieWeb
import Testing

@testable import Martlet

@Suite struct `Micropub deletes` {
    @Test(arguments: [true, false])
    func `410 with a page, out of every list at once, and undelete restores the same address`(isJSON: Bool) async throws
    {
        try await TestSite.with { site in
            let token = try await site.token("create delete undelete")
            let url = try #require(try await site.postForm("content=Gone%20soon", token: token).location)
            func act(_ action: String) async throws -> Int {
                isJSON
                    ? try await site.postJSON(#"{"action": "\#(action)", "url": "\#(url)"}"#, token: token).status
                    : try await site.postForm("action=\(action)&url=\(url)", token: token).status
            }
            #expect(try await site.send("GET", "/").text.contains("Gone soon"))
            let deleted = [try await act("delete"), try await act("delete")]
            #expect(deleted == [204, 204])

            let page = try await site.send("GET", url.path)
            #expect(page.status == 410)
            #expect(page["content-type"]?.hasPrefix("text/html") == true)
            for list in ["/", "/feed.atom"] {
                #expect(try await site.send("GET", list).text.contains("Gone soon") == false)
            }
            let source = try await site.get("/micropub?q=source", token: token)
            #expect(source.json("items") == [])
            let restored = [try await act("undelete"), try await act("undelete")]
            #expect(restored == [204, 204])
            #expect(try await site.send("GET", url.path).status == 200)
            #expect(try await site.send("GET", "/feed.atom").text.contains("Gone soon"))
        }
    }

    @Test(arguments: [
        #"{"action": "delete"}"#, #"{"action": "delete", "url": "https://site.example/notes/none"}"#,
        #"{"action": "delete", "url": "https://evil.example/notes/x"}"#, #"{"action": "delete", "url": ["a", "b"]}"#,
        #"{"action": "undelete", "url": 5}"#,
    ])
    func `400 for an address without a post`(body: String) async throws {
        try await TestSite.with { site in
            let token = try await site.token("create delete undelete")
            let answer = try await site.postJSON(body, token: token)
            #expect(answer.status == 400)
            #expect(answer.errorDescription?.contains("url") == true)
        }
    }

    @Test func `403 without the scope, for each of the two`() async throws {
        try await TestSite.with { site in
            let url = try #require(try await site.postForm("content=x", token: try await site.token()).location)
            let deleter = try await site.token("delete")
            #expect(try await site.postForm("action=undelete&url=\(url)", token: deleter).status == 403)
            let creator = try await site.token("create update undelete")
            #expect(try await site.postForm("action=delete&url=\(url)", token: creator).status == 403)
        }
    }

    @Test func `a deleted post can't be updated`() async throws {
        try await TestSite.with { site in
            let token = try await site.token("create update delete")
            let url = try #require(try await site.postForm("content=x", token: token).location)
            try await site.postForm("action=delete&url=\(url)", token: token)
            let answer = try await site.postJSON(
                #"{"action": "update", "url": "\#(url)", "replace": {"content": ["y"]}}"#, token: token)
            #expect(answer.status == 400)
        }
    }
}
