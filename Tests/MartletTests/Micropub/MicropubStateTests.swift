import Images
import IndieWeb
import Testing

@testable import Martlet

@Suite struct `States of posts` {
    @Test func `a draft is for the owner only until it is published`() async throws {
        try await TestSite.with { site in
            let token = try await site.token("create update")
            let url = try #require(try await site.postForm("content=Not+yet&post-status=draft", token: token).location)
            try await Self.expectHidden("Not yet", at: url, site)
            let browser = try await Browser.signedIn(site)
            let page = try await browser.get(url.path)
            #expect(page.status == 200)
            #expect(page["cache-control"] == "no-store")
            #expect(page.text.contains("Draft"))
            try await Self.expectHidden("Not yet", at: url, site)

            let body = #"{"action": "update", "url": "\#(url)", "replace": {"post-status": ["published"]}}"#
            #expect(try await site.postJSON(body, token: token).status == 204)
            #expect(try await site.send("GET", url.path).status == 200)
            #expect(try await site.send("GET", "/").text.contains("Not yet"))
            #expect(try await site.item(at: url).string("published") != nil)
        }
    }

    @Test func `a token for drafts makes nothing but drafts`() async throws {
        try await TestSite.with { site in
            let token = try await site.token("draft")
            let url = try #require(try await site.postForm("content=Not+yet", token: token).location)
            try await Self.expectHidden("Not yet", at: url, site)
            #expect(try await site.postForm("action=delete&url=\(url)", token: token).status == 403)
        }
    }

