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

    @Test func `a deleted post's history says so, restores nothing, and brings it back`() async throws {
        try await TestSite.with { site in
            let token = try await site.token("create update")
            let url = try #require(try await site.postForm("content=First", token: token).location)
            try await site.postJSON(
                #"{"action":"update","url":"\#(url)","replace":{"content":["Second"]}}"#, token: token)
            let browser = try await Browser.signedIn(site)
            try await browser.send("/admin/posts/1/delete", from: "/admin/posts", [])

            let page = try await browser.get("/admin/posts/1/history").text
            #expect(page.contains("This post is deleted") && page.contains("Bring back"))
            #expect(!page.contains("/admin/posts/1/restore/"))
            let refused = try await browser.send("/admin/posts/1/restore/1", from: "/admin/posts/1/history", [])
            #expect(refused.status == 409 && refused.text.contains("bring it back first"))
            #expect(try await site.item(at: url).strings("content") == ["Second"])

            let back = try await browser.send(
                "/admin/posts/1/undelete?back=history", from: "/admin/posts/1/history", [])
            #expect(back.location == "/admin/posts/1/history?done=undeleted")
            let after = try await browser.get("/admin/posts/1/history?done=undeleted").text
            #expect(after.contains("The post is back.") && after.contains("/admin/posts/1/restore/1"))
            #expect(!after.contains("This post is deleted"))
            #expect(try await site.send("GET", url.path).status == 200)
        }
    }

    @Test func `a long history comes in pages of twenty`() async throws {
        try await TestSite.with { site in
            let token = try await site.token("create update")
            let url = try #require(try await site.postForm("content=1", token: token).location)
            for number in 2...23 {
                try await site.postJSON(
                    #"{"action":"update","url":"\#(url)","replace":{"content":["\#(number)"]}}"#, token: token)
            }
            let browser = try await Browser.signedIn(site)
            let first = try await browser.get("/admin/posts/1/history").text
            #expect(first.matches(of: /<h2>Revision/).count == 20)
            #expect(first.contains("Older versions") && !first.contains("Newer versions"))
            #expect(first.contains("history?before=4\""))
            let last = try await browser.get("/admin/posts/1/history?before=4").text
            #expect(last.matches(of: /<h2>Revision/).count == 3)
            #expect(last.contains("Newer versions") && !last.contains("Older versions"))
        }
    }

    @Test func `an action comes back to the list it was in, and a deletion can be undone there`() async throws {
        try await TestSite.with(settings: ["MARTLET_PAGE_SIZE": "1"]) { site in
            let token = try await site.token()
            for text in ["One", "Two", "Three"] {
                try await site.postForm("content=\(text)&post-status=draft&visibility=private", token: token)
            }
            let browser = try await Browser.signedIn(site)
            let first = try await browser.get("/admin/posts?show=draft").text
            #expect(first.contains("Three") && first.contains("Draft, private") && first.contains("Older posts"))
            let older = try #require(first.firstMatch(of: /rel="next" href="https:\/\/site.example([^"]+)"/)?.output.1)
            let second = try await browser.get(String(older).replacing("&amp;", with: "&")).text
            #expect(second.contains("Two") && second.contains("Newer posts"))
            let action = try #require(
                second.firstMatch(of: /action="https:\/\/site.example(\/admin\/posts\/2\/delete[^"]+)"/)?.output.1)

            let deleted = try await browser.send(
                String(action).replacing("&amp;", with: "&"), from: "/admin/posts", [])
            let place = try #require(deleted.location)
            #expect(place.hasPrefix("/admin/posts?show=draft&before="))
            let after = try await browser.get(place).text
            #expect(after.contains("The post is deleted.") && after.contains("Undo") && after.contains("One"))
            let undo = try #require(
                after.firstMatch(of: /action="https:\/\/site.example(\/admin\/posts\/2\/undelete[^"]+)"/)?.output.1)
            let undone = try await browser.send(String(undo).replacing("&amp;", with: "&"), from: "/admin/posts", [])
            #expect(try await browser.get(try #require(undone.location)).text.contains("The post is back."))
            #expect(
                try await browser.get("/admin/posts?show=deleted").text.contains("There are no posts of this kind."))
        }
    }

    @Test func `the lists of posts lead on and back`() async throws {
        try await TestSite.with(settings: ["MARTLET_PAGE_SIZE": "2"]) { site in
            let token = try await site.token()
            for number in 1...5 { try await site.postForm("content=Post+\(number)", token: token) }
            let browser = try await Browser.signedIn(site)
            func link(_ rel: String, _ page: String) -> String? {
                page.firstRange(of: "rel=\"\(rel)\" href=\"https://site.example").map { range in
                    String(page[range.upperBound...].prefix { $0 != "\"" }).replacing("&amp;", with: "&")
                }
            }
            var (pages, path): ([String], String?) = ([], "/admin/posts")
            while let next = path {
                pages.append(try await browser.get(next).text)
                path = link("next", pages.last ?? "")
            }
            #expect(pages.count == 3)
            #expect(pages[0].contains("Post 5") && pages[1].contains("Post 3") && pages[2].contains("Post 1"))
            #expect(link("prev", pages[0]) == nil)
            let second = try await browser.get(try #require(link("prev", pages[2]))).text
            #expect(second.contains("Post 3") && second.contains("Post 2") && !second.contains("Post 4"))
            #expect(try await browser.get(try #require(link("prev", second))).text.contains("Post 5"))
        }
    }

    @Test func `only on a page that only the owner sees are there links for them`() async throws {
        try await TestSite.with { site in
            let token = try await site.token()
            let hidden = try #require(try await site.postForm("content=A&visibility=private", token: token).location)
            let seen = try #require(try await site.postForm("content=B", token: token).location)
            let browser = try await Browser.signedIn(site)
            let page = try await browser.get(hidden.path).text
            #expect(page.contains("/admin/posts/1/history") && page.contains("All your posts"))
            #expect(try await !browser.get(seen.path).text.contains("/admin/"))
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

    @Test func `a channel has a page, and a post is filed under it`() async throws {
        try await TestSite.with { site in
            let browser = try await Browser.signedIn(site)
            for path in ["/archive", "/feeds"] { try await site.send("GET", path) }
            #expect(
                try await browser.send("/admin/channels", from: "/admin/channels", [("name", "Long Walks")]).status
                    == 303)
            for path in ["/archive", "/feeds"] {
                #expect(try await site.send("GET", path).text.contains("Long Walks"), "\(path)")
            }
            #expect(
                try await browser.send("/admin/channels", from: "/admin/channels", [("name", "long walks")]).status
                    == 400)
            let nameless = try await browser.send("/admin/channels", from: "/admin/channels", [("name", "日本語")])
            #expect(nameless.status == 400)
            #expect(nameless.text.contains("Choose a short name of Latin letters or digits."))
            #expect(nameless.text.contains("value=\"日本語\""))
            let token = try await site.token()
            let channels = try await site.get("/micropub?q=channel", token: token)
            let own = #"{"uid":"long-walks","name":"Long Walks"}"#
            #expect(channels.text == #"{"channels":[\#(own),{"uid":"pages","name":"Pages"}]}"#)
            try await site.postForm("content=To+the+sea&mp-channel=long-walks", token: token)
            try await site.postForm("content=At+home", token: token)
            let page = try await site.send("GET", "/channels/long-walks").text
            #expect(page.contains("Long Walks") && page.contains("To the sea") && !page.contains("At home"))
            #expect(page.contains("<a href=\"https://site.example/channels/long-walks/feed.atom\""))
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
            let edited = try await browser.send(
                "/admin/contacts/1", from: "/admin/contacts", [("nickname", "a b"), ("url", "https://typed.example/")])
            #expect(edited.status == 400)
            let form = try #require(edited.text.firstMatch(of: /(?s)<details open>.*?<\/details>/)?.output)
            #expect(form.contains("role=\"alert\"") && form.contains("value=\"a b\""))
            #expect(form.contains("value=\"https://typed.example/\"") && form.contains("/admin/contacts/1\""))
            #expect(try await browser.send("/admin/contacts/9", from: "/admin/contacts", ada).status == 404)
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
