import Images
import IndieWeb
import Testing

@testable import Martlet

@Suite struct `The grid of photos` {
    @Test func `shows the first photo of each post, says how many there are, and leads to the post`() async throws {
        try await TestSite.with { site in
            let token = try await site.token()
            let heron = try await site.postMultipart(
                [.file("photo", Pictures.jpeg), .field("mp-photo-alt", "A heron"), .field("content", "At the lake")],
                token: token)
            let pair = try await site.postMultipart(
                [
                    .file("photo", Pictures.png), .file("photo", Pictures.jpeg),
                    .field("published", "2026-11-20T10:00:00Z"),
                ], token: token)
            try await site.postForm("content=No+photo", token: token)
            let hidden = try await site.postForm("photo=https://a.example/hidden.png&visibility=private", token: token)

            let page = try await site.send("GET", "/photos").text
            let cells = page.split(separator: "<article ").dropFirst().map { String($0) }
            #expect(cells.count == 2)
            #expect(page.contains("class=\"h-feed photo-grid\""))
            let (first, second) = (try #require(cells.first), try #require(cells.last))
            #expect(first.contains("class=\"u-url\" href=\"\(heron.location ?? "")\""))
            #expect(second.contains("class=\"u-url\" href=\"\(pair.location ?? "")\""))
            for cell in cells {
                #expect(cell.contains("h-entry") && cell.contains("dt-published"))
                #expect(cell.matches(of: /<img class="u-photo"/).count == 1)
                #expect(cell.contains("width=\"") && cell.contains("height=\"") && cell.contains("sizes=\""))
            }
            #expect(first.contains("At the lake</h2>") && !first.contains("cell-mark"))
            #expect(second.contains("<span class=\"cell-mark\">2 photos</span>"))
            #expect(!page.contains("No photo") && !page.contains(hidden.location ?? "none"))
        }
    }

    @Test func `loads at once only what is seen at once, and goes on by pages`() async throws {
        try await TestSite.with(settings: ["MARTLET_PAGE_SIZE": "8"]) { site in
            let token = try await site.token()
            for day in 1...9 {
                let photo = "photo=https://a.example/\(day).png&published=2026-11-0\(day)T10:00:00Z"
                try await site.postForm(photo, token: token)
            }
            let page = try await site.send("GET", "/photos").text
            #expect(page.matches(of: /<img class="u-photo"/).count == 8)
            let lazy = page.matches(of: /<img class="u-photo" src="https:\/\/a\.example\/([0-9])[^>]*loading="lazy"/)
            #expect(lazy.map { String($0.output.1) } == ["3", "2"])
            let rest = try await site.send("GET", try #require(page.headLink("next"))).text
            #expect(rest.matches(of: /<img class="u-photo"/).count == 1)
            #expect(rest.headLink("prev") == "/photos")
        }
    }

    @Test func `is an empty page before there is a photo`() async throws {
        try await TestSite.with { site in
            let page = try await site.send("GET", "/photos")
            #expect(page.status == 200)
            #expect(page.text.contains("Nothing has been published here yet") && !page.text.contains("h-feed"))
        }
    }
}
