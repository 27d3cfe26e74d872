import IndieWeb
import Testing

@testable import Martlet

@Suite struct `The owner's posts` {
    @Test func `history says who changed what and when, and goes back`() async throws {
        try await TestSite.with { site in
            let token = try await site.token("create update")
            let url = try #require(try await site.postForm("content=First", token: token).location)
            for text in ["Second", "Third"] {
                try await site.postJSON(
                    #"{"action":"update","url":"\#(url)","replace":{"content":["\#(text)"]}}"#, token: token)
            }
            let browser = try await Browser.signedIn(site)
            let page = try await browser.get("/admin/posts/1/history").text
            #expect(page.contains("Revision 3"))
            #expect(page.contains("changed by <bdi>test</bdi>"))
            #expect(page.contains("Removed: </span>"))

            let restored = try await browser.send("/admin/posts/1/restore/1", from: "/admin/posts/1/history", [])
            #expect(restored.status == 303)
            #expect(try await site.item(at: url).strings("content") == ["First"])
            #expect(try await site.count("revision") == 3)
            #expect(try await browser.get("/admin/posts/1/history").text.contains("restored by <bdi>you</bdi>"))
            #expect(try await browser.send("/admin/posts/1/restore/9", from: "/admin/posts", []).status == 404)
            #expect(try await browser.get("/admin/posts/9/history").status == 404)
        }
    }

    @Test func `drafts are published, posts deleted and brought back`() async throws {
        try await TestSite.with { site in
            let token = try await site.token()
            let url = try #require(
                try await site.postForm("content=Draft+of+mine&post-status=draft", token: token).location)
            let browser = try await Browser.signedIn(site)
            #expect(try await browser.get("/admin/posts?show=draft").text.contains("Draft of mine"))
            #expect(try await browser.send("/admin/posts/1/publish", from: "/admin/posts", []).status == 303)
            #expect(try await site.send("GET", url.path).status == 200)
            try await browser.send("/admin/posts/1/delete", from: "/admin/posts", [])
            #expect(try await site.send("GET", url.path).status == 410)
            #expect(try await browser.get("/admin/posts?show=deleted").text.contains("Bring back"))
            try await browser.send("/admin/posts/1/undelete", from: "/admin/posts", [])
            #expect(try await site.send("GET", url.path).status == 200)
        }
    }

    @Test func `a refused post is kept, and published once it is repaired`() async throws {
        try await TestSite.with { site in
            let token = try await site.token("create")
            #expect(try await site.postForm("content=Precious&published=yesterday", token: token).status == 400)
            #expect(try await site.postJSON(#"{"properties": {"content": ["Broken"#, token: token).status == 400)
            #expect(try await site.postForm("content=Nobody", token: "wrong").status == 401)
            let browser = try await Browser.signedIn(site)
            let page = try await browser.get("/admin/refused").text
            #expect(page.contains("content=Precious&amp;published=yesterday"))
            #expect(page.contains("Broken"))
            #expect(page.contains("“published” is no date"))
            #expect(!page.contains("Nobody"))

            let still = try await browser.send(
                "/admin/refused/1/publish", from: "/admin/refused", [("body", "content=Mine&published=never")])
            #expect(still.status == 400)
            #expect(still.text.contains("content=Mine&amp;published=never"))
            let done = try await browser.send(
                "/admin/refused/1/publish", from: "/admin/refused", [("body", "content=Precious")])
            #expect(done.status == 303)
            #expect(try await site.send("GET", try #require(done.location)).text.contains("Precious"))
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

    @Test func `a channel has a page, and a post is filed under it`() async throws {
        try await TestSite.with { site in
            let browser = try await Browser.signedIn(site)
            #expect(
                try await browser.send("/admin/channels", from: "/admin/channels", [("name", "Long Walks")]).status
                    == 303)
            #expect(
                try await browser.send("/admin/channels", from: "/admin/channels", [("name", "long walks")]).status
                    == 400)
            let token = try await site.token()
            let channels = try await site.get("/micropub?q=channel", token: token)
            #expect(channels.text == #"{"channels":[{"uid":"long-walks","name":"Long Walks"}]}"#)
            try await site.postForm("content=To+the+sea&mp-channel=long-walks", token: token)
            try await site.postForm("content=At+home", token: token)
            let page = try await site.send("GET", "/channels/long-walks").text
            #expect(page.contains("Long Walks") && page.contains("To the sea") && !page.contains("At home"))
            #expect(try await site.send("GET", "/").text.contains("To the sea"))
            let refused = try await site.postForm("content=x&mp-channel=none", token: token)
            #expect(refused.status == 400)
            #expect(refused.errorDescription?.contains("mp-channel") == true)

            try await browser.send("/admin/channels/long-walks/rename", from: "/admin/channels", [("name", "Strolls")])
            #expect(try await site.send("GET", "/channels/long-walks").text.contains("Strolls"))
            try await browser.send("/admin/channels/long-walks/delete", from: "/admin/channels", [])
            #expect(try await site.send("GET", "/channels/long-walks").status == 404)
            #expect(try await site.count("entry") == 2)
        }
    }

    @Test func `contacts are offered to apps`() async throws {
        try await TestSite.with { site in
            let browser = try await Browser.signedIn(site)
            let ada = [("nickname", "@ada"), ("name", "Ada L."), ("url", "https://ada.example/"), ("photo", "")]
            #expect(try await browser.send("/admin/contacts", from: "/admin/contacts", ada).status == 303)
            for wrong in [
                [("nickname", "ADA"), ("url", "https://x.example/")],
                [("nickname", "a b"), ("url", "https://x.example/")],
                [("nickname", "bob"), ("url", "javascript:alert(1)")], [("nickname", "bob")],
                [("nickname", "bob"), ("url", "https://b.example/"), ("photo", "data:x")],
            ] {
                #expect(try await browser.send("/admin/contacts", from: "/admin/contacts", wrong).status == 400)
            }
            let token = try await site.token()
            let found = try await site.get("/micropub?q=contact&filter=AD", token: token)
            #expect(found.text == #"{"contacts":[{"nickname":"ada","name":"Ada L.","url":"https://ada.example/"}]}"#)
            #expect(try await site.get("/micropub?q=contact&filter=zzz", token: token).json("contacts") == [])
            try await browser.send(
                "/admin/contacts/1", from: "/admin/contacts", [("nickname", "al"), ("url", "https://ada.example/")])
            #expect(try await site.get("/micropub?q=contact", token: token).text.contains(#""nickname":"al""#))
            #expect(try await browser.send("/admin/contacts/1/delete", from: "/admin/contacts", []).status == 303)
            #expect(try await site.get("/micropub?q=contact", token: token).json("contacts") == [])
        }
    }
}
