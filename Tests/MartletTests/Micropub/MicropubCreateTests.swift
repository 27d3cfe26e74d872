import IndieWeb
import Testing

@testable import Martlet

@Suite struct `Micropub create` {
    @Test func `201 and an absolute Location for a form-encoded note`() async throws {
        try await TestSite.with { site in
            let answer = try await site.postForm("h=entry&content=Hello+world", token: site.token())

            #expect(answer.status == 201)
            #expect(answer.location == "https://site.example/notes/20261121072000")
            let page = try await site.send("GET", "/notes/20261121072000")
            #expect(page.status == 200)
            #expect(page.text.contains("<p>Hello world</p>"))
        }
    }

    @Test func `201 for a note as JSON, with lists or bare values`() async throws {
        try await TestSite.with { site in
            let token = try await site.token()
            let lists = #"{"type":["h-entry"],"properties":{"content":["One"],"category":["a","b"]}}"#
            let bare = #"{"type":"h-entry","properties":{"content":"Two","category":"c","post-status":"published"}}"#

            let first = try await site.postJSON(lists, token: token)
            let second = try await site.postJSON(bare, token: token, type: "application/json; charset=utf-8")

            #expect(try await site.item(at: first.location)["category"] == ["a", "b"])
            #expect(try await site.item(at: second.location)["category"] == ["c"])
            #expect(try await site.item(at: second.location)["content"] == ["Two"])
        }
    }

    @Test(arguments: [
        "category=a&category=b", "category[]=a&category[]=b", "category%5B0%5D=a&category%5B1%5D=b",
        "category[1]=b&category[0]=a",
    ])
    func `both categories are kept however a form spells them`(categories: String) async throws {
        try await TestSite.with { site in
            let answer = try await site.postForm("content=x&" + categories, token: site.token())

            #expect(try await site.item(at: answer.location)["category"] == ["a", "b"])
        }
    }

    @Test func `nested objects and unknown properties are kept exactly, reserved names never`() async throws {
        try await TestSite.with { site in
            let json = """
                {"type":["h-entry"],"url":"https://evil.example/","access_token":"x","properties":{
                "checkin":[{"type":["h-card"],"properties":{"name":["Café"],"latitude":[52.5200],"longitude":[1e1]}}],
                "x-mood":["calm"],"content":["Here"],"mp-slug":["here"],"url":["https://evil.example/"],"h":["card"]}}
                """
            let answer = try await site.postJSON(json, token: site.token())

            #expect(answer.location == "https://site.example/notes/here")
            let item = try await site.item(at: answer.location).json.serialized()
            #expect(
                item.contains(
                    #""checkin":[{"type":["h-card"],"properties":{"name":["Café"],"latitude":[52.5200],"longitude":[1e1]}}]"#
                ))
            #expect(item.contains(#""x-mood":["calm"]"#))
            for name in ["mp-slug", "access_token", #""url""#, #""h""#, "evil"] { #expect(!item.contains(name)) }
        }
    }

