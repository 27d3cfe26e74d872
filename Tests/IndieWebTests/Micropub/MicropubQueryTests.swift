import IndieWeb
import Testing

@Suite struct `Micropub queries` {
    private func kind(
        _ query: String, _ endpoint: MicropubQuery.Endpoint = .micropub
    ) throws -> MicropubQuery.Kind {
        try MicropubQuery.parse(try FormURLEncoded.parse(query: query), endpoint: endpoint).kind
    }

    private func list(_ query: String) throws -> MicropubListQuery? {
        if case .list(let list) = try kind("q=source&" + query) { list } else { nil }
    }

    private func refusal(_ query: String, _ endpoint: MicropubQuery.Endpoint = .micropub) -> String? {
        let error = #expect(throws: MicropubError.self, "\(query)") { try kind(query, endpoint) }
        #expect(error?.status == 400)
        #expect(error?.code == "invalid_request")
        return error?.description
    }

    @Test(arguments: [
        ("q=config", MicropubQuery.Kind.config), ("q=config&_=123&x[=y&a[0][1]=z&=w", .config),
        ("q=syndicate-to", .syndicateTo), ("q=syndicate-to&post-type=note", .syndicateTo),
        ("q=post-types", .postTypes), ("q=channel", .channel),
        ("q=category", .category(filter: nil, limit: nil)),
        ("q=category&filter=in%20d&limit=5", .category(filter: "in d", limit: 5)),
        ("q=category&filter=&limit=", .category(filter: nil, limit: nil)),
        ("q=contact", .contact(filter: nil, limit: nil)),
        ("q=contact&filter=ada&limit=999", .contact(filter: "ada", limit: 100)),
        ("q=source", .list(MicropubListQuery())), ("access_token=t&q=source", .list(MicropubListQuery())),
        ("q=source&url=https://e.example/1", .source(url: "https://e.example/1", properties: [])),
        ("q=source&url=https://e.example/1&limit=x", .source(url: "https://e.example/1", properties: [])),
        (
            "q=source&properties=content&url=https%3A%2F%2Fe.example%2F1",
            .source(url: "https://e.example/1", properties: ["content"])
        ),
        (
            "q=source&properties[]=content&properties%5B%5D=category&properties[]=content&properties[]=&url=https://e.example/1",
            .source(url: "https://e.example/1", properties: ["content", "category"])
        ),
        (
            "q=source&properties[0]=b&properties[1]=a&properties[x]=c&properties[][y]=d&url=https://e.example/1",
            .source(url: "https://e.example/1", properties: ["b", "a"])
        ),
    ])
    func `The question that the query asks`(query: String, expected: MicropubQuery.Kind) throws {
        #expect(try kind(query) == expected)
    }

    @Test(arguments: [
        ("q=source", MicropubQuery.Kind.mediaList(limit: 20, offset: 0)),
        ("q=source&limit=1&offset=7", .mediaList(limit: 1, offset: 7)),
        ("q=source&url=https://e.example/media/1", .mediaSource(url: "https://e.example/media/1")),
        ("q=last", .mediaLast),
    ])
    func `The question to the media endpoint`(query: String, expected: MicropubQuery.Kind) throws {
        #expect(try kind(query, .media) == expected)
    }

    @Test func `Every known name answered and listed`() throws {
        for endpoint in [MicropubQuery.Endpoint.micropub, .media] {
            for name in MicropubQuery.names(at: endpoint) { _ = try kind("q=" + name, endpoint) }
        }
    }

    @Test(arguments: ["", "q=", "q=nonsense", "q=Config", "q[x]=config", "config", "url=https://e.example/", "q=last"])
    func `400 with the known queries for a missing or unknown one`(query: String) {
        #expect(
            refusal(query)
                == "“q” has to be one of: config, source, syndicate-to, category, post-types, channel, contact.")
    }

    @Test(arguments: ["", "q=Config", "q=category"])
    func `400 with the media endpoint's own queries`(query: String) {
        #expect(refusal(query, .media) == "“q” has to be one of: config, source, last.")
    }

    @Test(arguments: [
        ("limit=1", 1, 0), ("limit=100", 100, 0), ("limit=101", 100, 0), ("limit=0", 1, 0), ("", 20, 0),
        ("limit=99999999999999999999999", 100, 0), ("offset=0", 20, 0), ("offset=40&limit=10", 10, 40),
        ("offset=99999999999999999999999", 20, Int.max), ("limit=007", 7, 0),
    ])
    func `A limit and an offset within bounds`(query: String, limit: Int, offset: Int) throws {
        #expect(try list(query)?.limit == limit)
        #expect(try list(query)?.offset == offset)
    }

    @Test(arguments: ["limit", "offset"], ["-1", "x", "1.5", "+5", "1e2", "٣", "0x10", " 1", "1;"])
    func `400 that names the number that is none`(name: String, value: String) {
        #expect(refusal("q=source&\(name)=\(value)") == "“\(name)” is not a whole number from 0.")
        #expect(refusal("q=source&\(name)=\(value)", .media) == "“\(name)” is not a whole number from 0.")
    }

    @Test func `Every condition of a list`() throws {
        let list = try list(
            "limit=5&before=b&after=a&post-type[]=note&post-type[]=photo&post-status=draft&visibility=unlisted"
                + "&category=x&category[]=y&filter=word&exists[]=photo&not-exists=name&not-exists[]=x&properties[]=url")
        var expected = MicropubListQuery()
        expected.limit = 5
        expected.before = "b"
        expected.after = "a"
        expected.postTypes = [.note, .photo]
        expected.postStatus = "draft"
        expected.visibility = .unlisted
        expected.categories = ["x", "y"]
        expected.filter = "word"
        expected.exists = ["photo"]
        expected.notExists = ["name", "x"]
        expected.properties = ["url"]
        #expect(list == expected)
    }

    @Test func `No condition from empty fields`() throws {
        let query = "limit=&offset=&before=&after=&post-type=&post-status=&visibility=&category[]=&filter=&exists="
        #expect(try list(query) == MicropubListQuery())
    }

    @Test(arguments: [
        ("q=config&q=config", "“q” is there more than once."),
        ("q=source&limit=1&limit=2", "“limit” is there more than once."),
        ("q=source&filter=a&filter[]=b", "“filter” is there more than once."),
        ("q=source&url=", "“url” is not an absolute http or https address."),
        ("q=source&url=/notes/1", "“url” is not an absolute http or https address."),
        ("q=source&url=https://e.example/&url=https://e.example/", "“url” is there more than once."),
        ("q=source&visibility=secret", "“visibility” has to be one of: public, unlisted, private."),
        ("q=category&limit=x", "“limit” is not a whole number from 0."),
        ("q=contact&filter=a&filter=b", "“filter” is there more than once."),
    ])
    func `400 that names the field that cannot be`(query: String, expected: String) {
        #expect(refusal(query) == expected)
    }

    @Test func `400 with the known kinds for an unknown one`() {
        let text = refusal("q=source&post-type=note&post-type=essay")
        #expect(text?.hasPrefix("“post-type” has to be one of: note, article,") == true)
    }
}
