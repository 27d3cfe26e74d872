import IndieWeb
import Markup
import Testing

@testable import Martlet

@Suite struct `The about page` {
    @Test func `the owner's card represents the site, and links to their other addresses`() async throws {
        let settings = [
            "MARTLET_OWNER_NAME": "Ada <L.>", "MARTLET_OWNER_NOTE": "Walks & writes.",
            "MARTLET_OWNER_PHOTO": "https://site.example/ada.jpg",
            "MARTLET_REL_ME": "https://social.example/@ada, mailto:ada@site.example",
        ]
        try await TestSite.with(settings: settings) { site in
            let answer = try await site.send("GET", "/about")
            #expect(answer.status == 200)
            let root = HTMLTree(answer.body).root
            #expect(root.first("title")?.textContent == "About Ada <L.>")
            // The first h-card with a url that is a rel=me of the page, too.
            let card = try #require(root.withClass("h-card").first)
            let identities = root.descendants.filter { $0.words("rel").contains("me") }.compactMap(\.href)
            let urls = card.withClass("u-url").compactMap(\.href)
            #expect(urls == ["https://site.example/", "https://social.example/@ada"])
            #expect(Set(urls).isSubset(of: identities))
            #expect(card.withClass("u-uid").compactMap(\.href) == ["https://site.example/"])
            #expect(card.withClass("u-email").compactMap(\.href) == ["mailto:ada@site.example"])
            #expect(card.withClass("p-name").map(\.textContent) == ["Ada <L.>"])
            #expect(card.withClass("p-note").map(\.textContent) == ["Walks & writes."])
            #expect(card.withClass("u-photo").map { $0[attribute: "src"] } == ["https://site.example/ada.jpg"])
            #expect(root.withClass("h-entry").isEmpty)
            let links = root.descendants(named: "a").compactMap(\.href)
            for feed in ["feed.atom", "feed.rss", "feed.json"] {
                #expect(links.contains("https://site.example/" + feed))
            }

            let home = HTMLTree(try await site.send("GET", "/").body).root
            let heads = home.descendants(named: "link").filter { $0.words("rel") == ["me"] }.compactMap(\.href)
            #expect(heads == ["https://social.example/@ada", "mailto:ada@site.example"])
        }
    }

    @Test func `the text of the page about stands below the card, while everybody may read it`() async throws {
        try await TestSite.with { site in
            let token = try await site.token("create update delete")
            #expect(!(try await site.send("GET", "/about").text.contains("Born uphill")))
            let created = try await site.postForm(
                "mp-channel=pages&name=My+life&content=Born+uphill&mp-slug=about", token: token)
            let url = try #require(created.location)
            #expect(url == "https://site.example/about")
            let root = HTMLTree(try await site.send("GET", "/about").body).root
            let entry = try #require(root.withClass("h-entry").first)
            #expect(entry.withClass("p-name").map(\.textContent) == ["My life"])
            #expect(entry.withClass("e-content").map(\.textContent).joined().contains("Born uphill"))
            #expect(entry.withClass("dt-published").isEmpty)
            #expect(root.withClass("h-card").first?.withClass("p-name").map(\.textContent) == ["Ada's site"])

            for state in [#""post-status":["draft"]"#, #""post-status":["published"],"visibility":["private"]"#] {
                let change = #"{"action":"update","url":"\#(url)","replace":{\#(state)}}"#
                #expect(try await site.postJSON(change, token: token).status == 204)
                let page = try await site.send("GET", "/about")
                #expect(page.status == 200 && !page.text.contains("Born uphill"), "\(state)")
            }
            let change = #"{"action":"update","url":"\#(url)","replace":{"visibility":["public"]}}"#
            try await site.postJSON(change, token: token)
            #expect(try await site.send("GET", "/about").text.contains("Born uphill"))
            try await site.postForm("action=delete&url=\(url)", token: token)
            let after = try await site.send("GET", "/about")
            #expect(after.status == 200 && !after.text.contains("Born uphill"))
        }
    }

