import Compression
import HTTPTypes
import Hummingbird
import IndieWeb
import NIOCore
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
        let time = Counter()
        try await TestSite.with(now: { TestSite.start + Int64(time.value) }) { site in
            let token = try await site.token()
            func post(_ form: String) async throws -> String {
                try #require(try await site.postForm(form, token: token).location).path
            }
            /// When those that are in memory were made.
            func made(_ paths: [String]) -> [String: String] {
                let times = paths.map { ($0, site.parts.pages.page(at: $0)?.plain.lastModified(at: .max)) }
                return Dictionary(uniqueKeysWithValues: times).compactMapValues { $0 }
            }
            let old = try await post("content=Old&published=2025-03-01&category=a")
            let middle = try await post("content=Middle&published=2025-04-01&category=b")
            let new = try await post("content=New&published=2025-05-01&category=a&bookmark-of=https://a.example/")
            let paths = [
                "/", "/feed.atom", "/tags", "/tags/a", "/tags/b", "/tags/b/feed.json", "/notes", "/bookmarks", "/2025",
                "/2025/04", "/2025/05", old, middle, new,
            ]
            time.increase()
            for path in paths { #expect(try await site.send("GET", path).status == 200, "\(path)") }
            let before = made(paths)
            #expect(before.count == paths.count)

            time.increase()
            _ = try await post("content=Late&published=2025-05-02&category=b")

            // Beside it stands the newest so far. What it is in was asked for again, by this test, so it may be there: anew.
            let after = made(paths)
            #expect(paths.filter { after[$0] == before[$0] } == ["/tags/a", "/bookmarks", old, middle])
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
        let rendered = Counter()
        let (gate, opener) = AsyncStream.makeStream(of: Void.self)
        let answers = try await withThrowingTaskGroup(of: String?.self) { group in
            for number in 0..<20 {
                group.addTask {
                    let response = try await pages.response(to: Self.request()) {
                        rendered.increase()
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
        #expect(rendered.value == 1)
    }

    @Test func `the part of a page that shows an entry is rendered once for each change of the entry`() async throws {
        let pages = PageCache(capacityBytes: 1 << 20, now: { 0 })
        let made = Counter()
        func show(_ changing: Bool = false) async -> String {
            await pages.withParts { parts in
                if changing { await pages.renew([.entry(Self.entry.id)]) }
                return parts.part("listed", of: Self.entry) { "\(made.increase())" }
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
        let pages = PageCache(capacityBytes: 1 << 20, mostRenewal: .seconds(86_400), now: { 0 })
        let (asked, asking) = AsyncStream.makeStream(of: Void.self)
        let (gate, opener) = AsyncStream.makeStream(of: Void.self)
        let made = Counter()
        func read() async throws -> Response {
            try await pages.response(to: Self.request([.acceptEncoding: "gzip"])) {
                let number = made.increase()
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
        #expect(made.value == 2)
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
        for (mostRenewal, breaks) in [(Duration.zero, false), (.seconds(86_400), true)] {
            let made = Counter()
            let pages = PageCache(capacityBytes: 1 << 20, mostRenewal: mostRenewal, now: { 0 })
            func read() async throws {
                _ = try await pages.response(to: Self.request()) {
                    let number = made.increase()
                    if breaks, number == 2 { throw Broken() }
                    return RenderedPage("page".utf8, mediaType: "text/plain", about: [.entry(1)])
                }
            }
            try await read()
            try await read()
            await pages.renew([.entry(1)])
            #expect(pages.page(at: "/") == nil)
            #expect(made.value == (breaks ? 2 : 1))
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
}