    @Test func `a post of the future comes out at its time, also after a restart`() async throws {
        let time = Counter()
        let now: @Sendable () -> Int64 = { TestSite.start + Int64(time.value) * 1800 }
        try await TestSite.with(now: now) { site in
            let token = try await site.token()
            let url = try #require(
                try await site.postForm("content=Tomorrow&published=2026-11-21T09:20:00%2B01:00", token: token).location
            )
            try await Self.expectHidden("Tomorrow", at: url, site)
            #expect(try await site.parts.writing.jobs.runDue() == 0)
            time.increase()
            #expect(try await site.parts.writing.jobs.runDue() == 0)
            time.increase()
            // As after a crash of the process that had the job.
            _ = try await site.data.database.write {
                try JobStore.claim(isRemote: false, at: now(), until: now() + 9, limit: 9, $0)
            }
            #expect(try await site.parts.writing.jobs.runDue() == 0)
            try await site.data.database.write(JobStore.releaseAll)
            #expect(try await site.parts.writing.jobs.runDue() == 1)

            #expect(try await site.send("GET", url.path).status == 200)
            let feed = try await site.send("GET", "/feed.atom").text
            #expect(feed.contains("<published>2026-11-21T09:20:00+01:00</published>"))
            #expect(try await site.count("job") == 0)
        }
    }

    @Test func `an unlisted post has a page and is in no list; a private one is for the owner`() async throws {
        try await TestSite.with { site in
            let token = try await site.token()
            let unlisted = try #require(
                try await site.postForm("content=By+link&visibility=unlisted", token: token).location)
            let hidden = try #require(
                try await site.postForm("content=My+own&visibility=private", token: token).location)

            #expect(try await site.send("GET", unlisted.path).text.contains("By link"))
            for list in ["/", "/feed.atom"] {
                #expect(try await site.send("GET", list).text.contains("By link") == false)
            }
            try await Self.expectHidden("My own", at: hidden, site)
            #expect(try await Browser.signedIn(site).get(hidden.path).text.contains("My own"))
        }
    }

    @Test(arguments: ["post-status=hidden", "visibility=secret", "post-status=draft&post-status[]=published"])
    func `400 for a state that isn't one`(fields: String) async throws {
        try await TestSite.with { site in
            let answer = try await site.postForm("content=x&" + fields, token: try await site.token())
            #expect(answer.status == 400)
            #expect(try await site.count("entry") == 0)
        }
    }

    @Test func `the same request again gives the same post, also at the same time`() async throws {
        let time = Counter()
        try await TestSite.with(now: { TestSite.start + Int64(time.value) * 800 }) { site in
            let token = try await site.token()
            let locations = try await withThrowingTaskGroup(of: String?.self) { group in
                for _ in 0..<8 { group.addTask { try await site.postForm("content=Once", token: token).location } }
                return try await group.reduce(into: Set()) { $0.insert($1) }
            }
            #expect(locations.count == 1)
            #expect(try await site.count("entry") == 1)
            time.increase()
            #expect(try await site.postForm("content=Once", token: token).location == locations.first ?? nil)
            time.increase()
            let later = try await site.postForm("content=Once", token: token)
            #expect(later.status == 201)
            #expect(later.location != locations.first ?? nil)
            let other = try await site.postForm("content=Once", token: try await site.token())
            #expect(other.location != later.location, "another client's post is another post")
        }
    }

    @Test func `what was deleted is made anew when it is sent again`() async throws {
        try await TestSite.with { site in
            let token = try await site.token("create delete")
            let first = try #require(try await site.postForm("content=Once", token: token).location)
            try await site.postForm("action=delete&url=\(first)", token: token)
            let second = try #require(try await site.postForm("content=Once", token: token).location)
            #expect(second != first)
            #expect(try await site.send("GET", second.path).status == 200)
        }
    }

    @Test func `a publishing job that is tried early comes back at its time`() async throws {
        let time = Counter()
        try await TestSite.with(now: { TestSite.start + Int64(time.value) * 3600 }) { site in
            let url = try #require(
                try await site.postForm(
                    "content=Later&published=2026-11-21T08:00:00Z", token: try await site.token()
                ).location)
            try await site.data.database.write { _ = try JobStore.retry(1, at: TestSite.start, $0) }
            #expect(try await site.parts.writing.jobs.runDue() == 1)
            #expect(try await site.send("GET", url.path).status == 404)
            time.increase()
            #expect(try await site.parts.writing.jobs.runDue() == 1)
            #expect(try await site.send("GET", url.path).status == 200)
        }
    }

    @Test func `a key makes a request the same for a day, and with other content it is 422`() async throws {
        let time = Counter()
        try await TestSite.with(now: { TestSite.start + Int64(time.value) * 43_300 }) { site in
            let token = try await site.token()
            func post(_ text: String) async throws -> WireResponse {
                try await site.send(
                    "POST", "/micropub",
                    headers: [
                        ("Authorization", "Bearer " + token), ("Idempotency-Key", "k1"),
                        ("Content-Type", "application/x-www-form-urlencoded"),
                    ], body: Array("content=\(text)".utf8))
            }
            let first = try await post("a").location
            time.increase()
            #expect(try await post("a").location == first)
            let other = try await post("b")
            #expect(other.status == 422)
            #expect(other.text.contains("Idempotency-Key"))
            #expect(try await site.count("entry") == 1)
            #expect(try await site.count("refusedPost") == 1, "what was sent is not lost")
            time.increase()
            let third = try await post("b")
            #expect(third.status == 201)
            #expect(third.location != first)
        }
    }

    @Test func `a photo that is sent twice is stored once`() async throws {
        try await TestSite.with { site in
            let token = try await site.token()
            let picture = Pictures.bytes(SamplePicture(type: .jpeg, width: 320, height: 240, seed: 3))
            let first = try await site.postMultipart([.field("content", "x"), .file("photo", picture)], token: token)
            let again = try await site.postMultipart([.field("content", "x"), .file("photo", picture)], token: token)
            #expect(first.location == again.location)
            #expect(try await site.count("media") == 1)
            #expect(try site.mediaFiles().filter { $0.hasSuffix("/original") }.count == 1)
        }
    }

    private static func expectHidden(_ text: String, at url: String, _ site: TestSite) async throws {
        #expect(try await site.send("GET", url.path).status == 404)
        for list in ["/", "/feed.atom"] {
            #expect(try await site.send("GET", list).text.contains(text) == false)
        }
    }
}
