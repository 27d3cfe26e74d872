import Foundation
import HTTPTypes
import Testing

@testable import Martlet

@Suite struct `HTTP basics` {
    @Test func `HEAD is answered for every GET, and any other method with 405 and Allow`() async throws {
        try await TestSite.with { site in
            for (path, routes) in Dictionary(grouping: RouteTable.site.routes, by: \.path) {
                let example = path.replacing(/\{[a-z]+\}/, with: "x")
                let methods = routes.map(\.method.rawValue)
                if methods.contains("GET") {
                    let get = try await site.send("GET", example)
                    let head = try await site.send("HEAD", example)
                    #expect(head.status == get.status, "\(path)")
                    #expect(head.body.isEmpty)
                }
                let asksBefore = routes.contains { $0.audience == .client } ? ["OPTIONS"] : []
                for method in ["PUT", "DELETE", "PATCH", "OPTIONS", "POST", "GET"]
                where !(methods + asksBefore).contains(method) {
                    let answer = try await site.send(method, example)
                    #expect(answer.status == 405, "\(method) \(path)")
                    #expect(answer["allow"]?.contains(methods[0]) == true)
                }
            }
        }
    }

    @Test(arguments: ["/notes/a%00b", "/notes/a%0Ab", "/notes/a%7f", "/notes/%zz", "/notes/%4", "/%1f"])
    func `400 for control characters and broken escapes in a path`(path: String) async throws {
        try await TestSite.with { site in
            let answer = try await site.send("GET", path)
            #expect(answer.status == 400)
        }
    }

    @Test(arguments: [
        ("/notes/x/", "/notes/x"), ("//notes//x", "/notes/x"), ("/?a=1", nil), ("//", "/"),
        ("//evil.example/x", "/evil.example/x"), ("/tags/%73oft%20ware?q=%61", "/tags/soft%20ware?q=%61"),
        ("/a%2e%2e", nil),
        ("/tags/%C3%BC%2F", nil), ("/notes/x/?q=/", "/notes/x?q=/"),
    ])
    func `an untidy path is sent to the tidy one on this site`(path: String, target: String?) {
        #expect(RequestPath.check(path) == target.map { .redirect($0) } ?? .fine)
    }

    @Test func `every answer carries the security headers, errors too`() async throws {
        try await TestSite.with { site in
            for path in ["/", "/nowhere", "/feed.atom", "/micropub", "/static/style.css", "/notes/%00", "/healthz"] {
                let answer = try await site.send("GET", path)
                #expect(answer["content-security-policy"]?.contains("default-src 'none'") == true, "\(path)")
                #expect(answer["x-content-type-options"] == "nosniff")
                #expect(answer["x-frame-options"] == "DENY")
                #expect(answer["referrer-policy"] != nil)
            }
        }
    }

    @Test func `100 Continue comes before the body, and only when it is wanted`() async throws {
        try await TestSite.with { site in
            let token = try await site.token()
            let body = Array("content=waited".utf8)
            func head(_ token: String) -> [UInt8] {
                Array(
                    """
                    POST /micropub HTTP/1.1\r\nHost: x\r\nConnection: close\r\nExpect: 100-continue\r
                    Authorization: Bearer \(token)\r\nContent-Type: application/x-www-form-urlencoded\r
                    Content-Length: \(body.count)\r\n\r\n
                    """.utf8)
            }

            let accepted = try await Wire(port: site.port).exchange([head(token), body], awaiting: "100 Continue")
            let refused = try await Wire(port: site.port).exchange([head("wrong")])

            #expect(String(decoding: accepted, as: UTF8.self).hasPrefix("HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 201 "))
            #expect(String(decoding: refused, as: UTF8.self).hasPrefix("HTTP/1.1 401 "))
        }
    }

    @Test func `an upload that was refused early is not read to its end`() async throws {
        try await TestSite.with { site in
            let head = """
                POST /micropub HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer wrong\r
                Content-Type: multipart/form-data; boundary=x\r\nContent-Length: 500000000\r\n\r\n
                """
            // No more than this is taken: the rest of the promised body never comes, and the server must still end.
            let some = [UInt8](repeating: 120, count: 4_000_000)
            let answer = try await Wire(port: site.port).exchange([Array(head.utf8), some])
            let text = String(decoding: answer, as: UTF8.self)

            #expect(text.hasPrefix("HTTP/1.1 401 "))
            #expect(text.lowercased().contains("connection: close"))
        }
    }

    @Test(arguments: ["Bad Header: x\r\n", "", "Host: b\r\nHost: a\r\n", "Content-Length: 1\r\nContent-Length: 2\r\n"])
    func `400 for a head that HTTP doesn't allow`(headers: String) async throws {
        try await TestSite.with { site in
            let host = headers.isEmpty || headers.contains("Host") ? "" : "Host: a\r\n"
            let head = "GET / HTTP/1.1\r\n\(host)\(headers)\r\n"
            let answer = try await Wire(port: site.port).exchange([Array(head.utf8)])
            #expect(String(decoding: answer, as: UTF8.self).hasPrefix("HTTP/1.1 400 "))
        }
    }

