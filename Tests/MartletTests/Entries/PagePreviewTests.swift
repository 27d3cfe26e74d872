import Images
import IndieWeb
import Testing

@testable import Martlet

@Suite struct `What other sites show of a page` {
    @Test func `a post has its title, time, tags and first photo`() async throws {
        try await TestSite.with(settings: ["MARTLET_LANGUAGE": "de-AT"]) { site in
            let picture = Pictures.bytes(SamplePicture(type: .jpeg, width: 1600, height: 1200))
            let parts: [Multipart.Part] = [
                .field("content", "Up the hill"), .file("photo", picture), .field("mp-photo-alt", "A \"hill\""),
                .field("category[]", "walks"), .field("category[]", "hills"),
                .field("published", "2026-11-20T10:00:00+01:00"),
            ]
            let location = try #require(try await site.postMultipart(parts, token: site.token()).location)
            let page = try await site.send(at: location).text

            #expect(page.meta("og:type") == ["article"])
            #expect(page.meta("og:title") == ["Up the hill"])
            #expect(page.meta("og:description") == ["Up the hill"])
            #expect(page.meta("og:url") == [location])
            #expect(page.meta("og:site_name") == ["Ada&#39;s site"])
            #expect(page.meta("og:locale") == ["de_AT"])
            #expect(page.meta("article:published_time") == ["2026-11-20T10:00:00+01:00"])
            #expect(page.meta("article:tag") == ["walks", "hills"])
            #expect(page.meta("og:image:width") == ["1280"] && page.meta("og:image:height") == ["960"])
            #expect(page.meta("twitter:card") == ["summary_large_image"])
            let image = try #require(page.meta("og:image").first)
            #expect(image.hasSuffix("/large.webp"))
            #expect(try await site.send(at: image).status == 200)
        }
    }

    @Test func `what has no photo has the owner's, on a small card`() async throws {
        try await TestSite.with(settings: ["MARTLET_OWNER_PHOTO": "https://a.example/ada.jpg"]) { site in
            let location = try await site.postForm("content=Words", token: site.token()).location
            for page in [try await site.send(at: location).text, try await site.send("GET", "/").text] {
                #expect(page.meta("og:image") == ["https://a.example/ada.jpg"])
                #expect(page.meta("twitter:card") == ["summary"])
                #expect(page.meta("og:locale") == [])
            }
            let home = try await site.send("GET", "/").text
            #expect(home.meta("og:type") == ["website"])
            #expect(home.meta("og:title") == ["Ada&#39;s site"])
            #expect(try await site.send("GET", "/notes").text.meta("og:title") == ["Notes"])
        }
    }

    @Test func `what only the owner sees has none, and errors neither`() async throws {
        try await TestSite.with { site in
            let location = try #require(
                try await site.postForm("content=Secret&visibility=private", token: site.token()).location)
            let page = try await Browser.signedIn(site).get(location.path)
            #expect(page.status == 200)
            #expect(!page.text.contains("og:") && !page.text.contains("twitter:"))
            #expect(!(try await site.send("GET", "/nothing/here").text.contains("og:")))
        }
    }

    @Test func `each page of a list names its own address and its neighbours`() async throws {
        try await TestSite.with(settings: ["MARTLET_PAGE_SIZE": "1"]) { site in
            let token = try await site.token()
            for day in 1...3 {
                try await site.postForm("content=Words&published=2026-11-0\(day)T10:00:00Z", token: token)
            }
            for list in ["/", "/notes", "/2026", "/2026/11"] {
                let first = try await site.send("GET", list).text
                #expect(first.canonical == list && first.headLink("prev") == nil, "\(list)")
                let path = try #require(first.headLink("next"))
                let second = try await site.send("GET", path).text
                #expect(second.canonical == path && path.hasPrefix(list + "?before="), "\(list)")
                #expect(second.meta("og:url") == ["https://site.example" + path], "\(list)")
                #expect(second.headLink("prev") == list && second.headLink("next") != nil, "\(list)")
            }
            for path in ["/archive", "/tags", "/on-this-day/11-01"] {
                #expect(try await site.send("GET", path).text.canonical == path)
            }
        }
    }
}

extension String {
    /// The contents of the page's `<meta>` with this name, as they are written.
    fileprivate func meta(_ name: String) -> [String] {
        matches(of: /<meta (?:property|name)="([^"]+)" content="([^"]*)">/)
            .filter { $0.output.1 == name }.map { String($0.output.2) }
    }

    /// The path of the page's one true address.
    fileprivate var canonical: String? {
        firstMatch(of: /<link rel="canonical" href="https:\/\/site\.example([^"]+)">/).map { String($0.output.1) }
    }
}
