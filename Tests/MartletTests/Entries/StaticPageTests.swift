import GRDB
import IndieWeb
import Testing

@testable import Martlet

@Suite struct `Static pages` {
    @Test func `201 and an address at the top of the site, from the slug, the name or the time`() async throws {
        try await TestSite.with { site in
            let token = try await site.token()
            for (form, path) in [
                ("name=What+I+use&content=A+pen", "/what-i-use"), ("name=Now&content=x&mp-slug=today", "/today"),
                ("content=No+name", "/20261121072000"), ("name=Now&content=y", "/now"),
                ("name=Now&content=z", "/now-1"),
            ] {
                let answer = try await site.postForm("mp-channel=pages&" + form, token: token)
                #expect(answer.status == 201)
                #expect(answer.location == "https://site.example" + path)
                #expect(try await site.send("GET", path).status == 200, "\(path)")
            }
            let page = try await site.send("GET", "/what-i-use").text
            #expect(page.contains("A pen") && page.contains(#"p-name" dir="auto">What I use<"#))
            #expect(!page.contains("dt-published") && !page.contains("noindex"))
            #expect(page.contains(#"<link rel="canonical" href="https://site.example/what-i-use">"#))
        }
    }

    @Test func `a title stands even when the text begins with it`() async throws {
        try await TestSite.with { site in
            let token = try await site.token()
            try await site.postForm("mp-channel=pages&name=Uses&content=Uses+of+this+and+that", token: token)
            #expect(try await site.send("GET", "/uses").text.contains(#"p-name" dir="auto">Uses<"#))
        }
    }

    @Test func `a page is in no list and no feed, and its tags lead nowhere`() async throws {
        try await TestSite.with { site in
            let token = try await site.token()
            try await site.postForm("content=A+note&category=walks", token: token)
            try await site.postForm(
                "mp-channel=pages&name=Uses&content=A+pen&category[]=walks&category[]=p", token: token)
            for path in [
                "/", "/articles", "/notes", "/tags/walks", "/2026", "/2026/11", "/2026/11/21", "/feed.atom",
                "/feed.rss",
                "/feed.json", "/articles/feed.atom", "/notes/feed.atom", "/tags/walks/feed.atom",
            ] {
                let answer = try await site.send("GET", path)
                #expect(answer.status == 200, "\(path)")
                #expect(!answer.text.contains("A pen") && !answer.text.contains("/uses"), "\(path)")
            }
            for path in ["/tags/p", "/channels/pages", "/channels/pages/feed.atom", "/pages", "/uses/feed.atom"] {
                #expect(try await site.send("GET", path).status == 404, "\(path)")
            }
            #expect(!(try await site.send("GET", "/uses").text.contains("/tags/p")))
            let listed = try await site.get("/micropub?q=source", token: token).text
            #expect(listed.contains("A note") && !listed.contains("A pen"))
            for query in ["mp-channel=pages", "post-type=page"] {
                let pages = try await site.get("/micropub?q=source&" + query, token: token).text
                #expect(pages.contains("A pen") && !pages.contains("A note"), "\(query)")
                #expect(pages.contains("https://site.example/uses"))
            }
        }
    }

    @Test(arguments: [
        "admin", "tags", "notes", "articles", "photos", "replies", "2026", "micropub", "share", "static", "search",
        "archive", "webmention",
    ])
    func `a number comes behind a name that is the site's own`(name: String) async throws {
        try await TestSite.with { site in
            let token = try await site.token()
            let answer = try await site.postForm("mp-channel=pages&name=x&content=Mine&mp-slug=\(name)", token: token)
            #expect(answer.location == "https://site.example/\(name)-1")
            #expect(try await site.send(at: answer.location).text.contains("Mine"))
        }
    }

    @Test func `every first part of a route but that of the about page is the site's own`() {
        let names = RouteTable.site.routes.compactMap { $0.path.split(separator: "/").first }.filter { $0 != "{list}" }
        for name in Set(names) where name != "about" { #expect(ReservedPath.contains("/\(name)"), "\(name)") }
        #expect(!ReservedPath.contains("/about") && !ReservedPath.contains("/uses") && !ReservedPath.contains("/20261"))
        #expect(!ReservedPath.contains("/notes/tags"))
    }

    @Test func `a page and a post may have the same name`() async throws {
        try await TestSite.with { site in
            let token = try await site.token()
            let note = try await site.postForm("content=A+note&mp-slug=uses", token: token)
            let page = try await site.postForm("mp-channel=pages&content=A+page&mp-slug=uses", token: token)
            #expect(note.location == "https://site.example/notes/uses")
            #expect(page.location == "https://site.example/uses")
        }
    }

    @Test func `a page is changed, deleted and brought back like a post`() async throws {
        try await TestSite.with { site in
            let token = try await site.token("create update delete undelete")
            let url = try #require(
                try await site.postForm("mp-channel=pages&name=Uses&content=A+pen", token: token).location)
            let change = #"{"action":"update","url":"\#(url)","replace":{"content":["A pencil"]}}"#
            #expect(try await site.postJSON(change, token: token).status == 204)
            #expect(try await site.send("GET", "/uses").text.contains("A pencil"))
            #expect(try await site.count("revision") == 1)
            let move = #"{"action":"update","url":"\#(url)","replace":{"mp-slug":["tools"]}}"#
            #expect(try await site.postJSON(move, token: token).location == "https://site.example/tools")
            let old = try await site.send("GET", "/uses")
            #expect(old.status == 301 && old.location == "https://site.example/tools")

            try await site.postForm("action=delete&url=https://site.example/tools", token: token)
            #expect(try await site.send("GET", "/tools").status == 410)
            try await site.postForm("action=undelete&url=https://site.example/tools", token: token)
            #expect(try await site.send("GET", "/tools").status == 200)
            #expect(!(try await site.send("GET", "/").text.contains("A pencil")))
        }
    }