    @Test(arguments: [
        "GET /healthz HTTP/1.0\r\n", "GET /healthz HTTP/1.1\r\nHost: a\r\nConnection: Close\r\n",
        "GET /healthz HTTP/1.1\r\nHost: a\r\nConnection: Upgrade, HTTP2-Settings\r\nUpgrade: h2c\r\n",
    ])
    func `a connection that can't go on is closed after its answer`(head: String) async throws {
        try await TestSite.with { site in
            // Reading ends only when the server closes: it has much longer to do so than it may take.
            let answer = try await Wire(port: site.port).exchange([Array((head + "\r\n").utf8)])
            let text = String(decoding: answer, as: UTF8.self)

            #expect(text.contains(" 200 OK\r\n"))
            #expect(text.lowercased().contains("connection: close"))
        }
    }

    @Test func `a connection goes on for the next request otherwise`() async throws {
        try await TestSite.with { site in
            let request = "GET /healthz HTTP/1.1\r\nHost: a\r\n"
            let answer = try await Wire(port: site.port).exchange(
                [Array("\(request)\r\n\(request)Connection: close\r\n\r\n".utf8)])

            #expect(String(decoding: answer, as: UTF8.self).matches(of: /200 OK/).count == 2)
        }
    }

    @Test func `pages from memory and others come in the order of the requests`() async throws {
        try await TestSite.with { site in
            // The second home is in memory by then, the health check never is.
            _ = try await site.send("GET", "/")
            let paths = ["/", "/healthz", "/", "/feed.atom", "/", "/nowhere", "/"]
            let requests = paths.map { "GET \($0) HTTP/1.1\r\nHost: a\r\n\r\n" }.joined()
            let last = "GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n"
            let answer = try await Wire(port: site.port).exchange([Array((requests + last).utf8)])
            let text = String(decoding: answer, as: UTF8.self)

            let types = text.matches(of: /HTTP\/1.1 (\d+)[^\r]*\r\n(?s).*?Content-Type: ([^;\r]+)/)
                .map { "\($0.output.1) \($0.output.2)" }
            let page = "200 text/html"
            #expect(
                types == [
                    page, "200 text/plain", page, "200 application/atom+xml", page, "404 text/html", page, page,
                ])
            #expect(text.matches(of: /(?m)^Date: [A-Z][a-z]{2}, \d\d [A-Z][a-z]{2} \d{4} [\d:]{8} GMT/).count == 8)
        }
    }

    @Test(arguments: [(0, "Thu, 01 Jan 1970 00:00:00 GMT"), (784_111_777, "Sun, 06 Nov 1994 08:49:37 GMT")])
    func `the Date header reads as RFC 9110 says`(time: Int64, text: String) {
        #expect(HTTPDate.text(at: time) == text)
    }

    @Test func `501 for a method that nobody knows`() async throws {
        try await TestSite.with { site in
            let answer = try await site.send("PROPFIND", "/")
            #expect(answer.status == 501)
        }
    }

    @Test(arguments: ["", "--x\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\nb\r\n--x--\r\n"])
    func `413 for a multipart body that never comes to its parts, or never ends behind them`(start: String) async throws
    {
        try await TestSite.with { site in
            let head = """
                POST /media HTTP/1.1\r\nHost: x\r\nContent-Type: multipart/form-data; boundary=x\r
                Content-Length: 500000000\r\n\r\n\(start)
                """
            let chatter = [UInt8](repeating: 120, count: 6_000_000)
            let answer = try await Wire(port: site.port).exchange([Array(head.utf8), chatter])

            #expect(String(decoding: answer, as: UTF8.self).hasPrefix("HTTP/1.1 413 "))
        }
    }

    @Test func `healthz says ok`() async throws {
        try await TestSite.with { site in
            let answer = try await site.send("GET", "/healthz")
            #expect(answer.status == 200)
            #expect(answer.text == "ok\n")
        }
    }

    @Test func `readyz says ready`() async throws {
        try await TestSite.with { site in
            let answer = try await site.send("GET", "/readyz")
            #expect(answer.status == 200)
            #expect(answer["content-type"] == "application/json")
            #expect(answer["cache-control"] == "no-store")
            #expect(answer.text == #"{"status":"ready"}"#)
        }
    }

    @Test func `error pages show a status and a sentence, and an endpoint's are JSON`() async throws {
        try await TestSite.with { site in
            let missing = try await site.send("GET", "/nowhere")
            let wrongMethod = try await site.send("PUT", "/micropub")

            #expect(missing.status == 404)
            #expect(missing["content-type"] == "text/html; charset=utf-8")
            #expect(missing.text.contains("404"))
            #expect(wrongMethod.errorCode == "invalid_request")
        }
    }
}
