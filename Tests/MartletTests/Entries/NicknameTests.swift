import IndieWeb
import Testing

@testable import Martlet

@Suite struct `Nicknames in posts` {
    @Test func `a contact's nickname becomes a link with their card, and the source stays as it was`() async throws {
        try await TestSite.with { site in
            let token = try await site.token()
            let url = try #require(
                try await site.postForm("content=Hello+@Ada+and+@bob,+`@ada`", token: token).location)
            #expect(
                try await site.send("GET", url.path).text.contains("h-card\" href=\"https://ada.example/\"") == false)
            let browser = try await Browser.signedIn(site)
            let ada = [("nickname", "ada"), ("name", "Ada"), ("url", "https://ada.example/")]
            try await browser.send("/admin/contacts", from: "/admin/contacts", ada)

            let page = try await site.send("GET", url.path).text
            #expect(page.contains("<a class=\"h-card\" href=\"https://ada.example/\""))
            #expect(page.contains(">@Ada</a> and @bob, <code>@ada</code>"))
            #expect(try await site.item(at: url).string("content") == "Hello @Ada and @bob, `@ada`")
            let feed = try await site.send("GET", "/feed.atom").text
            #expect(feed.contains("https://ada.example/"))
        }
    }

    @Test func `a channel's feed has its entries only`() async throws {
        try await TestSite.with { site in
            try await site.data.database.write { _ = try ChannelStore.insert(uid: "walks", name: "Walks", at: 0, $0) }
            let token = try await site.token()
            try await site.postForm("content=To+the+sea&mp-channel=walks", token: token)
            try await site.postForm("content=At+home", token: token)
            let feed = try await site.send("GET", "/channels/walks/feed.atom")
            #expect(feed.status == 200)
            #expect(feed.text.contains("Walks – Ada"))
            #expect(feed.text.contains("To the sea") && !feed.text.contains("At home"))
            #expect(feed.text.contains("<id>https://site.example/channels/walks/feed.atom</id>"))
            let page = try await site.send("GET", "/channels/walks").text
            #expect(
                page.contains("href=\"https://site.example/channels/walks/feed.atom\" type=\"application/atom+xml\""))
            #expect(try await site.send("GET", "/channels/none/feed.atom").status == 404)
        }
    }
}
