import Foundation
import GRDB
import IndieWeb
import Testing

@testable import Martlet

@Suite struct `Reading` {
    @Test func `home shows the newest first, in pages that lead on and back`() async throws {
        try await TestSite.with(settings: ["MARTLET_PAGE_SIZE": "2"]) { site in
            try await site.publish(5)

            var titles: [[String]] = []
            var path: String? = "/"
            var backward: [String?] = []
            while let next = path {
                let page = try await site.send("GET", next).text
                titles.append(page.matches(of: /<p>Note (\d)<\/p>/).map { String($0.output.1) })
                path = page.link("next")
                backward.append(page.link("prev"))
            }

            #expect(titles == [["5", "4"], ["3", "2"], ["1"]])
            #expect(backward[0] == nil)
            #expect(backward[1] == "/")
            let back = try await site.send("GET", try #require(backward[2])).text
            #expect(back.contains("<p>Note 3</p>") && back.contains("<p>Note 2</p>"))
        }
    }

    @Test func `the feed leads on and back the same way`() async throws {
        try await TestSite.with(settings: ["MARTLET_PAGE_SIZE": "2"]) { site in
            try await site.publish(3)
            let first = try await site.send("GET", "/feed.atom")
            let next = try #require(
                first.text.firstMatch(of: /rel="next" href="https:\/\/site.example([^"]+)"/)?.output.1)
            let second = try await site.send("GET", String(next))

            #expect(first["content-type"] == "application/atom+xml; charset=utf-8")
            #expect(
                first.text.contains(#"rel="self" type="application/atom+xml" href="https://site.example/feed.atom""#))
            #expect(first.text.matches(of: /<entry>/).count == 2)
            #expect(!first.text.contains("rel=\"previous\""))
            #expect(second.text.matches(of: /<entry>/).count == 1)
            #expect(second.text.contains(#"rel="previous" href="https://site.example/feed.atom""#))
            #expect(second.text.contains("<id>https://site.example/feed.atom</id>"))
            #expect(!second.text.contains("rel=\"next\""))
        }
    }

    @Test func `an entry in the feed has a permanent id, its pictures as enclosures, and absolute addresses`()
        async throws
    {
        try await TestSite.with { site in
            let parts: [Multipart.Part] = [
                .field("content", "See [here](/about) & there"), .file("photo", Pictures.jpeg),
                .field("category", "walks"),
            ]
            let location = try #require(try await site.postMultipart(parts, token: site.token()).location)
            let feed = try await site.send("GET", "/feed.atom").text

            #expect(feed.contains("<id>\(location)</id>"))
            #expect(feed.contains("<title type=\"text\">See here &amp; there</title>"))
            #expect(
                feed.contains("href=&quot;https://site.example/about&quot;")
                    || feed.contains("https://site.example/about"))
            #expect(!feed.contains("href=\"/"))
            #expect(feed.contains("<category term=\"walks\"/>"))
            let enclosure = try #require(
                feed.firstMatch(of: /rel="enclosure" type="image\/jpeg" href="(https:[^"]+)" length="(\d+)"/))
            let picture = try await site.send(at: String(enclosure.output.1))
            #expect(picture.body.count == Int(enclosure.output.2))
        }
    }

    @Test(arguments: ["/", "/feed.atom", "/notes/20261121072000", "/?before=9999999999-1"])
    func `a page has a strong tag and is not sent again to who has it`(path: String) async throws {
        try await TestSite.with { site in
            try await site.publish(1)
            for _ in 0..<2 {
                let page = try await site.send("GET", path)
                let tag = try #require(page["etag"])
                #expect(page.status == 200)
                #expect(page["cache-control"] == "public, max-age=0, s-maxage=30, stale-while-revalidate=60")
                #expect(!tag.hasPrefix("W/"))

                let again = try await site.send("GET", path, headers: [("If-None-Match", "\"x\", W/\(tag)")])
                #expect(again.status == 304)
                #expect(again.body.isEmpty)
                #expect(again["etag"] == tag)
            }
        }
    }

    @Test func `a new post is on every page at once`() async throws {
        try await TestSite.with { site in
            try await site.publish(1)
            let before = try await site.send("GET", "/")
            _ = try await site.postForm("content=Fresh", token: site.token())
            let after = try await site.send("GET", "/")

            #expect(!before.text.contains("Fresh"))
            #expect(after.text.contains("<p>Fresh</p>"))
            #expect(before["etag"] != after["etag"])
            #expect(try await site.send("GET", "/feed.atom").text.contains("Fresh"))
        }
    }

    @Test func `a deleted entry answers 410 and is on no page`() async throws {
        try await TestSite.with { site in
            try await site.publish(1)
            try await site.data.database.write { try $0.execute(sql: "UPDATE entry SET deletedAt = 1") }

            #expect(try await site.send("GET", "/notes/20261121072000").status == 410)
            #expect(!(try await site.send("GET", "/").text.contains("Note 1")))
            #expect(!(try await site.send("GET", "/feed.atom").text.contains("Note 1")))
        }
    }

    @Test(arguments: ["/?before=x", "/?before=1-0", "/feed.atom?before=--1", "/?before=1-2-3"])
    func `400 for a place that is none`(path: String) async throws {
        try await TestSite.with { site in
            let answer = try await site.send("GET", path)
            #expect(answer.status == 400)
        }
    }

    @Test func `404 where there never was an entry`() async throws {
        try await TestSite.with { site in
            for path in ["/notes/x", "/articles/x", "/articles/20261121072000", "/x", "/x/y", "/x/y/z", "/x/y/z/w"] {
                let answer = try await site.send("GET", path)
                #expect(answer.status == 404, "\(path)")
            }
        }
    }

    @Test(arguments: [1, 30])
    func `a list takes the same statements for one entry and for thirty`(count: Int) async throws {
        let folder = try TemporaryFolder()
        let data = try await TestSite.open(folder)
        let parts = try SiteParts(data, executable: Program.path)
        for number in 0..<count {
            let upload = try await parts.writing.library.beginUpload()
            try await upload.append(Pictures.png)
            let photos = try await parts.writing.library.prepare([upload], alts: [nil])
            let fields: [MicropubPart] = [
                .field(FormField(name: "content", value: "\(number)")), .upload(name: "photo"),
            ]
            _ = try await parts.writing.publisher.create(try MicropubCreate(parts: fields), photos: photos, by: .sample)
        }

        let statements = try await data.database.statements {
            _ = try EntryReader.page(before: nil, size: 30, $0)
        }

        #expect(statements == 2)
    }

    @Test func `code in an article keeps its spaces`() async throws {
        try await TestSite.with { site in
            let text = "name=Code&content=```%0A    four%0A  two%0A```"
            let page = try await site.send(at: try await site.postForm(text, token: site.token()).location)

            #expect(page.text.contains("<code>    four\n  two\n</code>"))
        }
    }

    @Test func `the style sheet is kept for good by its version`() async throws {
        try await TestSite.with { site in
            let page = try await site.send("GET", "/").text
            let address = try #require(
                page.firstMatch(of: /href="https:\/\/site.example(\/static\/style.css\?v=[^"]+)"/))
            let versioned = try await site.send("GET", String(address.output.1))
            let plain = try await site.send("GET", "/static/style.css?v=other")

            #expect(versioned["content-type"] == "text/css; charset=utf-8")
            #expect(versioned["cache-control"] == "public, max-age=31536000, immutable")
            #expect(plain["cache-control"] == "public, max-age=300")
            #expect(try await site.send("GET", "/favicon.ico")["content-type"] == "image/svg+xml")
            #expect(try await site.send("GET", "/static/..%2f..%2fPackage.swift").status == 404)
        }
    }
}

