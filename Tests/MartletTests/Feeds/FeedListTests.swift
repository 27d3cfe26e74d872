import IndieWeb
import Testing

@testable import Martlet

@Suite struct `The list of feeds` {
    @Test func `has the feeds of all that has entries, each of which answers`() async throws {
        try await TestSite.with { site in
            let empty = try await site.send("GET", "/feeds")
            #expect(empty.status == 200 && empty.text.contains("https://site.example/feed.atom"))

            let token = try await site.token()
            let rows = try await site.data.database.write {
                try ChannelStore.insert(uid: "work", name: "Work & play", at: 1, $0)
            }
            #expect(rows)
            let post = "name=Title&content=x&category[]=a/b&category[]=Grüße&mp-channel=work"
            try await site.postForm(post, token: token)
            try await site.postForm("content=x&category=hidden&visibility=private", token: token)
            let page = try await site.send("GET", "/feeds").text
            let feeds = page.matches(of: /href="https:\/\/site\.example([^"]*\/feed\.(?:atom|rss|json))"/).map {
                String($0.output.1)
            }
            let lists = ["", "/articles", "/channels/work", "/tags/Gr%C3%BC%C3%9Fe", "/tags/a%2Fb"]
            let expected = lists.flatMap { list in FeedFormat.allCases.map { "\(list)/\($0.fileName)" } }
            #expect(Set(feeds) == Set(expected))
            for feed in expected { #expect(try await site.send("GET", feed).status == 200, "\(feed)") }
            #expect(page.contains("Work &amp; play"))

            let list = try await site.send("GET", "/feeds.opml")
            #expect(list["content-type"] == OPML.mediaType)
            let outlines = list.text.matches(of: /xmlUrl="https:\/\/site\.example([^"]+)"/).map { String($0.output.1) }
            #expect(outlines == lists.map { $0 + "/feed.atom" })
            #expect(page.contains("href=\"https://site.example/feeds.opml\""))
            #expect(try await site.send("GET", "/").text.contains("href=\"https://site.example/feeds\""))
        }
    }

    @Test func `offers the tags that recent entries have most often`() async throws {
        try await TestSite.with { site in
            let token = try await site.token()
            for tags in ["category[]=b&category[]=c", "category[]=c", "category[]=a"] {
                try await site.postForm("content=x&\(tags)", token: token)
            }
            let tags = try await site.data.database.read { try FeedListStore.tags(limit: 2, reach: 10, $0) }
            #expect(tags == ["c", "a"])
            let latest = try await site.data.database.read { try FeedListStore.tags(limit: 9, reach: 1, $0) }
            #expect(latest == ["a"])
        }
    }

    @Test func `the main feed leaves out responses where its owner wants that, and their own feeds have them`()
        async throws
    {
        let posts = [
            "content=A+note", "name=An+article&content=x", "like-of=https://liked.example/",
            "in-reply-to=https://replied.example/&content=Re", "repost-of=https://reposted.example/",
            "in-reply-to=https://rsvp.example/&rsvp=yes", "bookmark-of=https://marked.example/",
        ]
        for (value, count) in [("0", 3), ("1", 7)] {
            let settings = ["MARTLET_FEED_RESPONSES": value]
            try await TestSite.with(settings: settings) { site in
                let token = try await site.token()
                for post in posts { #expect(try await site.postForm(post, token: token).status == 201) }
                let feed = try await site.send("GET", "/feed.atom").text
                #expect(feed.matches(of: /<entry>/).count == count)
                #expect(try await site.send("GET", "/feed.json").json("items")?.array?.count == count)
                for list in ["likes", "replies", "reposts", "rsvps"] {
                    let own = try await site.send("GET", "/\(list)/feed.atom").text
                    #expect(own.matches(of: /<entry>/).count == 1, "\(list)")
                }
                #expect(try await site.send("GET", "/").text.contains("liked.example"))
            }
        }
    }

    @Test func `entries that changed in the same second have times that differ`() async throws {
        try await TestSite.with { site in
            let token = try await site.token()
            for number in 1...3 { try await site.postForm("content=Number+\(number)", token: token) }
            let feed = try await site.send("GET", "/feed.atom").text
            let times = feed.matches(of: /<published>[^<]*<\/published><updated>([^<]+)<\/updated>/).map {
                String($0.output.1)
            }
            #expect(times.count == 3 && Set(times).count == 3)
            #expect(times.allSatisfy { $0.hasPrefix("2026-11-21T07:20:00") })
        }
    }
}
