import IndieWeb
import Testing

@testable import Martlet

@Suite struct `The entries before and after one` {
    @Test func `are linked by what they are called, in the head and below the entry`() async throws {
        try await TestSite.with { site in
            let token = try await site.token()
            let older = try #require(
                try await site.postForm("name=First+%26+last&content=Long&published=2026-11-01T10:00:00Z", token: token)
                    .location)
            let middle = try await site.postForm("content=Middle&published=2026-11-02T10:00:00Z", token: token)
            let newer = try #require(
                try await site.postForm("like-of=https://a.example/&published=2026-11-03T10:00:00Z", token: token)
                    .location)

            let page = try await site.send(at: middle.location).text
            #expect(page.contains("<link rel=\"prev\" href=\"\(older)\" title=\"First &amp; last\">"))
            #expect(page.contains("<link rel=\"next\" href=\"\(newer)\" title=\"Liked a.example\">"))
            #expect(page.firstMatch(of: /<a [^>]*rel="prev" href="([^"]+)"/)?.output.1 == older[...])
            #expect(page.firstMatch(of: /<a [^>]*rel="next" href="([^"]+)"/)?.output.1 == newer[...])
            #expect(!(try await site.send(at: older).text.contains("rel=\"prev\"")))
            #expect(!(try await site.send(at: newer).text.contains("rel=\"next\"")))
            #expect(try await site.send(at: newer).text.contains("href=\"\(middle.location ?? "")\" title=\"Middle\">"))
        }
    }

    @Test func `are found among entries of the same second`() async throws {
        try await TestSite.with { site in
            let token = try await site.token()
            var addresses: [String] = []
            for number in 1...3 {
                let form = "content=Number+\(number)&published=2026-11-01T10:00:00Z"
                addresses.append(try #require(try await site.postForm(form, token: token).location))
            }
            let page = try await site.send(at: addresses[1]).text
            #expect(page.contains("<link rel=\"prev\" href=\"\(addresses[0])\""))
            #expect(page.contains("<link rel=\"next\" href=\"\(addresses[2])\""))
        }
    }

    @Test(arguments: ["visibility=unlisted", "visibility=private", "post-status=draft", "deleted"])
    func `are never hidden ones, and those have none themselves`(how: String) async throws {
        try await TestSite.with { site in
            let token = try await site.token("create delete")
            let older = try await site.postForm("content=Older&published=2026-11-01T10:00:00Z", token: token)
            let state = how == "deleted" ? "" : "&" + how
            let hidden = try #require(
                try await site.postForm("content=Hidden&published=2026-11-02T10:00:00Z" + state, token: token).location)
            if how == "deleted" { try await site.postForm("action=delete&url=" + hidden, token: token) }
            let newer = try await site.postForm("content=Newer&published=2026-11-03T10:00:00Z", token: token)

            let (first, last) = (
                try await site.send(at: older.location).text, try await site.send(at: newer.location).text
            )
            #expect(first.contains("<link rel=\"next\" href=\"\(newer.location ?? "")\""))
            #expect(last.contains("<link rel=\"prev\" href=\"\(older.location ?? "")\""))
            #expect(!first.contains(hidden) && !last.contains(hidden))
            let page = try await Browser.signedIn(site).get(hidden.path).text
            #expect(!page.contains("rel=\"prev\"") && !page.contains("rel=\"next\""))
        }
    }

    @Test func `are read with the entry in four statements`() async throws {
        try await TestSite.with { site in
            let token = try await site.token()
            var paths: [String] = []
            for day in 1...3 {
                let parts: [Multipart.Part] = [
                    .field("published", "2026-11-0\(day)T10:00:00Z"), .file("photo", Pictures.png),
                ]
                paths.append(try #require(try await site.postMultipart(parts, token: token).location).path)
            }
            let path = paths[1]
            let statements = try await site.data.database.statements { _ = try EntryReader.entry(path: path, $0) }
            #expect(statements == 4)
        }
    }
}