    @Test func `a page that moves to the address stands below the card, and one that moves away doesn't`() async throws
    {
        try await TestSite.with { site in
            let token = try await site.token("create update")
            let url = try #require(
                try await site.postForm("mp-channel=pages&name=Me&content=Born+uphill", token: token).location)
            #expect(try await !site.send("GET", "/about").text.contains("Born uphill"))
            let there = #"{"action":"update","url":"\#(url)","replace":{"mp-slug":["about"]}}"#
            #expect(try await site.postJSON(there, token: token).location == "https://site.example/about")
            #expect(try await site.send("GET", "/about").text.contains("Born uphill"))
            let away = #"{"action":"update","url":"\#(url)","replace":{"mp-slug":["me"]}}"#
            #expect(try await site.postJSON(away, token: token).location == "https://site.example/me")
            #expect(try await !site.send("GET", "/about").text.contains("Born uphill"))
        }
    }
}

@Suite struct `The menu` {
    @Test func `each page has it, and marks its own link`() async throws {
        let menu = "My photos /photos, Uses /uses, Elsewhere https://a.example/b?c=d"
        try await TestSite.with(settings: ["MARTLET_MENU": menu]) { site in
            try await site.postForm("mp-channel=pages&name=Uses&content=x", token: try await site.token())
            for (path, current) in [("/photos", "My photos"), ("/uses", "Uses"), ("/", nil), ("/nothing", nil)] {
                let root = HTMLTree(try await site.send("GET", path).body).root
                let navigation = try #require(
                    root.descendants(named: "nav").first { $0[attribute: "aria-label"] == "Site" })
                let links = Array(navigation.descendants(named: "a"))
                #expect(links.map(\.textContent) == ["My photos", "Uses", "Elsewhere"], "\(path)")
                #expect(
                    links.compactMap(\.href) == [
                        "https://site.example/photos", "https://site.example/uses", "https://a.example/b?c=d",
                    ])
                let marked = links.filter { $0[attribute: "aria-current"] == "page" }.map(\.textContent)
                #expect(marked == (current.map { [$0] } ?? []), "\(path)")
            }
        }
    }

    @Test func `without the setting it is the usual one, with none there is none`() async throws {
        let settings = try await Settings.read(environment: [:])
        #expect(settings.menu == MenuItem.standard)
        #expect(
            settings.menu.map(\.description).joined(separator: ", ")
                == "About /about, Archive /archive, Tags /tags, Search /search")
        #expect(try await Settings.read(environment: ["MARTLET_MENU": "none"]).menu.isEmpty)
        try await TestSite.with(settings: ["MARTLET_MENU": "none"]) { site in
            let page = try await site.send("GET", "/").text
            #expect(!page.contains("aria-label=\"Site\""))
        }
    }

    @Test func `what it leaves out is in the foot, and what it has is not`() async throws {
        let feeds = ["Feed", "All feeds"]
        for (menu, expected) in [
            (MenuItem.standard.map(\.description).joined(separator: ", "), ["On this day"]),
            ("none", ["About", "Archive", "Tags", "Search", "On this day"]),
            ("Find /search, All https://site.example/archive", ["About", "Tags", "On this day"]),
        ] {
            try await TestSite.with(settings: ["MARTLET_MENU": menu]) { site in
                let root = HTMLTree(try await site.send("GET", "/").body).root
                let foot = try #require(root.withClass("colophon").first)
                let links = foot.descendants(named: "li").map(\.textContent)
                #expect(links == expected + feeds, "\(menu)")
            }
        }
    }

    @Test func `labels may have blanks, and an address is a path or absolute`() {
        #expect(MenuItem("  About  me   /about ") == MenuItem(label: "About me", address: "/about"))
        #expect(MenuItem("Else http://a.example/") == MenuItem(label: "Else", address: "http://a.example/"))
        for wrong in ["", " ", "/about", "About", "About about", "A //b.example", "A /\\b.example", "A javascript:x"] {
            #expect(MenuItem(wrong) == nil, "\(wrong)")
        }
    }
}

extension HTMLNode {
    fileprivate var href: String? { self[attribute: "href"] ?? self[attribute: "value"] }

    /// The words of an attribute.
    fileprivate func words(_ attribute: String) -> [String] {
        (self[attribute: attribute] ?? "").split(whereSeparator: \.isWhitespace).map(String.init)
    }

    fileprivate func withClass(_ name: String) -> [HTMLNode] { descendants.filter { $0.words("class").contains(name) } }

    fileprivate func first(_ element: String) -> HTMLNode? { descendants(named: element).first { _ in true } }
}
