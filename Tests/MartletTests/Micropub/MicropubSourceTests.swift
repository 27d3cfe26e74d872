import Images
import IndieWeb
import Testing

@testable import Martlet

@Suite struct `What Micropub clients ask` {
    @Test func `q=config names everything that clients look for`() async throws {
        try await TestSite.with { site in
            let token = try await site.token("create")
            try await site.postForm("content=x&category[]=walks", token: token)
            let config = try await site.get("/micropub?q=config", token: token)

            #expect(config.json("media-endpoint") == "https://site.example/media")
            #expect(config.json("syndicate-to") == [])
            #expect(config.json("channels") == [["uid": "pages", "name": "Pages"]])
            #expect(config.json("categories") == ["walks"])
            #expect(config.json("visibility") == ["public", "unlisted", "private"])
            #expect(config.json("post-status") == ["published", "draft"])
            let types = config.json("post-types")?.array?.compactMap { $0.object?["type"]?.string } ?? []
            #expect(Set(types) == Set(PostType.discovered.map(\.rawValue)))
            #expect(config.json("q")?.array?.contains("source") == true)
            #expect(config.json("mp")?.array?.contains("slug") == true)
            let tag = try #require(config["etag"])
            let again = try await site.send(
                "GET", "/micropub?q=config", headers: [("Authorization", "Bearer " + token), ("If-None-Match", tag)])
            #expect(again.status == 304)
        }
    }

