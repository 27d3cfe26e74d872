import Testing

@testable import Fetch

@Suite struct `A request of the fetcher` {
    @Test func `says who asks and for what, and nothing else`() async throws {
        let server = try LoopbackServer { _, connection in connection.answer() }
        var request = FetchRequest(server.url("/a?b=c#d"), accept: "text/html, */*;q=0.1")
        request.headers = [("If-None-Match", "\"x\""), ("X-Empty", "")]

        _ = try await Fetcher.test().fetch(request)

        let sent = try #require(server.requests.first)
        #expect(sent.line == "GET /a?b=c HTTP/1.1")
        #expect(
            sent.head.dropFirst().sorted() == [
                "Accept-Encoding: gzip, deflate", "Accept: text/html, */*;q=0.1", "Host: \(server.authority)",
                "If-None-Match: \"x\"", "User-Agent: Martlet tests", "X-Empty:",
            ])
    }

    @Test(arguments: ["h=entry&content=Hi", "", String(repeating: "x", count: 1_100_000)])
    func `posts its body at once, with its type`(body: String) async throws {
        let server = try LoopbackServer { _, connection in connection.answer("202 Accepted") }
        let post = FetchRequest.Method.post(body: Array(body.utf8), mediaType: "application/x-www-form-urlencoded")

        let response = try await Fetcher.test().fetch(FetchRequest(server.url(), method: post))

        let sent = try #require(server.requests.first)
        #expect(response.status == 202)
        #expect(sent.line == "POST / HTTP/1.1")
        #expect(sent.body == body)
        #expect(sent["Content-Type"] == "application/x-www-form-urlencoded")
        #expect(sent["Content-Length"] == "\(body.utf8.count)")
        #expect(sent["Expect"] == nil)
    }

    @Test(arguments: [
        ("X", "a\r\nHost: b"), ("X", "a\nb"), ("X", "a\u{0}b"), ("X", "a\rb"), ("X\r\nY", "a"), ("X Y", "a"), ("", "a"),
        ("X:", "a"), ("X;", "a"), ("Host", "b"), ("content-length", "0"), ("Transfer-Encoding", "chunked"),
        ("Authorization", "Bearer x"), ("Cookie", "a=b"), ("Accept-Encoding", "br"),
    ])
    func `is not sent with a header that is broken or not the caller's`(name: String, value: String) async throws {
        let server = try LoopbackServer { _, connection in connection.answer() }
        var request = FetchRequest(server.url())
        request.headers = [(name, value)]

        #expect(try await Fetcher.test().failure(request) == .invalidHeader)
        #expect(server.connections == 0)
    }

    @Test func `is not sent with a line break in a value of its own`() async throws {
        let server = try LoopbackServer { _, connection in connection.answer() }
        let broken = "a\r\nX: y"
        var authorized = FetchRequest(server.url())
        authorized.authorization = broken
        let post = FetchRequest(server.url(), method: .post(body: [], mediaType: broken))

        for request in [authorized, post, FetchRequest(server.url(), accept: broken)] {
            #expect(try await Fetcher.test().failure(request) == .invalidHeader)
        }
        #expect(server.connections == 0)
    }

    @Test(arguments: [
        ("", FetchError.Reason.invalidURL, ""), ("/a", .invalidURL, ""), ("ada.example/x", .invalidURL, ""),
        ("http://", .invalidURL, ""), ("http:///", .invalidURL, ""), ("http://a b/", .invalidURL, ""),
        ("http://a.example/\u{0}b", .invalidURL, ""), ("http://a.example/\r\nX: y", .invalidURL, ""),
        ("http://a.example:70000/", .invalidURL, ""), ("http://[::1/", .invalidURL, ""),
        ("http://a.example/" + String(repeating: "x", count: 8192), .invalidURL, ""),
        ("http://ada:secret@a.example/b?c=d#e", .invalidURL, "http://a.example/b"),
        ("http://ada@a.example/", .invalidURL, "http://a.example/"),
        ("http://@a.example/", .invalidURL, "http://a.example/"),
        ("http://a.example\\@b.example/", .invalidURL, "http://b.example/"),
        ("file:///etc/passwd", .unsupportedScheme, "file:"), ("ftp://a.example/", .unsupportedScheme, "ftp:"),
        ("gopher://a.example/", .unsupportedScheme, "gopher:"), ("mailto:ada@a.example", .unsupportedScheme, "mailto:"),
        ("JavaScript:alert(1)", .unsupportedScheme, "javascript:"), ("dict://a.example/", .unsupportedScheme, "dict:"),
    ])
    func `is not made of what is no web address`(url: String, reason: FetchError.Reason, shown: String) async throws {
        await #expect(throws: FetchError(reason, url: shown)) {
            try await Fetcher.test(.publicOnly).fetch(FetchRequest(url))
        }
    }

    @Test func `fails by name when the name is unknown`() async throws {
        // A host name of only a dot-separated label over its length is refused before any name server is asked.
        let label = String(repeating: "x", count: 64)
        let fetcher = Fetcher.test()

        #expect(try await fetcher.failure(FetchRequest("http://\(label).invalid/")) == .notResolved)
    }

    @Test(arguments: FetchError.Reason.allCases)
    func `fails with a sentence that shows neither query nor user`(reason: FetchError.Reason) throws {
        let url = try WebURL("https://a.example/b?token=secret#x")

        let text = FetchError(reason, url: url.shown).description

        #expect(text.contains("https://a.example/b"))
        #expect(!text.contains("secret"))
        #expect(text.hasSuffix("."))
        #expect(FetchError(reason, url: "").description.contains("he address"))
    }
}
