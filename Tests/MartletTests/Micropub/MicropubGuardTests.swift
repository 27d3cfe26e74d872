import IndieWeb
import Testing

@testable import Martlet

@Suite struct `What a token can't do, and what strangers can't see` {
    @Test func `a draft of a token for drafts stays one when something else is changed or restored`() async throws {
        try await TestSite.with { site in
            let json = #"{"properties":{"content":["Not yet"],"post-status":["published"]}}"#
            let url = try #require(try await site.postJSON(json, token: try await site.token("draft")).location)
            let editor = try await site.token("update")
            let change = #"{"action":"update","url":"\#(url)","add":{"category":["typo"]}}"#
            #expect(try await site.postJSON(change, token: editor).status == 204)
            #expect(try await site.send("GET", url.path).status == 404)
            #expect(try await site.parts.writing.editor.restore(1, of: 1, by: .owner))
            #expect(try await site.send("GET", url.path).status == 404)
            let publish = #"{"action":"update","url":"\#(url)","replace":{"post-status":["published"]}}"#
            #expect(try await site.postJSON(publish, token: editor).status == 204)
            #expect(try await site.send("GET", url.path).status == 200)
        }
    }

    @Test func `draft and update together write drafts and publish nothing`() async throws {
        try await TestSite.with { site in
            let token = try await site.token("draft update")
            let url = try #require(try await site.postForm("content=Not+yet", token: token).location)
            #expect(try await site.send("GET", url.path).status == 404)
            let publish = #"{"action":"update","url":"\#(url)","replace":{"post-status":["published"]}}"#
            #expect(try await site.postJSON(publish, token: token).status == 403)
            #expect(try await site.send("GET", url.path).status == 404)
            let more = #"{"action":"update","url":"\#(url)","replace":{"content":["Still not"]}}"#
            #expect(try await site.postJSON(more, token: token).status == 204)
        }
    }

    @Test(arguments: [
        #""visibility":["private"]"#, #""post-status":["draft"]"#, #""published":["2030-01-01T00:00:00Z"]"#,
    ])
    func `404 at the old address of a post that isn't for everybody`(hidden: String) async throws {
        try await TestSite.with { site in
            let token = try await site.token("create update")
            let url = try #require(try await site.postForm("content=x&mp-slug=plain", token: token).location)
            let change = #"{"action":"update","url":"\#(url)","replace":{\#(hidden),"mp-slug":["the-secret"]}}"#
            #expect(try await site.postJSON(change, token: token).status == 201)
            let old = try await site.send("GET", url.path)
            #expect(old.status == 404)
            #expect(old.location == nil)
            let own = try await Browser.signedIn(site).get(url.path)
            #expect(own.status == 301)
            #expect(own["cache-control"] == "no-store")
        }
    }

    @Test func `a token that may not write fills nothing`() async throws {
        try await TestSite.with { site in
            let token = try await site.token("profile media")
            for body in [#"{"properties":{"content":["x"]}}"#, "{", "[]"] {
                #expect(try await site.postJSON(body, token: token).status >= 400)
            }
            #expect(try await site.postForm("content=x", token: token).status == 403)
            #expect(try await site.postMultipart([.field("content", "x")], token: token).status == 403)
            #expect(try await site.count("refusedPost") == 0)
        }
    }

    @Test func `no token is kept with what was refused`() async throws {
        try await TestSite.with { site in
            let token = try await site.token()
            for json in [
                #"{"access_token":"SECRET","properties":{"published":["never"],"access_token":["SECRET"]}}"#,
                #"{"access_token": "SECRET", "properties": {"content": ["x""#,
                #"{"properties":{"published":["never"],"x":[{"access_token":"SECRET"}]}}"#,
            ] {
                #expect(try await site.postJSON(json, token: token).status == 400)
            }
            for form in ["published=never&access_token[]=SECRET", "content=%FF&access_token=SECRET"] {
                #expect(try await site.postForm(form, token: token).status == 400)
            }
            let kept = try await site.parts.writing.refused.all()
            #expect(kept.count >= 4)
            #expect(kept.allSatisfy { !$0.body.contains("SECRET") }, "\(kept.map(\.body))")
        }
    }

    @Test func `private where a client says so beside the properties, too`() async throws {
        try await TestSite.with { site in
            let token = try await site.token()
            let json = #"{"visibility":"private","properties":{"content":["x"]}}"#
            let url = try #require(try await site.postJSON(json, token: token).location)
            #expect(try await site.send("GET", url.path).status == 404)
            let draft = #"{"post-status":["draft"],"properties":{"content":["x"]}}"#
            let other = try #require(try await site.postJSON(draft, token: token).location)
            #expect(try await site.send("GET", other.path).status == 404)
        }
    }

    @Test func `a token that can only delete reads no hidden post`() async throws {
        try await TestSite.with { site in
            let token = try await site.token()
            let url = try #require(try await site.postForm("content=x&visibility=private", token: token).location)
            let deleter = try await site.token("delete")
            let headers = [("Authorization", "Bearer " + deleter)]
            #expect(try await site.send("GET", "/micropub?q=source&url=\(url)", headers: headers).status == 400)
        }
    }

