import Compression
import HTTPTypes
import Hummingbird
import IndieWeb
import NIOCore
import Synchronization
import Testing

@testable import Martlet

@Suite struct `Pages in memory` {
    private static func request(_ headers: HTTPFields = [:]) -> Request {
        Request(
            head: HTTPRequest(
                method: .get, scheme: "http", authority: "site.example", path: "/", headerFields: headers),
            body: .init(buffer: .init()))
    }

    /// Which of some paths are in memory.
    private static func kept(_ paths: [String], _ site: TestSite) -> [String] {
        paths.filter { site.parts.pages.page(at: $0) != nil }
    }

    @Test func `a new post takes what it is in or beside, and leaves all other pages`() async throws {
        try await TestSite.with { site in
            let token = try await site.token()
            func post(_ form: String) async throws -> String {
                try #require(try await site.postForm(form, token: token).location).path
            }
            let old = try await post("content=Old&published=2025-03-01&category=a")
            let middle = try await post("content=Middle&published=2025-04-01&category=b")
            let new = try await post("content=New&published=2025-05-01&category=a&bookmark-of=https://a.example/")
            let paths = [
                "/", "/feed.atom", "/tags", "/tags/a", "/tags/b", "/tags/b/feed.json", "/notes", "/bookmarks", "/2025",
                "/2025/04", "/2025/05", old, middle, new,
            ]
            for path in paths { #expect(try await site.send("GET", path).status == 200, "\(path)") }

            _ = try await post("content=Late&published=2025-05-02&category=b")

            // Beside it stands the newest so far. Nobody has asked for any of them again, so none was made anew.
            #expect(Self.kept(paths, site) == ["/tags/a", "/bookmarks", old, middle])
        }
    }

    @Test func `a change of the text takes the pages that show the post, and no list that doesn't`() async throws {
        try await TestSite.with(settings: ["MARTLET_PAGE_SIZE": "1"]) { site in
            let token = try await site.token("create update")
            let old = try #require(
                try await site.postForm("content=Old&published=2025-03-01", token: token).location)
            let new = try #require(try await site.postForm("content=New&published=2025-04-01", token: token).location)
            let paths = ["/", "/feed.atom", "/2025/03", "/2025/04", "/tags", new.path]
            for path in paths + [old.path] { try await site.send("GET", path) }
            let change = #"{"action":"update","url":"\#(old)","replace":{"content":["Other words"]}}"#
            #expect(try await site.postJSON(change, token: token).status == 204)
            let kept = Self.kept(paths + [old.path], site)
            #expect(!kept.contains(old.path) && !kept.contains("/2025/03"))
            #expect(Set(["/", "/feed.atom", "/tags"]).isSubset(of: kept))
            #expect(try await site.send("GET", old.path).text.contains("Other words"))
        }
    }

    @Test func `drafts, uploads and tokens take nothing`() async throws {
        try await TestSite.with { site in
            let token = try await site.token("create media")
            try await site.postForm("content=One", token: token)
            let paths = ["/", "/feed.rss", "/tags"]
            for path in paths { try await site.send("GET", path) }
            #expect(try await site.postForm("content=Two&post-status=draft", token: token).status == 201)
            let upload = Multipart.Part.file("file", Pictures.png, filename: "a.png", type: "image/png")
            #expect(try await site.postMultipart([upload], to: "/media", token: token).status == 201)
            #expect(Self.kept(paths, site) == paths)
        }
    }

    @Test func `many who ask for the same cold page have it rendered once`() async throws {
        let pages = PageCache(capacityBytes: 1 << 20, now: { 0 })
        let rendered = Count()
        let (gate, opener) = AsyncStream.makeStream(of: Void.self)
        let answers = try await withThrowingTaskGroup(of: String?.self) { group in
            for number in 0..<20 {
                group.addTask {
                    let response = try await pages.response(to: Self.request()) {
                        rendered.value.withLock { $0 += 1 }
                        for await _ in gate { break }
                        return RenderedPage("page".utf8, mediaType: "text/plain")
                    }
                    return response.headers[.eTag] ?? "\(number)"
                }
            }
            // All others wait, or come when it is done.
            opener.yield()
            return try await group.reduce(into: Set<String?>()) { $0.insert($1) }
        }
        #expect(answers.count == 1)
        #expect(rendered.value.withLock { $0 } == 1)
    }

    @Test func `the part of a page that shows an entry is rendered once for each change of the entry`() async throws {
        let pages = PageCache(capacityBytes: 1 << 20, now: { 0 })
        let made = Count()
        func show(_ changing: Bool = false) async -> String {
            await pages.withParts { parts in
                if changing { await pages.renew([.entry(Self.entry.id)]) }
                return parts.part("listed", of: Self.entry) {
                    made.value.withLock { value in
                        value += 1
                        return "\(value)"
                    }
                }
            }
        }

        #expect(await show() == "1")
        #expect(await show() == "1")
        await pages.renew([.list("/"), .entry(Self.entry.id + 1)])
        #expect(await show() == "1")
        await pages.renew([.entry(Self.entry.id)])
        #expect(await show(true) == "2")
        #expect(await show() == "3", "what changed while it was rendered is not kept")
        pages.invalidateAll()
        #expect(await show() == "4")
    }

