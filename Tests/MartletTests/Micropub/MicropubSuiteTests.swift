import IndieWeb
import Testing

@testable import Martlet

/// The tests of the public suite micropub.rocks, by their numbers, with bodies as it sends them.
@Suite struct `The public Micropub suite` {
    /// A create as the suite checks it: number, form or JSON, and what the post must have then.
    struct Create: Sendable, CustomTestStringConvertible {
        let number: Int
        let body: String
        let property: String
        let expected: String

        var testDescription: String { String(number) }
    }

    private static let creates = [
        Create(
            number: 100, body: "h=entry&content=Micropub+test", property: "content", expected: #"["Micropub test"]"#),
        Create(
            number: 101, body: "h=entry&content=Test&category[]=test1&category[]=test2", property: "category",
            expected: #"["test1","test2"]"#),
        Create(
            number: 104, body: "h=entry&content=Nice&photo=https%3A%2F%2Fmicropub.example%2Fsunset.jpg",
            property: "photo", expected: #"["https://micropub.example/sunset.jpg"]"#),
        Create(number: 107, body: "h=entry&content=Test&category=test1", property: "category", expected: #"["test1"]"#),
        Create(
            number: 200, body: #"{"type":["h-entry"],"properties":{"content":["Micropub test"]}}"#, property: "content",
            expected: #"["Micropub test"]"#),
        Create(
            number: 201, body: #"{"type":["h-entry"],"properties":{"content":["x"],"category":["test1","test2"]}}"#,
            property: "category", expected: #"["test1","test2"]"#),
        Create(
            number: 202, body: #"{"type":["h-entry"],"properties":{"content":[{"html":"<p>This <b>post</b></p>"}]}}"#,
            property: "content", expected: #"[{"html":"<p>This <b>post</b></p>"}]"#),
        Create(
            number: 203,
            body:
                #"{"type":["h-entry"],"properties":{"content":["x"],"photo":["https://micropub.example/sunset.jpg"]}}"#,
            property: "photo", expected: #"["https://micropub.example/sunset.jpg"]"#),
        Create(
            number: 204,
            body: """
                {"type":["h-entry"],"properties":{"summary":["Weighed 70.64 kg"],"weight":[{"type":["h-measure"],\
                "properties":{"num":["70.64"],"unit":["kg"]}}]}}
                """, property: "weight",
            expected: #"[{"type":["h-measure"],"properties":{"num":["70.64"],"unit":["kg"]}}]"#),
        Create(
            number: 205,
            body: """
                {"type":["h-entry"],"properties":{"content":["x"],"photo":[{"value":"https://micropub.example/a.jpg",\
                "alt":"Photo of a sunset"}]}}
                """, property: "photo",
            expected: #"[{"value":"https://micropub.example/a.jpg","alt":"Photo of a sunset"}]"#),
        Create(
            number: 206,
            body: """
                {"type":["h-entry"],"properties":{"photo":["https://micropub.example/a.jpg",\
                "https://micropub.example/b.jpg"]}}
                """, property: "photo",
            expected: #"["https://micropub.example/a.jpg","https://micropub.example/b.jpg"]"#),
    ]

    @Test(arguments: creates)
    func `201 and the post as it was sent, 100 to 206`(create: Create) async throws {
        try await TestSite.with { site in
            let token = try await site.token()
            let answer =
                create.number < 200
                ? try await site.postForm(create.body, token: token)
                : try await site.postJSON(create.body, token: token)
            #expect(answer.status == 201)
            let item = try await site.item(at: answer.location)
            #expect(JSONValue.array(item[create.property]).serialized() == create.expected)
            #expect(try await site.send("GET", try #require(answer.location).path).status == 200)
        }
    }

    @Test(arguments: [(300, 1), (301, 2)])
    func `201 for a multipart post with photos, 300 and 301`(number: Int, count: Int) async throws {
        try await TestSite.with { site in
            let photos = (0..<count).map { _ in Multipart.Part.file(count == 1 ? "photo" : "photo[]", Pictures.png) }
            let answer = try await site.postMultipart(
                [.field("h", "entry"), .field("content", "Nice sunset")] + photos, token: try await site.token())
            #expect(answer.status == 201)
            #expect(try await site.item(at: answer.location).photos.count == count)
        }
    }

    @Test(arguments: [
        (400, #""replace":{"content":["new"]}"#, #"{"content":["new"],"category":["a","b"]}"#),
        (401, #""add":{"category":["c"]}"#, #"{"content":["old"],"category":["a","b","c"]}"#),
        (
            402, #""add":{"syndication":["https://s.example/"]}"#,
            #"{"content":["old"],"category":["a","b"],"syndication":["https://s.example/"]}"#
        ),
        (403, #""delete":{"category":["a"]}"#, #"{"content":["old"],"category":["b"]}"#),
        (404, #""delete":["category"]"#, #"{"content":["old"]}"#),
    ])
    func `204 and the post as it was changed, 400 to 404`(number: Int, change: String, expected: String) async throws {
        try await TestSite.with { site in
            let token = try await site.token("create update")
            let url = try #require(
                try await site.postForm("content=old&category[]=a&category[]=b", token: token).location)
            #expect(
                try await site.postJSON(#"{"action":"update","url":"\#(url)",\#(change)}"#, token: token).status == 204)
            var item = try await site.item(at: url)
            item["published"] = []
            #expect(JSONValue.object(item.properties).serialized() == expected)
        }
    }

    @Test(arguments: [
        #""replace":"content""#, #""replace":{"content":"new"}"#, #""add":{"category":"c"}"#, #""delete":"category""#,
    ])
    func `400 for an operation that isn't an array, 405`(change: String) async throws {
        try await TestSite.with { site in
            let token = try await site.token("create update")
            let url = try #require(try await site.postForm("content=old", token: token).location)
            let answer = try await site.postJSON(#"{"action":"update","url":"\#(url)",\#(change)}"#, token: token)
            #expect(answer.status == 400)
            #expect(answer.errorCode == "invalid_request")
        }
    }

    @Test(arguments: [(500, false), (501, true)])
    func `204 and then 410, and back again, 500 to 503`(number: Int, isJSON: Bool) async throws {
        try await TestSite.with { site in
            let token = try await site.token("create delete undelete")
            let url = try #require(try await site.postForm("content=x", token: token).location)
            for (action, status) in [("delete", 410), ("undelete", 200)] {
                let answer =
                    isJSON
                    ? try await site.postJSON(#"{"action":"\#(action)","url":"\#(url)"}"#, token: token)
                    : try await site.postForm("action=\(action)&url=\(url)", token: token)
                #expect(answer.status == 204)
                #expect(try await site.send("GET", url.path).status == status)
            }
        }
    }

    @Test func `200 for the queries of 600 to 603`() async throws {
        try await TestSite.with { site in
            let token = try await site.token("create")
            let url = try #require(try await site.postForm("content=x&category[]=a", token: token).location)
            #expect(try await site.get("/micropub?q=config", token: token).json("media-endpoint") != nil)
            #expect(try await site.get("/micropub?q=syndicate-to", token: token).text == #"{"syndicate-to":[]}"#)
            let all = try await site.get("/micropub?q=source&url=\(url)", token: token)
            #expect(all.json("type") == ["h-entry"])
            #expect(all.json("properties")?.object?["content"] == ["x"])
            let some = try await site.get("/micropub?q=source&properties=content&url=\(url)", token: token)
            #expect(some.text == #"{"properties":{"content":["x"]}}"#)
        }
    }

    @Test(arguments: [(700, Pictures.jpeg, "photo.jpg"), (701, Pictures.png, "photo.png")])
    func `201 for a file at the media endpoint, 700 and 701`(number: Int, file: [UInt8], name: String) async throws {
        try await TestSite.with { site in
            let answer = try await site.postMultipart(
                [.file("file", file, filename: name)], to: "/media", token: try await site.token("media"))
            #expect(answer.status == 201)
            #expect(try await site.send("GET", try #require(answer.location).path).status == 200)
        }
    }

    @Test func `the token in header or body, never stored, never both, 800 to 805`() async throws {
        try await TestSite.with { site in
            let token = try await site.token()
            #expect(try await site.postForm("content=800", token: token).status == 201)
            let inBody = try await site.postForm("content=801&access_token=\(token)", token: nil)
            #expect(inBody.status == 201)
            #expect(try await site.item(at: inBody.location).properties["access_token"] == nil)
            #expect(try await site.postForm("content=803", token: nil).status == 401)
            #expect(try await site.postForm("content=804", token: try await site.token("profile")).status == 403)
            let both = try await site.postForm("content=805&access_token=\(token)", token: token)
            #expect(both.status == 400)
        }
    }
}