    @Test(arguments: [
        (#"{"properties":{"content":["x"],"published":[1893456000]}}"#, "published"),
        (#"{"properties":{"like-of":["not a url"]}}"#, "like-of"),
        (
            #"{"properties":{"content":["x"],"in-reply-to":[{"type":["h-cite"],"properties":{"name":["x"]}}]}}"#,
            "in-reply-to"
        ),
    ])
    func `400 naming the property that says nothing`(json: String, property: String) async throws {
        try await TestSite.with { site in
            let answer = try await site.postJSON(json, token: try await site.token())
            #expect(answer.status == 400)
            #expect(answer.errorDescription?.contains("“\(property)”") == true)
        }
    }

    @Test func `413 for the update that would make a post too large to be read again`() async throws {
        try await TestSite.with { site in
            let token = try await site.token("create update delete")
            let url = try #require(try await site.postForm("content=x", token: token).location)
            let large = String(repeating: "x", count: 900_000)
            var statuses: [Int] = []
            for number in 0..<4 {
                let change = #"{"action":"update","url":"\#(url)","replace":{"x-\#(number)":["\#(large)"]}}"#
                statuses.append(try await site.postJSON(change, token: token).status)
            }
            #expect(statuses == [204, 204, 413, 413])
            #expect(try await site.send("GET", "/").status == 200)
            #expect(try await site.postForm("action=delete&url=\(url)", token: token).status == 204)
        }
    }

    @Test func `an update takes a post out of its channel`() async throws {
        try await TestSite.with { site in
            try await site.data.database.write {
                _ = try ChannelStore.insert(uid: "walks", name: "Walks", at: 1, $0)
            }
            let token = try await site.token("create update")
            let url = try #require(try await site.postForm("content=Uphill&mp-channel=walks", token: token).location)
            #expect(try await site.send("GET", "/channels/walks").text.contains("Uphill"))
            let change = #"{"action":"update","url":"\#(url)","replace":{"mp-channel":[]}}"#
            #expect(try await site.postJSON(change, token: token).status == 204)
            #expect(try await site.send("GET", "/channels/walks").text.contains("Uphill") == false)
            #expect(try await site.send("GET", "/").text.contains("Uphill"))
        }
    }

    @Test func `the own address is known in any letters and with either scheme`() async throws {
        try await TestSite.with { site in
            let token = try await site.token("create update")
            let url = try #require(try await site.postForm("content=x", token: token).location)
            for form in [url.replacing("https:", with: "http:"), url.replacing("site.example", with: "Site.EXAMPLE")] {
                let change = #"{"action":"update","url":"\#(form)","replace":{"content":["y"]}}"#
                #expect(try await site.postJSON(change, token: token).status == 204)
            }
            for foreign in [
                "https://site.example.evil/notes/x", "https://site.exampl/notes/x", "ftp://site.example/notes/x",
            ] {
                let change = #"{"action":"update","url":"\#(foreign)","replace":{"content":["y"]}}"#
                #expect(try await site.postJSON(change, token: token).status == 400)
            }
        }
    }

    @Test func `an empty Idempotency-Key is none`() async throws {
        try await TestSite.with { site in
            let token = try await site.token()
            var places: Set<String?> = []
            for text in ["a", "b"] {
                let answer = try await site.send(
                    "POST", "/micropub",
                    headers: [
                        ("Authorization", "Bearer " + token), ("Idempotency-Key", ""),
                        ("Content-Type", "application/x-www-form-urlencoded"),
                    ], body: Array("content=\(text)".utf8))
                #expect(answer.status == 201)
                places.insert(answer.location)
            }
            #expect(places.count == 2)
        }
    }

    @Test func `scripts of other sites may send the headers that clients need, and read the entity tag`() async throws {
        try await TestSite.with { site in
            let headers = [
                ("Origin", "https://app.example"), ("Access-Control-Request-Method", "POST"),
                ("Access-Control-Request-Headers", "if-match, idempotency-key"),
            ]
            let answer = try await site.send("OPTIONS", "/micropub", headers: headers)
            let allowed = answer["access-control-allow-headers"]?.lowercased() ?? ""
            #expect(["authorization", "if-match", "idempotency-key"].allSatisfy(allowed.contains))
            #expect(answer["access-control-expose-headers"]?.contains("ETag") == true)
        }
    }

    @Test func `a scheduled post whose job was dropped gets it again at the next start`() async throws {
        try await TestSite.with { site in
            let token = try await site.token()
            try await site.postForm("content=x&published=2026-11-22T00:00:00Z", token: token)
            try await site.data.database.write { _ = try JobStore.drop(1, $0) }
            await site.parts.writing.sweeper.schedule(TestSite.quietLogger)
            let jobs = try await site.data.database.read(JobStore.all)
            #expect(Set(jobs.map(\.kind)) == [.sweep, .publishEntry])
        }
    }

    @Test func `a clearing that a wrong clock put far away comes back`() async throws {
        try await TestSite.with { site in
            let job = NewJob(kind: .sweep, runAt: TestSite.start + 90 * 86_400, uniqueKey: "sweep")
            try await site.data.database.write { try JobStore.enqueue(job, at: 1, $0) }
            await site.parts.writing.sweeper.schedule(TestSite.quietLogger)
            let time = try await site.data.database.read { try JobStore.time(uniqueKey: "sweep", $0) }
            #expect(time == TestSite.start + 3600)
        }
    }

    @Test func `a scheduled post that its owner publishes now says so, and not its planned time`() async throws {
        try await TestSite.with { site in
            let url = try #require(
                try await site.postForm("content=x&published=2030-01-01T00:00:00Z", token: try await site.token())
                    .location)
            #expect(try await site.parts.writing.editor.publishNow(1, by: .owner))
            #expect(try await site.send("GET", url.path).text.contains("January 2030") == false)
            #expect(try await site.send("GET", "/feed.atom").text.contains(">2030-") == false)
        }
    }
}
