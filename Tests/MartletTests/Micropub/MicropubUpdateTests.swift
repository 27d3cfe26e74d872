import Images
import IndieWeb
import Testing

@testable import Martlet

@Suite struct `Micropub updates` {
    @Test func `204 for replace, add and delete at once, and all of it is there`() async throws {
        try await TestSite.with { site in
            let token = try await site.token("create update")
            let url = try #require(
                try await site.postForm("content=Old&category[]=a&category[]=b&x-mood=calm", token: token).location)
            let answer = try await site.postJSON(
                """
                {"action": "update", "url": "\(url)", "replace": {"content": ["New"]},
                 "add": {"category": ["c"], "syndication": ["https://elsewhere.example/1"]}, "delete": {"category": ["a"]}}
                """, token: token)

            #expect(answer.status == 204)
            let item = try await site.item(at: url)
            #expect(item.strings("content") == ["New"])
            #expect(item.strings("category") == ["b", "c"])
            #expect(item.strings("syndication") == ["https://elsewhere.example/1"])
            #expect(item.strings("x-mood") == ["calm"])
            let page = try await site.send("GET", url.path).text
            #expect(page.contains("New") && !page.contains("Old"))
            let feed = try await site.send("GET", "/feed.atom").text
            #expect(feed.contains("New") && !feed.contains("Old"))
        }
    }

    @Test(arguments: [
        (#""replace": {"content": "New"}"#, "content"), (#""replace": "content""#, "replace"),
        (#""delete": {"category": "a"}"#, "category"), (#""add": {"category": {"a": 1}}"#, "category"),
        (#""replace": {"url": ["https://evil.example/"]}"#, "url"), (#""replace": {"uid": ["x"]}"#, "uid"),
        (#""replace": {"author": ["Eve"]}"#, "author"), (#""delete": [1]"#, "delete"), (#""x": 1"#, "replace"),
        (#""replace": {"published": ["yesterday"]}"#, "published"),
        (#""replace": {"visibility": ["secret"]}"#, "visibility"),
        (#""replace": {"content": ["x"]}, "mp-channel": "none""#, "mp-channel"),
    ])
    func `400 that names the property, and nothing is changed, for`(part: String, name: String) async throws {
        try await TestSite.with { site in
            let token = try await site.token("create update")
            let url = try #require(try await site.postForm("content=Old&category=a", token: token).location)
            let before = try await site.item(at: url)
            let answer = try await site.postJSON(#"{"action": "update", "url": "\#(url)", \#(part)}"#, token: token)

            #expect(answer.status == 400)
            #expect(answer.errorCode == "invalid_request")
            #expect(answer.errorDescription?.contains(name) == true, "\(answer.text)")
            #expect(try await site.item(at: url) == before)
            #expect(try await site.count("revision") == 0)
        }
    }

    @Test func `201 with the new address when the slug changes, and 301 from the old one`() async throws {
        try await TestSite.with { site in
            let token = try await site.token("create update")
            let url = try #require(try await site.postForm("content=x&mp-slug=first", token: token).location)
            let answer = try await site.postJSON(
                #"{"action": "update", "url": "\#(url)", "replace": {"content": ["y"]}, "mp-slug": "second"}"#,
                token: token)

            #expect(answer.status == 201)
            #expect(answer.location == "https://site.example/notes/second")
            let old = try await site.send("GET", "/notes/first")
            #expect(old.status == 301)
            #expect(old["cache-control"] == "public, no-cache", "it may come back")
            #expect(old.location == "https://site.example/notes/second")
            #expect(try await site.send("GET", "/notes/second").status == 200)
            // The old address stays this entry's: another one gets a number, and it can be updated by it.
            let other = try await site.postForm("content=z&mp-slug=first", token: token)
            #expect(other.location == "https://site.example/notes/first-1")
            let back = try await site.postJSON(
                #"{"action": "update", "url": "\#(url)", "replace": {"content": ["z"]}, "mp-slug": "first"}"#,
                token: token)
            #expect(back.location == "https://site.example/notes/first")
            #expect(try await site.send("GET", "/notes/second").location == "https://site.example/notes/first")
        }
    }

    @Test func `409 when the post is another than the client believes`() async throws {
        try await TestSite.with { site in
            let token = try await site.token("create update")
            let url = try #require(try await site.postForm("content=x", token: token).location)
            let asked = try await site.get("/micropub?q=source&url=\(url)", token: token)
            let tag = try #require(asked["etag"])
            func update(_ text: String, _ tag: String) async throws -> Int {
                let body = #"{"action": "update", "url": "\#(url)", "replace": {"content": ["\#(text)"]}}"#
                return try await site.send(
                    "POST", "/micropub",
                    headers: [
                        ("Authorization", "Bearer " + token), ("Content-Type", "application/json"), ("If-Match", tag),
                    ], body: Array(body.utf8)
                ).status
            }
            let first = try await update("first", tag)
            let second = try await update("second", tag)
            #expect([first, second] == [204, 409])
            #expect(try await site.item(at: url).strings("content") == ["first"])
        }
    }

    @Test func `parallel updates lose none of what they add`() async throws {
        try await TestSite.with { site in
            let token = try await site.token("create update")
            let url = try #require(try await site.postForm("content=x", token: token).location)
            try await withThrowingTaskGroup(of: Void.self) { group in
                for number in 0..<16 {
                    group.addTask {
                        let answer = try await site.postJSON(
                            #"{"action": "update", "url": "\#(url)", "add": {"category": ["c\#(number)"]}}"#,
                            token: token)
                        #expect(answer.status == 204)
                    }
                }
                try await group.waitForAll()
            }
            #expect(Set(try await site.item(at: url).strings("category")) == Set((0..<16).map { "c\($0)" }))
        }
    }

    @Test func `photos and their texts can be edited`() async throws {
        try await TestSite.with(settings: ["MARTLET_FETCH_PHOTOS": "0"]) { site in
            let token = try await site.token("create update media")
            let picture = Pictures.bytes(SamplePicture(type: .jpeg, width: 320, height: 240, seed: 3))
            let uploaded = try await site.postMultipart(
                [.file("file", picture)], to: "/media", token: token)
            let photo = try #require(uploaded.location)
            let url = try #require(
                try await site.postForm("content=x&photo=https://a.example/p.jpg", token: token).location)
            let answer = try await site.postJSON(
                #"{"action": "update", "url": "\#(url)", "replace": {"photo": [{"value": "\#(photo)", "alt": "A hill"}]}}"#,
                token: token)

            #expect(answer.status == 204)
            let page = try await site.send("GET", url.path).text
            #expect(page.contains("alt=\"A hill\""))
            #expect(page.contains("srcset="))
            #expect(!page.contains("a.example"))
        }
    }

    @Test func `403 without the scope`() async throws {
        try await TestSite.with { site in
            let url = try #require(try await site.postForm("content=x", token: try await site.token("create")).location)
            let token = try await site.token("create delete")
            let answer = try await site.postJSON(
                #"{"action": "update", "url": "\#(url)", "replace": {"content": ["y"]}}"#, token: token)
            #expect(answer.status == 403)
            #expect(answer.json("scope") == "update")
        }
    }
}

extension String {
    /// The path of an address of the test site.
    var path: String { replacing("https://site.example", with: "") }
}
