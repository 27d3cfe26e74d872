import IndieWeb
import Testing

@testable import Martlet

@Suite struct `The title of a page` {
    private static let date = "21 November 2026, 07:20"

    @Test(arguments: [
        (#""content":["Up the *hill*"]"#, "Up the hill"), (#""name":["A walk"],"content":["Up the hill"]"#, "A walk"),
        (#""summary":["In short"]"#, "In short"), (#""content":["![](https://a.example/1.png)"]"#, "Note, \(date)"),
        (#""like-of":["https://a.example/post/"]"#, "Liked a.example/post"),
        (
            #""like-of":[{"type":["h-cite"],"properties":{"name":["A fine page"],"url":["https://a.example/"]}}]"#,
            "Liked A fine page"
        ),
        (#""repost-of":["https://a.example/"]"#, "Reposted a.example"),
        (#""bookmark-of":["https://a.example/"]"#, "Bookmarked a.example"),
        (#""in-reply-to":["https://a.example/"]"#, "In reply to a.example"),
        (#""in-reply-to":["https://a.example/"],"content":["Yes!"]"#, "Yes!"),
        (#""in-reply-to":["https://a.example/party"],"rsvp":["yes"]"#, "RSVP yes to a.example/party"),
        (#""checkin":[{"type":["h-card"],"properties":{"name":["Café Central"]}}]"#, "At Café Central"),
        (
            #"""
            "read-of":[{"type":["h-cite"],"properties":{"name":["Emma"],"author":["Jane Austen"]}}],
            "read-status":["finished"]
            """#, "Finished reading Emma by Jane Austen"
        ),
        (#""watch-of":["https://a.example/film"]"#, "Watching a.example/film"),
        (#""listen-of":["https://a.example/song"]"#, "Listening to a.example/song"),
        (#""photo":[{"value":"https://a.example/1.jpg","alt":"A heron"}]"#, "Photo: A heron"),
        (#""photo":["https://a.example/1.jpg"]"#, "Photo, \(date)"),
        (#""photo":["https://a.example/1.jpg","https://a.example/2.jpg"]"#, "2 photos, \(date)"),
        (#""photo":["https://a.example/1.jpg"],"content":["A caption"]"#, "A caption"),
        (#""video":["https://a.example/1.mp4"]"#, "Video, \(date)"),
        (#""audio":["https://a.example/1.mp3"]"#, "Audio, \(date)"),
    ])
    func `says what the post is`(properties: String, title: String) async throws {
        try await TestSite.with { site in
            let answer = try await site.postJSON(#"{"properties":{\#(properties)}}"#, token: site.token())
            #expect(answer.status == 201)
            #expect(try await site.send(at: answer.location).text.pageTitle == title)
        }
    }

    @Test func `of an event is its name`() async throws {
        try await TestSite.with { site in
            let event = #"{"type":["h-event"],"properties":{"name":["Party"],"start":["2026-12-01T18:00:00Z"]}}"#
            let answer = try await site.postJSON(event, token: site.token())
            #expect(try await site.send(at: answer.location).text.pageTitle == "Party")
        }
    }

    @Test func `is never long, however long what it is made of`() async throws {
        try await TestSite.with { site in
            let token = try await site.token()
            let (word, words) = (String(repeating: "x", count: 300), String(repeating: "word ", count: 200))
            for (properties, start) in [
                (#""name":["\#(words)"],"content":["Text"]"#, "word word"), (#""content":["\#(word)"]"#, "xxx"),
                (#""like-of":["https://a.example/\#(word)"]"#, "Liked a.example/xxx"),
                (#""photo":[{"value":"https://a.example/1.jpg","alt":"\#(words)"}]"#, "Photo: word"),
            ] {
                let answer = try await site.postJSON(#"{"properties":{\#(properties)}}"#, token: token)
                let title = try #require(try await site.send(at: answer.location).text.pageTitle)
                #expect(title.count <= 100 && title.hasPrefix(start) && title.hasSuffix("…"), "\(title)")
            }
        }
    }
}

extension String {
    /// The page's title without the site's.
    fileprivate var pageTitle: String? {
        firstMatch(of: /<title>(.*) – Ada&#39;s site<\/title>/).map { String($0.output.1) }
    }
}
