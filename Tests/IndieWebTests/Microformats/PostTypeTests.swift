import IndieWeb
import Testing

@Suite struct `Post type discovery` {
    private func type(_ properties: String, type: String = "h-entry", contentText: String? = nil) throws -> PostType {
        let json = try JSONValue.parse(#"{"type":["\#(type)"],"properties":\#(properties)}"#)
        return PostType.discover(try #require(Mf2Item(json)), contentText: contentText)
    }

    @Test(arguments: [
        (#"{}"#, PostType.note), (#"{"content":["Hi"]}"#, .note), (#"{"name":["Title"]}"#, .article),
        (#"{"rsvp":["yes"]}"#, .rsvp), (#"{"rsvp":["Maybe"],"in-reply-to":["https://a.example/"]}"#, .rsvp),
        (#"{"rsvp":["perhaps"],"in-reply-to":["https://a.example/"]}"#, .reply),
        (#"{"in-reply-to":["https://a.example/"]}"#, .reply), (#"{"in-reply-to":["nowhere"],"content":["x"]}"#, .note),
        (#"{"in-reply-to":["HTTP://A.EXAMPLE"]}"#, .reply), (#"{"in-reply-to":["javascript:alert(1)"]}"#, .note),
        (#"{"in-reply-to":["https://"]}"#, .note), (#"{"in-reply-to":["https:///x"]}"#, .note),
        (#"{"in-reply-to":[""]}"#, .note),
        (#"{"in-reply-to":["https://a.example/ b"]}"#, .note), (#"{"in-reply-to":[7,null,[],{}]}"#, .note),
        (#"{"in-reply-to":[{"type":["h-cite"],"properties":{"url":["https://a.example/"]}}]}"#, .reply),
        (#"{"in-reply-to":[{"type":["h-cite"],"properties":{"name":["x"]},"value":"https://a.example/"}]}"#, .reply),
        (#"{"in-reply-to":[{"url":"https://a.example/"}]}"#, .reply),
        (#"{"in-reply-to":"https://a.example/"}"#, .reply),
        (#"{"repost-of":["https://a.example/"],"content":["x"]}"#, .repost),
        (#"{"like-of":["https://a.example/"]}"#, .like),
        (#"{"like-of":["https://a.example/"],"in-reply-to":["https://a.example/"]}"#, .reply),
        (#"{"like-of":["https://a.example/"],"repost-of":["https://a.example/"]}"#, .repost),
        (#"{"bookmark-of":["https://a.example/"],"name":["Title"]}"#, .bookmark),
        (#"{"like-of":["https://a.example/"],"photo":["https://a.example/p.jpg"]}"#, .like),
        (
            #"{"checkin":[{"type":["h-card"],"properties":{"name":["Bar"]}}],"photo":["https://a.example/p.jpg"]}"#,
            .checkin
        ),
        (#"{"checkin":[{"type":["h-card"],"properties":{"latitude":[1.5]}}]}"#, .checkin),
        (#"{"checkin":[""]}"#, .note),
        (#"{"read-of":[{"type":["h-cite"],"properties":{"name":["Book"]}}],"read-status":["reading"]}"#, .read),
        (#"{"read-of":[{"type":["h-cite"],"properties":{"url":["https://a.example/book"]}}]}"#, .read),
        (#"{"watch-of":[{"type":["h-cite"],"properties":{"name":["Film"]}}],"photo":["https://a.example/p"]}"#, .watch),
        (#"{"listen-of":[{"type":["h-cite"],"properties":{"name":"Song"}}],"content":["x"]}"#, .listen),
        (#"{"listen-of":[{"type":["h-cite"],"properties":{"author":["A"]}}],"name":["x"]}"#, .listen),
        (#"{"checkin":[{"type":["h-card"],"properties":{"url":["https://v.example/"]}}],"content":["x"]}"#, .checkin),
        (#"{"read-of":["A book"],"name":["Read it"]}"#, .read), (#"{"watch-of":["https://a.example/film"]}"#, .watch),
        (#"{"listen-of":["https://a.example/song"],"audio":["https://a.example/a.mp3"]}"#, .listen),
        (#"{"video":["https://a.example/v.mp4"],"photo":["https://a.example/p.jpg"]}"#, .video),
        (#"{"photo":["https://a.example/p.jpg"],"name":["Title"],"content":["Text"]}"#, .photo),
        (#"{"photo":[{"value":"https://a.example/p.jpg","alt":"x"}]}"#, .photo), (#"{"photo":[{"alt":"x"}]}"#, .note),
        (#"{"audio":["https://a.example/a.mp3"],"content":["x"]}"#, .audio),
    ])
    func `The kind that the properties make`(properties: String, expected: PostType) throws {
        #expect(try type(properties) == expected)
    }

    @Test(arguments: [
        (#"{"name":["Title"],"content":["Text"]}"#, PostType.article),
        (#"{"name":["Text"],"content":["Text and more"]}"#, .note),
        (#"{"name":["Text and more"],"content":["Text"]}"#, .article),
        (#"{"name":["Text"],"content":["Text"]}"#, .note),
        (#"{"name":[" Text \n and\tmore "],"content":["\n Text and   more, and so on"]}"#, .note),
        (#"{"name":["text"],"content":["Text"]}"#, .article), (#"{"name":[" "],"content":["Text"]}"#, .note),
        (#"{"name":[""],"content":["Text"]}"#, .note), (#"{"name":["T"],"summary":["Text"]}"#, .note),
        (#"{"name":["Title"],"summary":["Text"]}"#, .article),
        (#"{"name":["Title"],"summary":["Title"],"content":["Text"]}"#, .article),
        (#"{"name":["T"],"content":["  "],"summary":["Text"]}"#, .note),
        (#"{"name":["cafe"],"content":["cafe\u0301"]}"#, .note),
        (#"{"name":["T"],"content":[{"html":"<p>Text"}]}"#, .article),
        (#"{"name":["T"],"content":[{"html":"<p>Text","value":"Text"}]}"#, .note),
        (#"{"name":"Title","content":"Text"}"#, .article),
    ])
    func `An article only for a name that the content does not start with`(properties: String, expected: PostType)
        throws
    {
        #expect(try type(properties) == expected)
    }

    @Test func `The plain text of HTML content compared with the name`() throws {
        let properties = #"{"name":["Text"],"content":[{"html":"<p>Text</p>"}]}"#
        #expect(try type(properties, contentText: "Text") == .note)
        #expect(try type(properties, contentText: "Other") == .article)
        #expect(try type(#"{"name":["T"],"summary":["Text"]}"#, contentText: "") == .note)
    }

    @Test func `An event for an h-event, whatever it holds`() throws {
        #expect(try type(#"{"name":["Party"],"start":["2024-05-06"]}"#, type: "h-event") == .event)
        #expect(try type(#"{"photo":["https://a.example/p.jpg"]}"#, type: "h-event") == .event)
        let venue = #"{"name":["x"],"location":[{"type":["h-card"],"properties":{"name":["Bar"]}}]}"#
        #expect(try type(venue, type: "h-event") == .event)
    }

    @Test func `Names that clients know`() {
        #expect(
            PostType.allCases.map(\.rawValue).sorted() == [
                "article", "audio", "bookmark", "checkin", "event", "like", "listen", "note", "page", "photo", "read",
                "reply", "repost", "rsvp", "video",
                "watch",
            ])
    }
}
