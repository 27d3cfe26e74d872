import IndieWeb
import Testing

@testable import Martlet

@Suite struct `Refused posts` {
    @Test func `a refused post is kept, and published once it is repaired`() async throws {
        try await TestSite.with { site in
            let token = try await site.token("create")
            #expect(try await site.postForm("content=Precious&published=yesterday", token: token).status == 400)
            #expect(try await site.postJSON(#"{"properties": {"content": ["Broken"#, token: token).status == 400)
            #expect(try await site.postForm("content=Nobody", token: "wrong").status == 401)
            let browser = try await Browser.signedIn(site)
            let page = try await browser.get("/admin/refused").text
            #expect(page.contains("name=\"name\" value=\"published\"") && page.contains("\nyesterday</textarea>"))
            #expect(page.contains("Broken"))
            #expect(page.contains("“published” is no date"))
            #expect(!page.contains("Nobody"))

            func publish(_ fields: [(String, String)]) async throws -> WireResponse {
                let pairs = fields.flatMap { [("name", $0.0), ("value", $0.1)] }
                return try await browser.send("/admin/refused/1/publish", from: "/admin/refused", pairs)
            }
            let still = try await publish([("content", "Mine & yours"), ("published", "never")])
            #expect(still.status == 400)
            #expect(still.text.contains("\nMine &amp; yours</textarea>"))
            let focused = try #require(still.text.firstMatch(of: /<textarea[^>]* autofocus[^>]*>\s*([^<]*)/)?.output)
            #expect(focused.1 == "never" && focused.0.contains("aria-describedby=\"problem-1\""))
            #expect(still.text.contains("id=\"problem-1\" role=\"alert\""))
            #expect(!still.text.contains("Broken"), "the page is about the one that was tried")
            let done = try await publish([("content", "Hello form & more, repaired"), ("published", "")])
            let location = try #require(done.location)
            #expect(done.status == 303 && location.hasPrefix("/admin/refused?done=published"))
            let after = try await browser.get(location).text
            #expect(after.contains("It is published."))
            let link = try #require(after.firstMatch(of: /<a href="https:\/\/site.example(\/notes\/[^"]+)"/)?.output.1)
            #expect(try await site.send("GET", String(link)).text.contains("Hello form &amp; more, repaired"))
            #expect(try await browser.send("/admin/refused/2/discard", from: "/admin/refused", []).status == 303)
            #expect(try await site.count("refusedPost") == 0)
            #expect(try await browser.send("/admin/refused/2/discard", from: "/admin/refused", []).status == 404)
        }
    }

    @Test func `a hundred refused posts are kept, for a month, and none with its token in it`() async throws {
        let time = Counter()
        try await TestSite.with(now: { TestSite.start + Int64(time.value) * 31 * 86_400 }) { site in
            let token = try await site.token("create")
            for number in 0..<103 {
                _ = try await site.postForm("content=\(number)&published=x&access_token=\(token)", token: nil)
            }
            let kept = try await site.parts.writing.refused.all()
            #expect(kept.count == 100)
            #expect(kept.first?.body == "content=102&published=x")
            #expect(!"\(kept)".contains(token))
            time.increase()
            _ = try await site.postForm("content=new&published=x", token: token)
            #expect(try await site.parts.writing.refused.all().count == 1)
        }
    }

    @Test func `names may come twice, and a text without a name is not lost`() async throws {
        try await TestSite.with { site in
            let token = try await site.token("create")
            _ = try await site.postForm("content=x&category[]=a&category[]=b&published=x", token: token)
            let browser = try await Browser.signedIn(site)
            func publish(_ fields: [(String, String)]) async throws -> WireResponse {
                let pairs = fields.flatMap { [("name", $0.0), ("value", $0.1)] }
                return try await browser.send("/admin/refused/1/publish", from: "/admin/refused/1", pairs)
            }
            let nameless = try await publish([("content", "x"), ("", "typed")])
            #expect(nameless.status == 400 && nameless.text.contains("\ntyped</textarea>"))
            #expect(try await publish([("content", "x\r\ny"), ("category[]", "a"), ("category[]", "c")]).status == 303)
            let path = try #require(
                try await site.data.database.read { try EntryStore.entry(id: 1, $0) }
            ).path
            let item = try await site.item(at: path)
            #expect(item.strings("category") == ["a", "c"] && item.strings("content") == ["x\ny"])
        }
    }

    @Test func `a form that can't be read is repaired as it was sent, and an ampersand loses nothing`() async throws {
        try await TestSite.with { site in
            _ = try await site.postForm("content=caf%E9", token: site.token("create"))
            let browser = try await Browser.signedIn(site)
            #expect(try await browser.get("/admin/refused").text.contains("\ncontent=caf%E9</textarea>"))
            func publish(_ body: String) async throws -> WireResponse {
                try await browser.send("/admin/refused/1/publish", from: "/admin/refused", [("body", body)])
            }
            let cut = try await publish("content=Tea & more")
            #expect(cut.status == 400 && cut.text.contains("content=Tea &amp; more</textarea>"))
            #expect(try await publish("content=Tea %26 more").status == 303)
        }
    }

    @Test func `files that came with a refused post are counted`() async throws {
        try await TestSite.with { site in
            let token = try await site.token("create media")
            let files = [Multipart.Part.file("photo[]", Pictures.png), .file("photo[]", Pictures.jpeg)]
            let answer = try await site.postMultipart(
                [.field("content", "With pictures"), .field("published", "x")] + files, token: token)
            #expect(answer.status == 400)
            let kept = try #require(try await site.parts.writing.refused.all().first)
            #expect(kept.message.hasSuffix("It came with 2 files, which were not kept."))
            #expect(answer.errorDescription?.contains("files") == false)
        }
    }

    @Test func `ten stand on a page, and a long one only begins there`() async throws {
        try await TestSite.with { site in
            let token = try await site.token("create")
            for number in 1...12 { _ = try await site.postForm("content=Post+\(number)&published=x", token: token) }
            let long = String(repeating: "word ", count: 4000) + "END"
            _ = try await site.postJSON(#"{"properties":{"content":["\#(long)"],"published":["x"]}}"#, token: token)
            let browser = try await Browser.signedIn(site)
            let first = try await browser.get("/admin/refused").text
            #expect(first.matches(of: /<article/).count == 10)
            #expect(first.contains("Open it whole") && !first.contains("END"))
            #expect(first.contains("/admin/refused?before=4\"") && !first.contains("Newer posts"))
            let second = try await browser.get("/admin/refused?before=4").text
            #expect(second.matches(of: /<article/).count == 3 && second.contains("Newer posts"))
            let whole = try await browser.get("/admin/refused/13").text
            #expect(whole.contains("END") && whole.contains("name=\"body\""))
            #expect(try await browser.get("/admin/refused/99").status == 404)
            #expect(try await browser.get("/admin").text.contains("13 posts that apps sent were refused"))
        }
    }
}
