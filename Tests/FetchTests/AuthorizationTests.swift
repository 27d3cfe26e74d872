import Testing

@testable import Fetch

@Suite struct `An authorization` {
    @Test func `goes with redirects of the same origin`() async throws {
        let server = try LoopbackServer { request, connection in
            let isFirst = request.line.hasPrefix("GET / ")
            connection.answer(isFirst ? "302 Found" : "200 OK", ["Location: /there"])
        }
        var request = FetchRequest(server.url(), redirects: 1)
        request.authorization = "Bearer abc"

        _ = try await Fetcher.test().fetch(request)

        #expect(server.requests.map { $0["Authorization"] } == ["Bearer abc", "Bearer abc"])
    }

    @Test func `stays behind when a redirect leaves the origin, and is not sent after a return`() async throws {
        let away = try LoopbackServer { request, connection in
            // The way back stands in the query.
            let back = request.line.split(separator: " ")[1].dropFirst(2)
            connection.answer("302 Found", ["Location: http://\(back)"])
        }
        let server = try LoopbackServer { request, connection in
            let isFirst = request.line.hasPrefix("GET / ")
            let back = "/?\(request["Host"] ?? "")/back"
            connection.answer(isFirst ? "302 Found" : "200 OK", ["Location: \(away.url(back))"])
        }
        var request = FetchRequest(server.url(), redirects: 2)
        request.authorization = "Bearer abc"

        let response = try await Fetcher.test().fetch(request)

        #expect(response.visited == [server.url(), away.url("/?\(server.authority)/back"), server.url("/back")])
        #expect(server.requests.map { $0["Authorization"] } == ["Bearer abc", nil])
        #expect(away.requests.map { $0["Authorization"] } == [nil])
    }

    @Test(arguments: [
        ("https://a.example/x", "https://a.example/y", true), ("https://a.example/x", "https://A.EXAMPLE:443/y", true),
        ("https://a.example/x", "https://a.example:8443/", false), ("https://a.example/x", "https://b.example/", false),
        ("https://a.example/x", "https://www.a.example/", false), ("http://a.example/x", "https://a.example/", false),
    ])
    func `stays with scheme, host and port`(from: String, to: String, stays: Bool) throws {
        var request = FetchRequest(from, redirects: 1)
        request.authorization = "Bearer abc"
        var chain = try RedirectChain(request)

        let target = try #require(try chain.target(of: head("302", "Location: \(to)")))
        chain.follow(target)

        #expect(chain.authorization == (stays ? "Bearer abc" : nil))
    }

    @Test func `ends the chain before a redirect from https to http`() throws {
        var request = FetchRequest("https://a.example/", redirects: 5)
        let head = head("302", "Location: http://a.example/x")

        #expect(try RedirectChain(request).target(of: head)?.text == "http://a.example/x")
        request.authorization = "Bearer abc"
        #expect(try RedirectChain(request).target(of: head) == nil)
        #expect(try RedirectChain(request).wantsBody(of: head))
    }

    private func head(_ status: String, _ headers: String...) -> AnswerHead {
        var head = AnswerHead()
        for line in ["HTTP/1.1 \(status) Some words"] + headers + [""] {
            Array((line + "\r\n").utf8).withUnsafeBytes { head.take($0) }
        }
        return head
    }
}