    @Test func `nested and unknown properties come back exactly, also after an update`() async throws {
        let properties = """
            {"content":[{"html":"<p>Hi</p>"}],"checkin":[{"type":["h-card"],"properties":{"name":["Café"],\
            "latitude":[51.50],"longitude":[-0.10]}}],"x-unknown":[1.0,1e400,true,null,{"b":1,"a":[2]}],\
            "published":["2026-11-20T08:00:00+01:00"],"category":["b","a"]}
            """
        try await TestSite.with { site in
            let token = try await site.token("create update")
            let body = #"{"type":["h-entry"],"properties":\#(properties)}"#
            let url = try #require(try await site.postJSON(body, token: token).location)
            let expected = properties.replacing("true,null,{", with: "true,{")
            let source = try await site.get("/micropub?q=source&url=\(url)", token: token)
            #expect(source.text == #"{"type":["h-entry"],"properties":\#(expected)}"#)

            try await site.postJSON(
                #"{"action":"update","url":"\#(url)","add":{"category":["c"]}}"#, token: token)
            let after = try await site.get("/micropub?q=source&url=\(url)", token: token)
            #expect(after.text == source.text.replacing(#"["b","a"]"#, with: #"["b","a","c"]"#))
            let some = try await site.get(
                "/micropub?q=source&url=\(url)&properties[]=category&properties[]=none", token: token)
            #expect(some.text == #"{"properties":{"category":["b","a","c"]}}"#)
        }
    }

    @Test func `400 for a post that isn't there, is deleted, or isn't the token's to see`() async throws {
        try await TestSite.with { site in
            let token = try await site.token("create delete")
            let reader = try await site.token("profile")
            let draft = try #require(try await site.postForm("content=x&post-status=draft", token: token).location)
            let gone = try #require(try await site.postForm("content=y", token: token).location)
            try await site.postForm("action=delete&url=\(gone)", token: token)
            for (url, holder) in [
                ("https://site.example/notes/none", token), ("https://evil.example/", token), (gone, token),
                (draft, reader),
            ] {
                let answer = try await site.get("/micropub?q=source&url=\(url)", token: holder)
                #expect(answer.status == 400)
                #expect(answer.errorCode == "invalid_request")
            }
            #expect(try await site.get("/micropub?q=source&url=\(draft)", token: token).status == 200)
        }
    }

    @Test(arguments: [
        ("", ["e", "d", "c", "b", "a"]), ("limit=2", ["e", "d"]), ("limit=2&offset=1", ["d", "c"]),
        ("category=even", ["d", "b"]), ("post-type=bookmark", ["c"]), ("post-status=draft", ["b"]),
        ("visibility=unlisted", ["a"]), ("filter=ELT", ["d"]), ("filter=%25", []), ("exists=bookmark-of", ["c"]),
        ("not-exists=category", ["e", "c", "a"]), ("category=even&post-status=published", ["d"]),
        ("exists=%27%22%5D", []),
    ])
    func `lists posts that fit`(query: String, texts: [String]) async throws {
        let time = Counter()
        try await TestSite.with(now: { TestSite.start + Int64(time.value) }) { site in
            let token = try await site.token()
            for fields in [
                "content=a&visibility=unlisted", "content=b&post-status=draft&category=even",
                "content=c&bookmark-of=https://a.example/", "content=d&category=even&summary=melting", "content=e",
            ] {
                time.increase()
                try await site.postForm(fields, token: token)
            }
            let answer = try await site.get("/micropub?q=source&\(query)", token: token)
            let items = answer.json("items")?.array?.compactMap(Mf2Item.init) ?? []
            #expect(items.compactMap { $0.string("content") } == texts)
            #expect(items.allSatisfy { $0.url("url")?.hasPrefix("https://site.example/notes/") == true })
        }
    }

    @Test func `lists go on by what the answer says, in both directions`() async throws {
        let time = Counter()
        try await TestSite.with(now: { TestSite.start + Int64(time.value) }) { site in
            let token = try await site.token()
            for number in 0..<5 {
                time.increase()
                try await site.postForm("content=\(number)", token: token)
            }
            func page(_ query: String) async throws -> (texts: [String], paging: JSONObject) {
                let answer = try await site.get("/micropub?q=source&limit=2\(query)", token: token)
                let texts = answer.json("items")?.array?.compactMap { Mf2Item($0)?.string("content") } ?? []
                return (texts, answer.json("paging")?.object ?? [:])
            }
            let first = try await page("")
            #expect(first.texts == ["4", "3"])
            let second = try await page("&after=" + (first.paging["after"]?.string ?? ""))
            #expect(second.texts == ["2", "1"])
            let back = try await page("&before=" + (second.paging["before"]?.string ?? ""))
            #expect(back.texts == ["4", "3"])
            let last = try await page("&after=" + (second.paging["after"]?.string ?? ""))
            #expect(last.texts == ["0"])
            #expect(last.paging["after"] == nil)
        }
    }

    @Test(arguments: ["q=nonsense", "", "q=source&limit=-1", "q=source&limit=x", "q=source&after=x", "q=source&url="])
    func `400 that says what could be asked`(query: String) async throws {
        try await TestSite.with { site in
            let answer = try await site.get("/micropub?" + query, token: try await site.token())
            #expect(answer.status == 400)
            #expect(answer.errorDescription?.isEmpty == false)
        }
    }

    @Test func `a list is never longer than a hundred`() async throws {
        try await TestSite.with { site in
            let answer = try await site.get("/micropub?q=source&limit=100000", token: try await site.token())
            #expect(answer.status == 200)
        }
    }

    @Test func `categories, the most used first, by part of a name`() async throws {
        try await TestSite.with { site in
            let token = try await site.token()
            for (number, names) in [["walks", "birds"], ["walks"], ["50%"]].enumerated() {
                let fields = names.map { "category[]=" + $0.replacing("%", with: "%25") }.joined(separator: "&")
                try await site.postForm("content=\(number)&\(fields)", token: token)
            }
            #expect(
                try await site.get("/micropub?q=category", token: token).json("categories")?.array?.first == "walks")
            let some = try await site.get("/micropub?q=category&filter=R", token: token)
            #expect(some.json("categories") == ["birds"])
            #expect(try await site.get("/micropub?q=category&filter=%25", token: token).json("categories") == ["50%"])
            #expect(try await site.get("/micropub?q=category&limit=1", token: token).json("categories") == ["walks"])
        }
    }

    @Test func `media that were uploaded, newest first, and the last one`() async throws {
        try await TestSite.with { site in
            let token = try await site.token("create media")
            #expect(try await site.get("/media?q=source", token: token).text == #"{"items":[]}"#)
            var urls: [String?] = []
            for number in 0..<2 {
                let picture = Pictures.bytes(SamplePicture(type: .png, width: 64, height: 48, seed: UInt64(number)))
                let alt: [Multipart.Part] = number == 1 ? [.field("alt", "A hill")] : []
                urls.append(
                    try await site.postMultipart([.file("file", picture)] + alt, to: "/media", token: token).location)
            }
            let list = try await site.get("/media?q=source&limit=5", token: token)
            let items = list.json("items")?.array?.compactMap(\.object) ?? []
            #expect(items.map { $0["url"]?.string } == urls.reversed())
            #expect(items.first?["alt"] == "A hill")
            #expect(items.first?["published"] == "2026-11-21T07:20:00Z")
            #expect(try await site.get("/media?q=last", token: token).json("url")?.string == urls.last ?? nil)
            #expect(try await site.get("/media?q=source", token: try await site.token("profile")).status == 403)
            #expect(try await site.get("/media?q=source", token: nil).status == 401)
        }
    }
}
