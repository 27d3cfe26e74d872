import Testing

@testable import Fetch

@Suite struct `An answer` {
    @Test(arguments: [200, 204, 401, 404, 410, 500, 503])
    func `is returned whatever its status`(status: Int) async throws {
        let server = try LoopbackServer { _, connection in connection.answer("\(status) Words") }

        #expect(try await Fetcher.test().fetch(FetchRequest(server.url())).status == status)
    }

    @Test func `has its headers in order, with names in lower case`() async throws {
        let server = try LoopbackServer { _, connection in
            let type = "Content-Type: text/html; charset=ISO-8859-1"
            connection.answer("200 OK", [type, "LINK: <a>; rel=x", "Link:  <b> ", "X-Folded: a", "\t b"])
        }

        let response = try await Fetcher.test().fetch(FetchRequest(server.url()))

        #expect(response["CONTENT-type"] == "text/html; charset=ISO-8859-1")
        #expect(response.values("Link") == ["<a>; rel=x", "<b>"])
        #expect(response["x-folded"] == "a b")
        #expect(response["x-missing"] == nil)
        #expect(response.headers.map(\.name) == ["content-type", "link", "link", "x-folded", "content-length"])
    }

    @Test func `has neither headers of interim answers nor trailers`() async throws {
        let server = try LoopbackServer(
            sending: "HTTP/1.1 103 Early Hints\r\nX-Early: 1\r\n\r\nHTTP/1.1 200 OK\r\nX-Late: 1\r\n"
                + "Transfer-Encoding: chunked\r\n\r\n2\r\nHi\r\n0\r\nX-Trailer: 1\r\n\r\n")

        let response = try await Fetcher.test().fetch(FetchRequest(server.url()))

        #expect(response.headers.map(\.name) == ["x-late", "transfer-encoding"])
        #expect(response.text == "Hi")
    }

    @Test(arguments: [
        ("Content-Length: 2\r\n", "Hi there"), ("", "Hi"),
        ("Transfer-Encoding: chunked\r\n", "1\r\nH\r\n1\r\ni\r\n0\r\n\r\n"),
        ("Content-Encoding: identity\r\n", "Hi"),
    ])
    func `ends where its length says, or with the connection`(header: String, body: String) async throws {
        let server = try LoopbackServer(sending: "HTTP/1.1 200 OK\r\n\(header)\r\n\(body)")

        let response = try await Fetcher.test().fetch(FetchRequest(server.url()))

        #expect(response.text == "Hi")
        #expect(!response.isCut)
    }

    @Test func `is decompressed`() async throws {
        let server = try LoopbackServer { _, connection in
            connection.send("HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n\r\n")
            connection.send(Gzip.stored(Array("Good morning".utf8)))
        }

        #expect(try await Fetcher.test().fetch(FetchRequest(server.url())).text == "Good morning")
    }

    @Test func `is known by the URL after the route and not by the server`() async throws {
        let server = try LoopbackServer { request, connection in connection.answer(body: request["Host"] ?? "") }
        let fetcher = Fetcher.test(routes: ["ada.example:80": server.authority])

        let response = try await fetcher.fetch(FetchRequest("http://ada.example"))

        #expect(response.text == "ada.example")
        #expect(response.url == "http://ada.example/")
    }

    @Test(arguments: ["http://bücher.example/", "http://BÜCHER.example/", "http://xn--bcher-kva.example/"])
    func `comes from a host with letters outside ASCII`(url: String) async throws {
        let server = try LoopbackServer { request, connection in connection.answer(body: request["Host"] ?? "") }
        let fetcher = Fetcher.test(routes: ["xn--bcher-kva.example:80": server.authority])

        #expect(try await fetcher.fetch(FetchRequest(url)).text == "xn--bcher-kva.example")
    }

    @Test(arguments: [
        "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nHi",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nHi",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nxyz\r\nHi\r\n",
        "HTTP/1.1 200 OK\r\nContent-Length: -1\r\n\r\nHi",
        "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n\r\nnot compressed at all",
        "HTTP/1.1 200 OK\r\nContent-Encoding: gzip, gzip\r\n\r\nx",
        "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Encoding: deflate\r\n\r\nx",
        "HTTP/1.1 200 OK\r\nContent-Encoding: zstd\r\n\r\nx",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: gzip, chunked\r\n\r\n1\r\nx\r\n0\r\n\r\n",
        "HTTP/1.1 101 Switching Protocols\r\n\r\nHi",
        "HTTP/1.1 200 OK\r\nX: a",
        "<p>No head at all", "SSH-2.0-OpenSSH_9.2\r\n", "220 mail.example ESMTP\r\n", "",
    ])
    func `is refused when it is cut off, in a coding not asked for, or not HTTP`(answer: String) async throws {
        let server = try LoopbackServer(sending: answer)

        #expect(try await Fetcher.test().failure(FetchRequest(server.url())) == .badAnswer)
    }

    @Test func `is refused as insecure when it is not TLS`() async throws {
        let server = try LoopbackServer(greeting: "HTTP/1.1 400 Bad Request\r\n\r\n")

        #expect(try await Fetcher.test().failure(FetchRequest("https://\(server.authority)/")) == .tls)
    }
}
