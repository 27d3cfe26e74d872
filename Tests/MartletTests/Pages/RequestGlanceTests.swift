import NIOCore
import Testing

@testable import Martlet

@Suite struct `A request at first sight` {
    private static func glance(_ text: String) -> RequestGlance? { RequestGlance(ByteBuffer(string: text)) }

    @Test func `a simple request is understood with what decides its answer`() throws {
        let request = try #require(
            Self.glance(
                "GET /notes/a HTTP/1.1\r\nHost: site.example\r\nACCEPT-encoding:  gzip, br \r\nIf-None-Match: \"x\"\r\n"
                    + "If-Modified-Since: Sat, 21 Nov 2026 07:20:00 GMT\r\nConnection: Keep-Alive\r\nCookie: a=b\r\n\r\n"
            ))
        #expect(!request.isHead)
        #expect(request.path == "/notes/a")
        #expect(request.acceptEncoding.map { String(decoding: $0, as: UTF8.self) } == "gzip, br")
        #expect(request.ifNoneMatch.map { String(decoding: $0, as: UTF8.self) } == "\"x\"")
        #expect(request.ifModifiedSince.map { String(decoding: $0, as: UTF8.self) } == "Sat, 21 Nov 2026 07:20:00 GMT")
    }

    @Test func `HEAD is one too`() {
        #expect(Self.glance("HEAD / HTTP/1.1\r\nHost: a\r\n\r\n")?.isHead == true)
    }

    @Test(arguments: [
        // Not whole, or more than one.
        "", "\r\n\r\n", "GET / HTTP/1.1\r\nHost: a\r\n", "GET / HTTP/1.1\r\nHost: a\r\n\r",
        "GET / HTTP/1.1\r\nHost: a\r\n\r\nGET / HTTP/1.1\r\nHost: a\r\n\r\n",
        "GET / HTTP/1.1\r\n\r\n\r\nHost: a\r\n\r\n", "\r\nGET / HTTP/1.1\r\nHost: a\r\n\r\n",
        // Not a page.
        "POST / HTTP/1.1\r\nHost: a\r\n\r\n", "get / HTTP/1.1\r\nHost: a\r\n\r\n",
        "GET /?a HTTP/1.1\r\nHost: a\r\n\r\n", "GET /#a HTTP/1.1\r\nHost: a\r\n\r\n",
        "GET http://a/ HTTP/1.1\r\nHost: a\r\n\r\n", "GET / HTTP/1.0\r\nHost: a\r\n\r\n",
        "GET  / HTTP/1.1\r\nHost: a\r\n\r\n", "GET / HTTP/1.1 \r\nHost: a\r\n\r\n",
        "GET /\tHTTP/1.1\r\nHost: a\r\n\r\n",
        "GET /\u{0} HTTP/1.1\r\nHost: a\r\n\r\n", "GET /é HTTP/1.1\r\nHost: a\r\n\r\n",
        // Hosts and lines that the real parser has to judge.
        "GET / HTTP/1.1\r\n\r\n", "GET / HTTP/1.1\r\nHost: a\r\nHost: a\r\n\r\n",
        "GET / HTTP/1.1\nHost: a\r\n\r\n", "GET / HTTP/1.1\r\nHost: a\nX: b\r\n\r\n",
        "GET / HTTP/1.1\r\nHost: a\rX: b\r\n\r\n", "GET / HTTP/1.1\r\nHost : a\r\n\r\n",
        "GET / HTTP/1.1\r\nHost: a\r\n X: b\r\n\r\n", "GET / HTTP/1.1\r\nHost: a\r\nX\r\n\r\n",
        "GET / HTTP/1.1\r\nHost: a\r\n: b\r\n\r\n", "GET / HTTP/1.1\r\nHost: a\u{0}\r\n\r\n",
        "GET / HTTP/1.1\r\nHost: a\r\nX[: b\r\n\r\n",
        // Headers that ask for more.
        "GET / HTTP/1.1\r\nHost: a\r\nContent-Length: 0\r\n\r\n",
        "GET / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n",
        "GET / HTTP/1.1\r\nHost: a\r\nexpect: 100-continue\r\n\r\n",
        "GET / HTTP/1.1\r\nHost: a\r\nRange: bytes=0-1\r\n\r\n",
        "GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n",
        "GET / HTTP/1.1\r\nHost: a\r\nConnection: keep-alive, x\r\n\r\n",
        "GET / HTTP/1.1\r\nHost: a\r\nUpgrade: h2c\r\n\r\n",
        "GET / HTTP/1.1\r\nHost: a\r\nProxy-Connection: close\r\n\r\n",
        "GET / HTTP/1.1\r\nHost: a\r\nIf-Match: *\r\n\r\n",
        "GET / HTTP/1.1\r\nHost: a\r\nIf-None-Match: \"a\"\r\nIf-None-Match: \"b\"\r\n\r\n",
    ])
    func `whatever else comes is left to the real parser`(text: String) {
        #expect(Self.glance(text) == nil)
    }

    @Test func `a head of more than four thousand bytes is left to the real parser`() {
        #expect(Self.glance("GET / HTTP/1.1\r\nHost: a\r\nX: \(String(repeating: "x", count: 3900))\r\n\r\n") != nil)
        #expect(Self.glance("GET / HTTP/1.1\r\nHost: a\r\n\(String(repeating: "a:b\r\n", count: 60))\r\n") == nil)
        #expect(Self.glance("GET / HTTP/1.1\r\nHost: a\r\nX: \(String(repeating: "x", count: 4100))\r\n\r\n") == nil)
    }
}