@Suite struct `A place in the list` {
    @Test(arguments: [("1763710000-42", 1_763_710_000, 42), ("-5-1", -5, 1)])
    func `is read back as written`(text: String, time: Int64, id: Int64) {
        let cursor = EntryCursor(publishedAt: time, id: id)
        #expect(EntryCursor(text) == cursor)
        #expect(cursor.description == text)
    }

    @Test(arguments: ["", "-", "1", "1-", "-1", "a-b", "1-0", "1--2", "99999999999999999999-1"])
    func `is nothing else`(text: String) {
        #expect(EntryCursor(text) == nil)
    }
}

extension TestSite {
    /// Publishes notes `Note 1`, `Note 2`, … a minute apart, the last one newest.
    fileprivate func publish(_ count: Int) async throws {
        let token = try await token()
        for number in 1...count {
            let date = count == 1 ? "" : "&published=2026-11-20T10:0\(number):00Z"
            _ = try await postForm("content=Note+\(number)\(date)", token: token)
        }
    }
}

extension String {
    /// The path behind a link with this rel on a page.
    fileprivate func link(_ rel: String) -> String? {
        matches(of: /rel="(prev|next)" href="https:\/\/site.example([^"]*)"/)
            .first { $0.output.1 == rel }.map { String($0.output.2) }
    }
}
