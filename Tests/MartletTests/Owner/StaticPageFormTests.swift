import IndieWeb
import Testing

@testable import Martlet

@Suite struct `The owner's static pages` {
    private static let new = "/admin/pages/new"

    @Test func `the form makes a page, and fills itself to change it`() async throws {
        try await TestSite.with { site in
            let browser = try await Browser.signedIn(site)
            #expect(try await browser.get("/admin/pages").text.contains("There are no pages yet."))
            let fields = [
                ("name", "What I use"), ("slug", "Uses!"), ("text", "A *pen*\r\nand <ink>"), ("status", "published"),
            ]
            let made = try await browser.send("/admin/pages", from: Self.new, fields)
            #expect(made.status == 303)
            let list = try await browser.get(try #require(made.location)).text
            #expect(list.contains("The page is there.") && list.contains("<code dir=\"ltr\">/uses</code>"))
            #expect(try await site.send("GET", "/uses").text.contains("<em>pen</em>"))
            #expect(try await site.item(at: "/uses").strings("content") == ["A *pen*\nand <ink>"])

            let form = try await browser.get("/admin/pages/1")
            #expect(form.text.contains("A *pen*\nand &lt;ink&gt;</textarea>"))
            #expect(form.text.contains("value=\"What I use\"") && !form.text.contains("name=\"slug\""))
            let version = try #require(form.hidden("version"))
            let changed = try await browser.send(
                "/admin/pages/1", from: "/admin/pages/1",
                [("version", version), ("name", "Tools"), ("text", ""), ("status", "draft")])
            #expect(changed.location == "/admin/pages?done=changed&page=1")
            #expect(try await browser.get("/admin/pages?done=changed&page=1").text.contains("The page is changed."))
            let item = try await site.item(at: "/uses")
            #expect(item.strings("name") == ["Tools"] && item["content"].isEmpty)
            #expect(try await site.send("GET", "/uses").status == 404)
            #expect(try await browser.get("/admin/posts/1/history").text.contains("changed by <bdi>you</bdi>"))
        }
    }

    @Test func `a page that has changed since is not overwritten, and both texts are shown`() async throws {
        try await TestSite.with { site in
            let token = try await site.token("create update")
            let url = try #require(
                try await site.postForm("mp-channel=pages&name=Uses&content=A+pen", token: token).location)
            let browser = try await Browser.signedIn(site)
            let version = try #require(try await browser.get("/admin/pages/1").hidden("version"))
            let change = #"{"action":"update","url":"\#(url)","replace":{"content":["From an app"]}}"#
            #expect(try await site.postJSON(change, token: token).status == 204)

            let typed = [("name", "Uses"), ("text", "From the form"), ("status", "published")]
            let refused = try await browser.send(
                "/admin/pages/1", from: "/admin/pages/1", [("version", version)] + typed)
            #expect(refused.status == 409)
            #expect(refused.text.contains("From the form</textarea>") && refused.text.contains(">From an app</pre>"))
            #expect(try await site.item(at: url).strings("content") == ["From an app"])

            let present = try #require(refused.hidden("version"))
            let again = try await browser.send(
                "/admin/pages/1", from: "/admin/pages/1", [("version", present)] + typed)
            #expect(again.status == 303)
            #expect(try await site.item(at: url).strings("content") == ["From the form"])
            let without = try await browser.send("/admin/pages/1", from: "/admin/pages/1", typed)
            #expect(without.status == 409)
        }
    }

    @Test func `a refused form keeps what was typed`() async throws {
        try await TestSite.with { site in
            let browser = try await Browser.signedIn(site)
            for (name, slug) in [("", "x"), ("  ", "x"), ("Name", "日本語"), (String(repeating: "x", count: 201), "x")] {
                let refused = try await browser.send(
                    "/admin/pages", from: Self.new,
                    [("name", name), ("slug", slug), ("text", "My words"), ("status", "draft")])
                #expect(refused.status == 400)
                #expect(refused.text.contains("role=\"alert\"") && refused.text.contains("My words</textarea>"))
                #expect(refused.text.contains("value=\"draft\" checked") && refused.text.contains("value=\"\(slug)\""))
            }
            #expect(try await site.count("entry") == 0)
        }
    }

    @Test func `a form sent twice makes one page`() async throws {
        try await TestSite.with { site in
            let browser = try await Browser.signedIn(site)
            let fields = [("name", "Uses"), ("text", "x"), ("status", "published")]
            let first = try await browser.send("/admin/pages", from: Self.new, fields)
            let second = try await browser.send("/admin/pages", from: Self.new, fields)
            #expect(first.location == second.location)
            #expect(try await site.count("entry") == 1)
        }
    }

    @Test func `403 without the form's token`() async throws {
        try await TestSite.with { site in
            let browser = try await Browser.signedIn(site)
            #expect(try await browser.post("/admin/pages", [("name", "Uses"), ("text", "x")]).status == 403)
            #expect(try await site.count("entry") == 0)
        }
    }

    @Test func `a page is deleted from the list, and that is taken back there`() async throws {
        try await TestSite.with { site in
            let token = try await site.token()
            try await site.postForm("mp-channel=pages&name=Uses&content=A+pen", token: token)
            let browser = try await Browser.signedIn(site)
            let deleted = try await browser.send("/admin/posts/1/delete?back=pages", from: "/admin/pages", [])
            #expect(deleted.location == "/admin/pages?done=deleted&page=1")
            #expect(try await site.send("GET", "/uses").status == 410)
            #expect(try await browser.get("/admin/pages/1").status == 410)
            let list = try await browser.get(try #require(deleted.location)).text
            #expect(list.contains("The page is deleted.") && list.contains("/admin/posts/1/undelete?back=pages"))
            let undone = try await browser.send("/admin/posts/1/undelete?back=pages", from: "/admin/pages", [])
            #expect(try await browser.get(try #require(undone.location)).text.contains("The page is back."))
            #expect(try await site.send("GET", "/uses").status == 200)
        }
    }

    @Test func `HTML that an app sent stays HTML`() async throws {
        try await TestSite.with { site in
            let token = try await site.token()
            let body =
                #"{"properties":{"name":["Uses"],"content":[{"html":"<p>A <b>pen</b></p>"}],"mp-channel":["pages"]}}"#
            #expect(try await site.postJSON(body, token: token).status == 201)
            let browser = try await Browser.signedIn(site)
            let form = try await browser.get("/admin/pages/1")
            #expect(form.text.contains("Text, as HTML") && form.text.contains("&lt;b&gt;pen&lt;/b&gt;"))
            let version = try #require(form.hidden("version"))
            let text = [("name", "Uses"), ("text", "<p>An <i>ink</i></p>"), ("status", "published")]
            try await browser.send("/admin/pages/1", from: "/admin/pages/1", [("version", version)] + text)
            #expect(try await site.item(at: "/uses")["content"] == [["html": "<p>An <i>ink</i></p>"]])
        }
    }

    @Test func `404 for what is no page`() async throws {
        try await TestSite.with { site in
            try await site.postForm("content=A+note", token: try await site.token())
            let browser = try await Browser.signedIn(site)
            for id in ["1", "9", "x"] { #expect(try await browser.get("/admin/pages/" + id).status == 404, "\(id)") }
            let saved = try await browser.send("/admin/pages/1", from: "/admin/pages", [("name", "x"), ("text", "y")])
            #expect(saved.status == 404)
        }
    }
}