    @Test(arguments: ["post-status=draft", "visibility=private"])
    func `a hidden page is the owner's alone`(state: String) async throws {
        try await TestSite.with { site in
            let token = try await site.token()
            try await site.postForm("mp-channel=pages&name=Uses&content=A+pen&\(state)", token: token)
            #expect(try await site.send("GET", "/uses").status == 404)
            let browser = try await Browser.signedIn(site)
            let page = try await browser.get("/uses")
            #expect(page.status == 200 && page["cache-control"] == "no-store")
        }
    }

    @Test func `only a public page is for search engines`() async throws {
        try await TestSite.with { site in
            let token = try await site.token()
            try await site.postForm("mp-channel=pages&name=One&content=x", token: token)
            try await site.postForm("mp-channel=pages&name=Two&content=x&visibility=unlisted", token: token)
            try await site.postForm("mp-channel=pages&name=Three&content=x&post-status=draft", token: token)
            #expect(try await site.send("GET", "/two").text.contains("noindex"))
            let pages = try await site.data.database.read { try StaticPageStore.pages(limit: 9, $0) }
            #expect(pages.map(\.path) == ["/one", "/three", "/two"])
            #expect(pages.map(\.stateLabel) == [nil, "Draft", "Unlisted"])
            #expect(pages.filter(\.isIndexed).map(\.path) == ["/one"])
        }
    }

    @Test func `an update makes a page of a post and a post of a page, and the old address leads on`() async throws {
        try await TestSite.with { site in
            let token = try await site.token("create update")
            let url = try #require(
                try await site.postForm("name=Uses&content=A+pen&mp-slug=uses", token: token).location)
            #expect(url.path == "/articles/uses")
            let there = #"{"action":"update","url":"\#(url)","replace":{"mp-channel":["pages"]}}"#
            let moved = try await site.postJSON(there, token: token)
            #expect(moved.status == 201 && moved.location == "https://site.example/uses")
            #expect(try await site.send("GET", "/articles/uses").location == "https://site.example/uses")
            #expect(!(try await site.send("GET", "/").text.contains("A pen")))

            let back = #"{"action":"update","url":"\#(url)","replace":{"mp-channel":[]}}"#
            #expect(try await site.postJSON(back, token: token).location == "https://site.example/articles/uses")
            #expect(try await site.send("GET", "/uses").status == 301)
            #expect(try await site.send("GET", "/").text.contains("A pen"))
            #expect(try await site.send("GET", "/articles/uses").text.contains("dt-published"))
        }
    }

    @Test func `the channel of pages can't be renamed, removed or made again`() async throws {
        try await TestSite.with { site in
            let browser = try await Browser.signedIn(site)
            let channels = "/admin/channels"
            #expect(try await browser.send(channels, from: channels, [("name", "Pages")]).status == 400)
            let renamed = try await browser.send(channels + "/pages/rename", from: channels, [("name", "x")])
            #expect(renamed.status == 404)
            #expect(try await browser.send(channels + "/pages/delete", from: channels, []).status == 404)
            let token = try await site.token()
            let known = try await site.get("/micropub?q=channel", token: token)
            #expect(known.text == #"{"channels":[{"uid":"pages","name":"Pages"}]}"#)
        }
    }

    @Test func `a channel of the owner's with that name goes on under another`() async throws {
        let folder = try TemporaryFolder()
        let path = folder.path + "/x.sqlite"
        let old = try DatabaseQueue(path: path)
        let sql = try Checkout.text("Tests/MartletTests/Fixtures/schema-5.sql")
        try await old.write { tx in
            try tx.execute(sql: sql)
            try tx.execute(sql: "INSERT INTO channel (uid, name, createdAt) VALUES ('pages', 'Mine', 7)")
            try tx.execute(sql: "UPDATE entry SET channel = 'pages'")
        }
        try old.close()
        let (channels, list) = try await AppDatabase(path: path).read { tx in
            let channels = try ChannelStore.all(tx)
            return (channels, try EntryStore.latest(before: nil, limit: 9, tx).compactMap(\.channel))
        }
        #expect(channels.contains(EntryChannel(uid: "pages-7", name: "Mine")))
        #expect(list == ["pages-7"])
    }
}
