import Images
import IndieWeb
import Testing

@testable import Martlet

/// The checklist of the Micropub endpoint: one line each, with the status that it is answered with and, where the public suite
/// micropub.rocks has a test for it, that one's number.
@Suite struct `The Micropub checklist` {
    struct Line: Sendable, CustomTestStringConvertible {
        let status: Int
        let what: String
        var scope = "create update delete undelete media"
        /// Asks the site, with a token and the address of a post with the content `old` and the categories `a` and `b`.
        let ask: @Sendable (TestSite, _ token: String, _ url: String) async throws -> WireResponse

        var testDescription: String { "\(status) \(what)" }
    }

    @Test(arguments: creating + changing + asking + media + refusals)
    func `the status of the line`(line: Line) async throws {
        try await TestSite.with { site in
            let url = try #require(
                try await site.postForm("content=old&category[]=a&category[]=b", token: try await site.token()).location
            )
            let answer = try await line.ask(site, try await site.token(line.scope), url)
            #expect(answer.status == line.status, "\(answer.text)")
            if answer.status == 201 { #expect(answer.location?.hasPrefix("https://site.example/") == true) }
            if answer.status >= 400, answer.status != 410 { #expect(answer.errorDescription?.isEmpty == false) }
        }
    }

    private static let creating: [Line] = [
        form(201, "for a form-encoded post, 100", "h=entry&content=x"),
        form(201, "for several categories, 101", "content=x&category[]=a&category[]=b"),
        form(201, "for a photo by its address, 104", "content=x&photo=https://micropub.example/a.jpg"),
        form(
            201, "for a place to syndicate to that isn't there, 105",
            "content=x&mp-syndicate-to=https://micropub.example/"),
        form(201, "for one category, 107", "content=x&category=a"),
        form(201, "without h, which means an entry", "content=x"),
        form(201, "for an unknown property, which is kept", "content=x&x-mood=fine"),
        form(201, "for indexed brackets", "content=x&category%5B0%5D=a&category%5B1%5D=b"),
        form(
            201, "for brackets and addresses that aren't encoded",
            "content=x&category[]=a,b&in-reply-to=http://a.example/"),
        form(201, "for HTML in a form", "content[html]=<p>x</p>"),
        form(201, "for an event", "h=event&name=Walk&start=2026-12-04T18:00:00Z"),
        form(201, "for an alternative text by position", "photo=https://a.example/x.jpg&mp-photo-alt=Hill"),
        form(201, "for a photo with value and text", "photo[0][value]=https://a.example/x.jpg&photo[0][alt]=Hill"),
        form(201, "for unknown commands", "content=x&mp-destination=https://site.example/&mp-whatever=1"),
        json(201, "for JSON, 200", #"{"type":["h-entry"],"properties":{"content":["x"]}}"#),
        json(201, "for HTML content, 202", #"{"type":["h-entry"],"properties":{"content":[{"html":"<b>x</b>"}]}}"#),
        json(201, "for a nested object, 204", nested), json(201, "for a photo with text, 205", photoWithText),
        json(
            201, "for bare strings instead of lists", #"{"type":"h-entry","properties":{"content":"x","category":"a"}}"#
        ),
        json(201, "without type", #"{"properties":{"content":["x"]}}"#),
        Line(status: 201, what: "for JSON whose charset is named") { site, token, _ in
            try await site.postJSON(
                #"{"properties":{"content":["x"]}}"#, token: token, type: "application/json; charset=utf-8")
        },
        Line(status: 201, what: "for a multipart post with a photo, 300") { site, token, _ in
            try await site.postMultipart([.field("content", "x"), .file("photo", Pictures.png)], token: token)
        },
        Line(status: 201, what: "for a multipart post with two photos, 301") { site, token, _ in
            try await site.postMultipart(
                [.file("photo[]", Pictures.png), .file("photo[]", Pictures.jpeg)], token: token)
        },
        Line(status: 201, what: "for a multipart post without a file") { site, token, _ in
            try await site.postMultipart([.field("content", "x")], token: token)
        },
        Line(status: 201, what: "at an endpoint address with a query") { site, token, _ in
            try await site.postFields("/micropub?site=1", [("content", "x")], token: token)
        },
        Line(status: 201, what: "for a token in the form, 801") { site, token, _ in
            try await site.postForm("content=x&access_token=\(token)", token: nil)
        },
    ]

    private static let changing: [Line] = [
        change(204, "for replace, 400", #""replace":{"content":["new"]}"#),
        change(204, "for add to a property that is there, 401", #""add":{"category":["c"]}"#),
        change(204, "for add of a new property, 402", #""add":{"syndication":["https://a.example/1"]}"#),
        change(204, "for delete of a value, 403", #""delete":{"category":["a"]}"#),
        change(204, "for delete of a property, 404", #""delete":["category"]"#),
        change(400, "for a value that is no list, 405", #""replace":{"content":"new"}"#),
        change(
            204, "for several operations at once",
            #""replace":{"content":["n"]},"add":{"category":["c"]},"delete":["name"]"#),
        change(201, "for another slug", #""replace":{"mp-slug":["elsewhere"]}"#),
        change(400, "for no operation", #""x":1"#),
        change(400, "for a protected property", #""replace":{"url":["https://x.example/"]}"#),
        Line(status: 400, what: "for an update in a form") { site, token, url in
            try await site.postForm("action=update&url=\(url)&content=new", token: token)
        },
        Line(status: 204, what: "for delete in a form, 500") { site, token, url in
            try await site.postForm("action=delete&url=\(url)", token: token)
        },
        Line(status: 204, what: "for delete in JSON, 501") { site, token, url in
            try await site.postJSON(#"{"action":"delete","url":"\#(url)"}"#, token: token)
        },
        Line(status: 204, what: "for undelete in a form, 502") { site, token, url in
            _ = try await site.postForm("action=delete&url=\(url)", token: token)
            return try await site.postForm("action=undelete&url=\(url)", token: token)
        },
        Line(status: 204, what: "for undelete in JSON, 503") { site, token, url in
            _ = try await site.postForm("action=delete&url=\(url)", token: token)
            return try await site.postJSON(#"{"action":"undelete","url":"\#(url)"}"#, token: token)
        },
        Line(status: 410, what: "at the address of a deleted post") { site, token, url in
            _ = try await site.postForm("action=delete&url=\(url)", token: token)
            return try await site.send("GET", url.path)
        },
        Line(status: 204, what: "for deleting twice") { site, token, url in
            _ = try await site.postForm("action=delete&url=\(url)", token: token)
            return try await site.postForm("action=delete&url=\(url)", token: token)
        },
    ]

    private static let asking: [Line] = [
        query(200, "for config, 600 and 603", "q=config"), query(200, "for syndicate-to, 601", "q=syndicate-to"),
        query(200, "for a list of posts", "q=source&limit=1"),
        query(200, "for categories", "q=category&filter=a&limit=1"),
        query(200, "for post types", "q=post-types"), query(200, "for channels", "q=channel"),
        query(200, "for contacts", "q=contact"), query(400, "for an unknown query", "q=nonsense"),
        query(400, "for the source of no post", "q=source&url=https://site.example/notes/none"),
        Line(status: 200, what: "for the source of a post, all and some properties, 602") { site, token, url in
            let headers = [("Authorization", "Bearer " + token), ("Content-Type", "application/json; charset=utf-8")]
            let all = try await site.send("GET", "/micropub?q=source&url=\(url)", headers: headers)
            #expect(all.json("type") == ["h-entry"])
            let some = try await site.send(
                "GET", "/micropub?q=source&url=\(url)&properties[]=content&properties[]=category", headers: headers)
            #expect(some.json("type") == nil)
            #expect(some.json("properties")?.object?["content"] == ["old"])
            return some
        },
    ]

    private static let media: [Line] = [
        upload("for a JPEG at the media endpoint, 700", Pictures.jpeg), upload("for a PNG, 701", Pictures.png),
        upload("for a GIF, 702", Pictures.bytes(SamplePicture(type: .gif, width: 64, height: 48))),
        Line(status: 201, what: "for an upload with the scope media alone", scope: "media") { site, token, _ in
            try await site.postMultipart([.file("file", Pictures.png)], to: "/media", token: token)
        },
        Line(status: 403, what: "for an upload without media and create", scope: "update") { site, token, _ in
            try await site.postMultipart([.file("file", Pictures.png)], to: "/media", token: token)
        },
        Line(status: 200, what: "for what was uploaded, none yet") { site, token, _ in
            let headers = [("Authorization", "Bearer " + token)]
            let answer = try await site.send("GET", "/media?q=source", headers: headers)
            #expect(answer.json("items") == [])
            return answer
        },
    ]

    private static let refusals: [Line] = [
        Line(status: 401, what: "without a token, 803") { site, _, _ in
            try await site.postForm("content=x", token: nil)
        },
        Line(status: 401, what: "with a token that is none") { site, _, _ in
            try await site.postForm("content=x", token: "nonsense")
        },
        Line(status: 403, what: "without the scope, 804", scope: "update") { site, token, _ in
            let answer = try await site.postForm("content=x", token: token)
            #expect(answer.json("error") == "insufficient_scope")
            return answer
        },
        Line(status: 400, what: "with a token in two places, 805") { site, token, _ in
            try await site.postForm("content=x&access_token=\(token)", token: token)
        },
        Line(status: 415, what: "for a body of another type") { site, token, _ in
            try await site.postJSON("content", token: token, type: "text/plain")
        },
        form(400, "for a post without properties", "h=entry"), json(400, "for JSON that is broken", "{"),
    ]

    @Test func `201 and no trace of the token, 802`() async throws {
        try await TestSite.with { site in
            let token = try await site.token()
            let url = try await site.postForm("content=x&access_token=\(token)", token: nil).location
            #expect(try await site.item(at: url).json.serialized().contains("access_token") == false)
        }
    }

    @Test func `200 with text that finds its own direction`() async throws {
        try await TestSite.with { site in
            let url = try #require(try await site.postForm("content=שלום", token: try await site.token()).location)
            #expect(try await site.send("GET", url.path).text.contains("dir=\"auto\""))
        }
    }

    private static let nested = """
        {"type":["h-entry"],"properties":{"checkin":[{"type":["h-card"],"properties":{"name":["Hut"],"latitude":[47.1],\
        "longitude":[11.2]}}]}}
        """

    private static let photoWithText = """
        {"type":["h-entry"],"properties":{"photo":[{"value":"https://a.example/x.jpg","alt":"Hill"}]}}
        """

    private static func form(_ status: Int, _ what: String, _ body: String) -> Line {
        Line(status: status, what: what) { site, token, _ in try await site.postForm(body, token: token) }
    }

    private static func json(_ status: Int, _ what: String, _ body: String) -> Line {
        Line(status: status, what: what) { site, token, _ in try await site.postJSON(body, token: token) }
    }

    private static func change(_ status: Int, _ what: String, _ operations: String) -> Line {
        Line(status: status, what: what) { site, token, url in
            try await site.postJSON(#"{"action":"update","url":"\#(url)",\#(operations)}"#, token: token)
        }
    }

    private static func query(_ status: Int, _ what: String, _ query: String) -> Line {
        Line(status: status, what: what) { site, token, _ in
            try await site.send("GET", "/micropub?\(query)", headers: [("Authorization", "Bearer " + token)])
        }
    }

    private static func upload(_ what: String, _ picture: [UInt8]) -> Line {
        Line(status: 201, what: what) { site, token, _ in
            try await site.postMultipart([.file("file", picture)], to: "/media", token: token)
        }
    }
}