    @Test func `HTML content is shown sanitized and kept as it was sent`() async throws {
        try await TestSite.with { site in
            let token = try await site.token()
            let html = "<p onclick=alert(1)>Bold <b>word</b></p><script>alert(1)</script>"
            let form = try await site.postForm("content[html]=" + html, token: token)
            let json = try await site.postJSON(
                #"{"properties":{"content":[{"html":"<p onclick=alert(1)>Bold <b>word<\/b><\/p>"}]}}"#, token: token)

            for answer in [form, json] {
                let page = try await site.send(at: answer.location)
                #expect(page.text.contains("<p>Bold <b>word</b></p>"))
                #expect(!page.text.contains("onclick") && !page.text.contains("<script"))
            }
            #expect(try await site.item(at: form.location).json.serialized().contains("onclick"))
        }
    }

    @Test func `a post with a name is an article, its name the title`() async throws {
        try await TestSite.with { site in
            let answer = try await site.postForm(
                "name=On+birds&content=They+fly.&mp-slug=On+Birds!", token: site.token())

            #expect(answer.location == "https://site.example/articles/on-birds")
            let page = try await site.send(at: answer.location)
            #expect(page.text.contains("On birds"))
            #expect(page.text.contains("p-name"))
        }
    }

    @Test func `the time and offset that the client sent are kept and shown`() async throws {
        try await TestSite.with(settings: ["MARTLET_TIME_ZONE": "Europe/Berlin"]) { site in
            let token = try await site.token()
            let sent = try await site.postForm("content=x&published=2026-03-01T23:30:00-05:00", token: token)
            let unsent = try await site.postForm("content=y", token: token)

            #expect(sent.location == "https://site.example/notes/20260302053000")
            let page = try await site.send(at: sent.location)
            #expect(page.text.contains("2026-03-01T23:30:00-05:00"))
            #expect(page.text.contains("1 March 2026, 23:30"))
            #expect(unsent.location == "https://site.example/notes/20261121082000")
            #expect(try await site.item(at: unsent.location)["published"] == ["2026-11-21T08:20:00+01:00"])
        }
    }

    @Test func `201 for a multipart note without a file`() async throws {
        try await TestSite.with { site in
            let parts: [Multipart.Part] = [
                .field("h", "entry"), .field("content", "No photo"), .file("photo", [], filename: ""),
            ]
            let answer = try await site.postMultipart(parts, token: site.token())

            #expect(answer.status == 201)
            #expect(try await site.item(at: answer.location)["photo"].isEmpty)
            #expect(try site.mediaFiles().isEmpty)
        }
    }

    @Test func `201 and Location for a multipart note with a photo`() async throws {
        try await TestSite.with { site in
            let parts: [Multipart.Part] = [
                .field("h", "entry"), .field("content", "Look"), .file("photo", Pictures.jpeg),
                .field("mp-photo-alt", "A hill"),
            ]
            let answer = try await site.postMultipart(parts, token: site.token())

            #expect(answer.status == 201)
            let photo = try #require(try await site.item(at: answer.location).photos.first)
            #expect(photo.alt == "A hill")
            let page = try await site.send(at: answer.location)
            #expect(page.text.contains("alt=\"A hill\""))
            #expect(page.text.contains("width=\"800\" height=\"600\""))
            #expect(page.text.contains("640w"))
            let picture = try await site.send(at: photo.url)
            #expect(picture.status == 200)
            #expect(picture["content-type"] == "image/jpeg")
        }
    }

    @Test func `two photos keep their order and each its own text`() async throws {
        try await TestSite.with { site in
            let parts: [Multipart.Part] = [
                .field("content", "Two"), .file("photo[]", Pictures.jpeg),
                .file("photo[]", Pictures.png, type: "image/png"),
                .field("mp-photo-alt[]", "First"), .field("mp-photo-alt[]", "Second"),
            ]
            let answer = try await site.postMultipart(parts, token: site.token())

            let photos = try await site.item(at: answer.location).photos
            #expect(photos.map(\.alt) == ["First", "Second"])
            #expect(photos.map { $0.url.suffix(4) } == [".jpg", ".png"])
            #expect(try await site.count("media") == 2)
            #expect(try await site.count("entryMedia") == 2)
        }
    }

    @Test func `a photo of the media endpoint shows with its variants wherever it is used`() async throws {
        try await TestSite.with { site in
            let token = try await site.token()
            let upload = try await site.postMultipart(
                [.file("file", Pictures.jpeg), .field("alt", "From the shelf")], to: "/media", token: token)
            let address = try #require(upload.location)
            let json = #"{"properties":{"photo":[{"value":"\#(address)","alt":"In use"}]}}"#

            let plain = try await site.postForm("content=a&photo=" + address, token: token)
            let described = try await site.postJSON(json, token: token)

            #expect(upload.status == 201)
            #expect(try await site.send(at: plain.location).text.contains("alt=\"From the shelf\""))
            let page = try await site.send(at: described.location)
            #expect(page.text.contains("alt=\"In use\""))
            #expect(page.text.contains("srcset="))
        }
    }

    @Test func `a photo by address stays a link`() async throws {
        try await TestSite.with { site in
            let answer = try await site.postForm(
                "content=a&photo[0][value]=https://pics.example/1.jpg&photo[0][alt]=Far+away", token: site.token())

            let page = try await site.send(at: answer.location)
            #expect(page.text.contains("src=\"https://pics.example/1.jpg\""))
            #expect(page.text.contains("alt=\"Far away\""))
        }
    }

    @Test func `a hundred posts in the same second get a hundred addresses`() async throws {
        try await TestSite.with { site in
            let token = try await site.token()
            let locations = try await withThrowingTaskGroup(of: String?.self) { group in
                for number in 0..<100 {
                    group.addTask { try await site.postForm("content=\(number)", token: token).location }
                }
                return try await group.reduce(into: Set<String?>()) { $0.insert($1) }
            }

            #expect(locations.count == 100)
            #expect(locations.contains("https://site.example/notes/20261121072000"))
            #expect(locations.contains("https://site.example/notes/20261121072000-99"))
        }
    }

    @Test func `a slug that somebody chose is stepped over`() async throws {
        try await TestSite.with { site in
            let token = try await site.token()
            var slugs: [String?] = []
            for (number, slug) in ["bird", "bird-1", "bird", "bird", "bird-1"].enumerated() {
                let answer = try await site.postForm("content=\(number)&mp-slug=" + slug, token: token)
                slugs.append(answer.location.map { String($0.dropFirst("https://site.example/notes/".count)) })
            }

            #expect(slugs == ["bird", "bird-1", "bird-2", "bird-3", "bird-1-1"])
        }
    }
}

@Suite struct `Micropub queries` {
    @Test func `config names the media endpoint`() async throws {
        try await TestSite.with { site in
            let answer = try await site.query("q=config", token: site.token())

            #expect(answer.status == 200)
            #expect(answer["content-type"] == "application/json; charset=utf-8")
            #expect(answer.text.contains(#""media-endpoint":"https://site.example/media""#))
            #expect(answer.text.contains(#""syndicate-to":[]"#))
        }
    }

    @Test func `syndicate-to is an empty list`() async throws {
        try await TestSite.with { site in
            let answer = try await site.query("q=syndicate-to&post-type=note", token: site.token())

            #expect(answer.text == #"{"syndicate-to":[]}"#)
        }
    }

    @Test(arguments: ["", "q=", "q=nonsense"])
    func `400 with the known queries for any other`(query: String) async throws {
        try await TestSite.with { site in
            let answer = try await site.query(query, token: site.token())

            #expect(answer.status == 400)
            #expect(answer.errorCode == "invalid_request")
            #expect(answer.errorDescription?.contains("syndicate-to") == true)
        }
    }
}

extension TestSite {
    fileprivate func query(_ query: String, token: String?) async throws -> WireResponse {
        try await send(
            "GET", "/micropub?" + query,
            headers: [("Content-Type", "application/json; charset=utf-8"), ("authorization", "bearer \(token ?? "")")])
    }

    /// Gets the page at an absolute address of this site.
    func send(at location: String?) async throws -> WireResponse {
        try await send("GET", try #require(location).replacing("https://site.example", with: ""))
    }
}
