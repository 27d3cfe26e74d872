import Testing

@testable import Fetch

@Suite struct `Redirects` {
    /// A server that leads from `/start/here` to `location`, in which `HOST` stands for itself, and that says of all
    /// else which path it was asked for.
    private func server(to location: String, status: String = "302 Found") throws -> LoopbackServer {
        try LoopbackServer { request, connection in
            let target = request.line.split(separator: " ")[1]
            if target == "/start/here" {
                let location = location.replacing("HOST", with: request["Host"] ?? "")
                connection.answer(status, ["Location: \(location)"], body: "elsewhere")
            } else {
                connection.answer(body: "\(target)")
            }
        }
    }

    @Test(arguments: [
        ("/a/b?c=d#e", "/a/b?c=d"), ("there", "/start/there"), ("../up", "/up"), ("?q", "/start/here?q"),
        ("/a/../../b", "/b"), ("/with blank", "/with%20blank"), ("/ä", "/%c3%a4"),
        ("http://HOST/a b/ü", "/a%20b/%c3%bc"), ("//HOST/x", "/x"), (" /x ", "/x"),
    ])
    func `lead to what Location says, relative to the URL that was asked`(location: String, target: String) async throws
    {
        let server = try server(to: location)

        let response = try await Fetcher.test().fetch(FetchRequest(server.url("/start/here#x"), redirects: 1))

        #expect(response.status == 200)
        #expect(response.text.lowercased() == target)
        #expect(response.url.lowercased() == server.url(target))
        #expect(response.visited == [server.url("/start/here"), response.url])
    }

    @Test(arguments: [
        "301 Moved Permanently", "302 Found", "303 See Other", "307 Temporary Redirect", "308 Permanent Redirect",
    ])
    func `are followed for each status that redirects`(status: String) async throws {
        let server = try server(to: "/there", status: status)

        #expect(try await Fetcher.test().fetch(FetchRequest(server.url("/start/here"), redirects: 1)).text == "/there")
    }

    @Test(arguments: ["300 Multiple Choices", "304 Not Modified", "201 Created"])
    func `are not seen in answers of other statuses`(status: String) async throws {
        let server = try server(to: "/there", status: status)

        let response = try await Fetcher.test().fetch(FetchRequest(server.url("/start/here"), redirects: 1))
        #expect(response.visited.count == 1)
    }

    @Test func `are returned as they are when none may be followed`() async throws {
        let server = try server(to: "file:///etc/passwd")

        let response = try await Fetcher.test().fetch(FetchRequest(server.url("/start/here")))

        #expect(response.status == 302)
        #expect(response["Location"] == "file:///etc/passwd")
        #expect(response.text == "elsewhere")
        #expect(server.requests.count == 1)
    }

    @Test func `are returned as they are when they say not where to`() async throws {
        let server = try LoopbackServer { _, connection in connection.answer("302 Found", body: "lost") }

        #expect(try await Fetcher.test().fetch(FetchRequest(server.url(), redirects: 5)).text == "lost")
    }

    @Test(arguments: [
        ("file:///etc/passwd", FetchError.Reason.unsupportedScheme), ("ftp://127.0.0.1/x", .unsupportedScheme),
        ("gopher://127.0.0.1:70/_x", .unsupportedScheme), ("javascript:alert(1)", .unsupportedScheme),
        ("FILE:/etc/passwd", .unsupportedScheme), ("data:text/plain,x", .unsupportedScheme),
        ("http://ada:secret@127.0.0.1/", .invalidURL), ("//ada@127.0.0.1/", .invalidURL),
        ("http://", .invalidURL), ("http://a b/", .invalidURL), ("http://a.example:99999/", .invalidURL),
    ])
    func `fail when they lead to what can't be asked`(location: String, reason: FetchError.Reason) async throws {
        let server = try server(to: location)

        #expect(try await Fetcher.test().failure(FetchRequest(server.url("/start/here"), redirects: 5)) == reason)
        #expect(server.requests.count == 1)
    }

    @Test func `fail when there are more than allowed, and not when there are as many`() async throws {
        let server = try LoopbackServer { request, connection in
            let number = Int(request.line.split(separator: " ")[1].dropFirst()) ?? 0
            connection.answer(number == 3 ? "200 OK" : "302 Found", ["Location: /\(number + 1)"])
        }

        #expect(try await Fetcher.test().failure(FetchRequest(server.url("/0"), redirects: 2)) == .tooManyRedirects)
        #expect(server.requests.count == 3)
        let response = try await Fetcher.test().fetch(FetchRequest(server.url("/0"), redirects: 3))
        #expect(response.visited == (0...3).map { server.url("/\($0)") })
    }

    @Test func `fail when they lead in a circle`() async throws {
        let server = try LoopbackServer { _, connection in connection.answer("302 Found", ["Location: /"]) }

        #expect(try await Fetcher.test().failure(FetchRequest(server.url(), redirects: 5)) == .tooManyRedirects)
        #expect(server.requests.count == 6)
    }

    @Test func `end with the time of the whole fetch`() async throws {
        let server = try LoopbackServer { _, connection in
            connection.waitForClose(milliseconds: 50)
            connection.answer("302 Found", ["Location: /"])
        }
        let request = FetchRequest(server.url(), redirects: 1000, limits: FetchLimits(seconds: 0.3))

        #expect(try await Fetcher.test(patience: 1).failure(request) == .timedOut)
    }

    @Test func `leave to the next answer only the time that is left`() async throws {
        let server = try LoopbackServer { request, connection in
            let isFirst = request.line.hasPrefix("GET / ")
            connection.waitForClose(milliseconds: 200)
            connection.answer(isFirst ? "302 Found" : "200 OK", ["Location: /there"])
        }
        let request = FetchRequest(server.url(), redirects: 1, limits: FetchLimits(seconds: 0.3))

        #expect(try await Fetcher.test(patience: 1).failure(request) == .timedOut)
    }

    @Test func `end as soon as the head is there, though the body drips`() async throws {
        let server = try LoopbackServer { request, connection in
            guard request.line.hasPrefix("GET / ") else { return connection.answer(body: "there") }
            connection.send("HTTP/1.1 302 Found\r\nLocation: /there\r\nContent-Length: 1000000\r\n\r\n")
            connection.waitForClose()
        }

        #expect(try await Fetcher.test().fetch(FetchRequest(server.url(), redirects: 1)).text == "there")
    }

    @Test(arguments: ["302 Found", "307 Temporary Redirect", "308 Permanent Redirect"])
    func `are never followed with a body`(status: String) async throws {
        let server = try server(to: "/there", status: status)
        let post = FetchRequest.Method.post(body: Array("code=secret".utf8), mediaType: "text/plain")

        let request = FetchRequest(server.url("/start/here"), method: post, redirects: 5)
        let response = try await Fetcher.test().fetch(request)

        #expect(response.status / 100 == 3)
        #expect(response.text == "elsewhere")
        #expect(server.requests.count == 1)
    }

    @Test func `are followed by HEAD with HEAD`() async throws {
        let server = try server(to: "/there")

        let response = try await Fetcher.test().fetch(
            FetchRequest(server.url("/start/here"), method: .head, redirects: 1))

        #expect(server.requests.map(\.line) == ["HEAD /start/here HTTP/1.1", "HEAD /there HTTP/1.1"])
        #expect(response.body.isEmpty)
        #expect(response["content-length"] == "6")
    }
}
