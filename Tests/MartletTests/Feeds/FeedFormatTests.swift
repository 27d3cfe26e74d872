import IndieWeb
import Testing

@testable import Martlet

@Suite struct `Feeds in each form` {
    @Test(arguments: FeedFormat.allCases)
    func `all lists have one, which names itself and goes on by pages`(format: FeedFormat) async throws {
        try await TestSite.with(settings: ["MARTLET_PAGE_SIZE": "2"]) { site in
            let token = try await site.token()
            for number in 1...3 {
                try await site.postForm(
                    "content=Number+\(number)&category=n&published=2026-01-0\(number)T00:00:00Z", token: token)
            }
            for path in ["", "/notes", "/tags/n"] {
                let address = "\(path)/\(format.fileName)"
                let feed = try await site.send("GET", address)
                #expect(feed.status == 200, "\(address)")
                #expect(feed["content-type"] == format.mediaType)
                #expect(feed.text.contains("https://site.example\(address)"))
                #expect(feed.text.contains("Number 3") && !feed.text.contains("Number 1"))
                let next = try #require(feed.text.firstMatch(of: /site\.example([^"]*\?before=[0-9-]+)/))
                #expect(try await site.send("GET", String(next.output.1)).text.contains("Number 1"))
                let known = [("If-None-Match", feed["etag"] ?? "")]
                #expect(try await site.send("GET", address, headers: known).status == 304)
            }
        }
    }

    @Test func `a long title is whole in each form`() async throws {
        try await TestSite.with { site in
            let title = String(repeating: "Title ", count: 60) + "end"
            try await site.postForm("name=\(title.replacing(" ", with: "+"))&content=x", token: try await site.token())
            for format in FeedFormat.allCases {
                let feed = try await site.send("GET", "/\(format.fileName)").text
                #expect(feed.contains(title), "\(format)")
            }
        }
    }

    @Test func `a note has no title where a form can do without, and an article has its own`() async throws {
        try await TestSite.with { site in
            let token = try await site.token()
            try await site.postForm("content=Just+words", token: token)
            try await site.postForm("name=Headline&content=More+words+than+that", token: token)
            let json = try await site.send("GET", "/feed.json")
            let items = try #require(json.json("items")?.array)
            #expect(items.map { $0.object?["title"]?.string } == ["Headline", nil])
            #expect(items.allSatisfy { $0.object?["content_html"]?.string?.isEmpty == false })
            let rss = try await site.send("GET", "/feed.rss").text
            #expect(rss.matches(of: /<item>/).count == 2)
            #expect(rss.contains("<title>Headline</title>"))
        }
    }

    @Test func `pictures are enclosed with their texts`() async throws {
        try await TestSite.with { site in
            let post = try await site.postMultipart(
                [.field("content", "x"), .file("photo", Pictures.jpeg), .field("mp-photo-alt", "A hill & sea")],
                token: try await site.token())
            let url = try #require(try await site.item(at: post.location).photos.first?.url)
            let items = try await site.send("GET", "/feed.json").json("items")?.array
            let attachment = try #require(items?.first?.object?["attachments"]?.array?.first)
            #expect(attachment.object?["url"]?.string == url)
            #expect(attachment.object?["mime_type"]?.string == "image/jpeg")
            let rss = try await site.send("GET", "/feed.rss").text
            #expect(rss.contains("<enclosure ") && rss.contains("url=\"\(url)\""))
            #expect(rss.contains("A hill &amp;"))
        }
    }

    @Test func `every page names the feeds`() async throws {
        try await TestSite.with { site in
            try await site.postForm("content=x&category=n", token: try await site.token())
            let home = try await site.send("GET", "/").text
            let tag = try await site.send("GET", "/tags/n").text
            for format in FeedFormat.allCases {
                #expect(home.contains("https://site.example/\(format.fileName)\""))
                #expect(tag.contains("https://site.example/tags/n/\(format.fileName)\""))
            }
        }
    }
}
