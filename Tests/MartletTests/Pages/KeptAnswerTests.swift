import Testing

@testable import Martlet

@Suite struct `Answers from memory` {
    @Test func `gzip and brotli for those who can, with tags of their own, and the plain bytes for all others`()
        async throws
    {
        try await TestSite.with { site in
            let token = try await site.token()
            try await site.postForm("content=\(String(repeating: "words+and+words+", count: 200))", token: token)
            var tags: Set<String> = []
            // Cold, and then from memory.
            for round in 1...2 {
                for (accept, coding) in [("gzip, deflate, br", "br"), ("gzip", "gzip"), ("identity", nil)] {
                    let answer = try await Wire(port: site.port).ask(
                        "GET", "/", headers: [("Accept-Encoding", accept)])
                    #expect(answer["content-encoding"] == coding, "\(accept) \(round)")
                    #expect(answer["vary"] == "Accept-Encoding")
                    #expect(answer["content-length"] == String(answer.body.count))
                    let tag = try #require(answer["etag"])
                    tags.insert(tag)
                    let again = try await Wire(port: site.port).ask(
                        "GET", "/", headers: [("Accept-Encoding", accept), ("If-None-Match", tag)])
                    #expect(again.status == 304)
                    #expect(again["etag"] == tag && again["content-length"] == nil && again["cache-control"] != nil)
                }
            }
            #expect(tags.count == 3)
        }
    }

    @Test func `from memory come the same status, headers and bytes as the long way`() async throws {
        let time = Counter()
        try await TestSite.with(now: { TestSite.start + Int64(time.value) }) { site in
            let token = try await site.token()
            try await site.postForm("content=Hello", token: token)
            try await site.send("GET", "/")
            time.increase()
            // The last of one connection goes the long way.
            let long = try await site.send("GET", "/")
            let short = try await Wire(port: site.port).ask("GET", "/")
            #expect(short["last-modified"] != nil)
            #expect(short.status == 200 && long.status == 200)
            #expect(short.body == long.body)
            func headers(_ answer: WireResponse) -> [String] {
                answer.headers.map { "\($0.name): \($0.value)" }
                    .filter { !$0.hasPrefix("date:") && !$0.hasPrefix("connection:") }.sorted()
            }
            #expect(headers(short) == headers(long))
            let head = try await Wire(port: site.port).ask("HEAD", "/")
            #expect(head.status == 200 && head.body.isEmpty)
            #expect(headers(head) == headers(short))
        }
    }

    @Test func `a part of a page is answered as what it is a part of, in its coding`() async throws {
        try await TestSite.with { site in
            try await site.postForm(
                "content=\(String(repeating: "words+and+words+", count: 200))", token: try await site.token())
            for coding in ["identity", "gzip"] {
                func get(_ headers: [(String, String)]) async throws -> WireResponse {
                    try await Wire(port: site.port).ask("GET", "/", headers: headers + [("Accept-Encoding", coding)])
                }
                let whole = try await get([])
                #expect(whole["accept-ranges"] == "bytes")
                let tag = try #require(whole["etag"])
                let part = try await get([("Range", "bytes=10-19"), ("If-Range", tag)])
                #expect(part.status == 206 && part.body == Array(whole.body[10..<20]))
                #expect(part["content-range"] == "bytes 10-19/\(whole.body.count)")
                #expect(part["content-length"] == "10" && part["etag"] == tag)
                let other = try await get([("Range", "bytes=10-19"), ("If-Range", "\"other\"")])
                #expect(other.status == 200 && other.body == whole.body)
                let beyond = try await get([("Range", "bytes=999999-")])
                #expect(beyond.status == 416 && beyond["content-range"] == "bytes */\(whole.body.count)")
                let head = try await Wire(port: site.port).ask("HEAD", "/", headers: [("Range", "bytes=0-9")])
                #expect(head.status == 200)
            }
        }
    }

    @Test func `many requests on one connection are answered in their order, cold ones and kept ones`() async throws {
        try await TestSite.with { site in
            let token = try await site.token()
            try await site.postForm("content=Hello", token: token)
            try await site.send("GET", "/")
            let paths = [
                "/", "/tags", "/", "/nowhere", "/feed.atom", "/?before=9999999999-1", "/", "/tags", "/feed.atom",
            ]
            let answers = try await Wire(port: site.port).converse(paths.map { ("GET", $0, []) })
            for (path, answer) in zip(paths, answers) {
                #expect(answer.status == (path == "/nowhere" ? 404 : 200), "\(path)")
                #expect(answer["content-type"]?.hasPrefix("application/atom") == (path == "/feed.atom"), "\(path)")
            }
            #expect(answers[0].body == answers[6].body)
            #expect(answers[1].body == answers[7].body)
        }
    }

    @Test func `a time that is known is enough where a page has one`() async throws {
        let time = Counter()
        try await TestSite.with(now: { TestSite.start + Int64(time.value) }) { site in
            let young = try await site.send("GET", "/feed.atom")
            #expect(young["last-modified"] == nil)
            time.increase()
            let answer = try await site.send("GET", "/feed.atom")
            let time = try #require(answer["last-modified"])
            let known = [("If-Modified-Since", time)]
            #expect(try await site.send("GET", "/feed.atom", headers: known).status == 304)
            #expect(try await Wire(port: site.port).ask("GET", "/feed.atom", headers: known).status == 304)
            let other = try await site.send(
                "GET", "/feed.atom", headers: [("If-Modified-Since", time), ("If-None-Match", "\"other\"")])
            #expect(other.status == 200)
        }
    }
}