    private static let entry = Entry(
        id: 7, slug: "x", path: "/notes/x", postType: .note, item: Mf2Item(type: ["h-entry"], properties: [:]),
        published: PostDate(secondsSince1970: 0, offsetSeconds: 0), updatedAt: 0, deletedAt: nil)

    @Test func `a query that a page doesn't read makes no other page of it`() async throws {
        try await TestSite.with { site in
            try await site.postForm("content=Hello&category=a", token: try await site.token())
            for path in ["/", "/tags/a", "/feed.json", "/tags", "/archive", "/about"] {
                let plain = try await site.send("GET", path)
                let other = try await site.send("GET", path + "?utm_source=x&y")
                #expect(other["etag"] == plain["etag"] && other["cache-control"] == plain["cache-control"], "\(path)")
                #expect(site.parts.pages.page(at: path + "?utm_source=x&y") == nil)
            }
            let later = try await site.send("GET", "/?utm_source=x&before=1-1")
            #expect(later.text.contains("Hello") == false)
        }
    }

    @Test func `readers get a page as it was until the change that has overtaken it is answered, and never after`()
        async throws
    {
        let pages = PageCache(capacityBytes: 1 << 20, mostRenewal: .seconds(60), now: { 0 })
        let (asked, asking) = AsyncStream.makeStream(of: Void.self)
        let (gate, opener) = AsyncStream.makeStream(of: Void.self)
        let made = Count()
        func read() async throws -> Response {
            try await pages.response(to: Self.request([.acceptEncoding: "gzip"])) {
                let number = made.value.withLock { value in
                    value += 1
                    return value
                }
                if number > 1 {
                    asking.yield()
                    for await _ in gate { break }
                }
                return RenderedPage(
                    String(repeating: "\(number)", count: 1000).utf8, mediaType: "text/plain", about: [.entry(1)])
            }
        }
        let first = try await read()
        #expect(try await read().headers[.eTag] == first.headers[.eTag])

        async let change: Void = pages.renew([.entry(1)])
        for await _ in asked { break }
        #expect(try await read().headers[.eTag] == first.headers[.eTag])
        // Somebody wants the same change: it is there already, and its answer says so.
        await pages.renew([])
        #expect(pages.page(at: "/") == nil)
        opener.yield()
        await change
        let page = try #require(pages.page(at: "/"))
        #expect(String(buffer: page.plain.body).hasPrefix("2"))
        #expect(page.representation(.gzip)?.headers[.contentEncoding] == "gzip", "made before anybody asks again")
        #expect(made.value.withLock { $0 } == 2)
    }

    @Test func `whoever has posted sees it at once, however many read meanwhile`() async throws {
        try await TestSite.with { site in
            let token = try await site.token()
            let seen = try await withThrowingTaskGroup(of: Void.self) { group in
                for _ in 0..<4 {
                    group.addTask {
                        while !Task.isCancelled { _ = try? await Wire(port: site.port).ask("GET", "/") }
                    }
                }
                var seen: [Bool] = []
                for number in 0..<20 {
                    try await site.postForm("content=Number+\(number)+is+out", token: token)
                    let home = try await Wire(port: site.port).ask("GET", "/")
                    seen.append(home.text.contains("Number \(number) is out"))
                }
                group.cancelAll()
                return seen
            }
            #expect(seen == Array(repeating: true, count: 20))
        }
    }

    @Test func `what takes too long, or fails, is rendered when somebody asks again`() async throws {
        struct Broken: Error {}
        let made = Count()
        for (mostRenewal, breaks) in [(Duration.zero, false), (.seconds(60), true)] {
            let pages = PageCache(capacityBytes: 1 << 20, mostRenewal: mostRenewal, now: { 0 })
            func read() async throws {
                _ = try await pages.response(to: Self.request()) {
                    let number = made.value.withLock { value in
                        value += 1
                        return value
                    }
                    if breaks, number == 2 { throw Broken() }
                    return RenderedPage("page".utf8, mediaType: "text/plain", about: [.entry(1)])
                }
            }
            made.value.withLock { $0 = 0 }
            try await read()
            try await read()
            await pages.renew([.entry(1)])
            #expect(pages.page(at: "/") == nil)
            #expect(made.value.withLock { $0 } == (breaks ? 2 : 1))
            try await read()
            #expect(pages.page(at: "/") != nil)
        }
    }

    @Test func `an error reaches all who wait, and the next one tries again`() async throws {
        struct Broken: Error {}
        let pages = PageCache(capacityBytes: 1 << 20, now: { 0 })
        await #expect(throws: Broken.self) {
            _ = try await pages.response(to: Self.request()) { throw Broken() }
        }
        let response = try await pages.response(to: Self.request()) { RenderedPage("x".utf8, mediaType: "text/plain") }
        #expect(response.status == .ok)
    }

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
        let time = Count()
        try await TestSite.with(now: { TestSite.start + Int64(time.value.withLock { $0 }) }) { site in
            let token = try await site.token()
            try await site.postForm("content=Hello", token: token)
            try await site.send("GET", "/")
            time.value.withLock { $0 += 1 }
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
        let time = Count()
        try await TestSite.with(now: { TestSite.start + Int64(time.value.withLock { $0 }) }) { site in
            let young = try await site.send("GET", "/feed.atom")
            #expect(young["last-modified"] == nil)
            time.value.withLock { $0 += 1 }
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

    private final class Count: Sendable {
        let value = Mutex(0)
    }
}
