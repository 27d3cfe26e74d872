import IndieWeb
import Testing

@testable import Martlet

@Suite struct `The sitemap` {
    @Test func `has the entries that everybody sees, with their last change, and no others`() async throws {
        try await TestSite.with { site in
            let token = try await site.token("create delete")
            let shown = try #require(
                try await site.postForm("content=x&published=2026-01-02T03:04:05Z", token: token).location)
            for hidden in ["visibility=private", "visibility=unlisted", "post-status=draft"] {
                try await site.postForm("content=x&\(hidden)", token: token)
            }
            let gone = try #require(try await site.postForm("content=x", token: token).location)
            try await site.postForm("action=delete&url=\(gone)", token: token)
            let sitemap = try await site.send("GET", "/sitemap.xml")
            #expect(sitemap["content-type"] == Sitemap.mediaType)
            let pages = sitemap.text.matches(of: /<loc>([^<]+)<\/loc>/).map { String($0.output.1) }
            #expect(
                pages == ["/", "/about", "/archive", "/tags"].map { "https://site.example" + $0 } + [shown])
            #expect(sitemap.text.contains("<loc>\(shown)</loc><lastmod>2026-01-02T03:04:05Z</lastmod>"))
        }
    }

    @Test func `has static pages that aren't unlisted, and each address once`() async throws {
        try await TestSite.with { site in
            let token = try await site.token()
            for post in ["name=Colophon", "name=Secret&visibility=unlisted", "name=About&mp-slug=about"] {
                #expect(try await site.postForm("\(post)&content=x&mp-channel=pages", token: token).status == 201)
            }
            let sitemap = try await site.send("GET", "/sitemap.xml").text
            let pages = sitemap.matches(of: /<loc>https:\/\/site\.example([^<]+)<\/loc>/).map { String($0.output.1) }
            #expect(pages == ["/", "/about", "/archive", "/tags", "/colophon"])
        }
    }

    @Test func `says when an entry changed as soon as it did`() async throws {
        try await TestSite.with { site in
            let token = try await site.token("create update")
            let post = "content=x&published=2026-01-02T03:04:05Z"
            let url = try #require(try await site.postForm(post, token: token).location)
            #expect(try await site.send("GET", "/sitemap.xml").text.contains("<lastmod>2026-01-02T03:04:05Z"))
            let change = #"{"action":"update","url":"\#(url)","replace":{"content":["y"]}}"#
            #expect(try await site.postJSON(change, token: token).status == 204)
            #expect(try await site.send("GET", "/sitemap.xml").text.contains("<lastmod>2026-11-21T07:20:00Z"))
        }
    }

    @Test func `of many entries is a list of parts by their ids, of which none is empty`() async throws {
        try await TestSite.with { site in
            let token = try await site.token("create delete")
            var urls: [String] = []
            for number in 1...7 {
                urls.append(try #require(try await site.postForm("content=\(number)", token: token).location))
            }
            for url in urls[3...5] { try await site.postForm("action=delete&url=\(url)", token: token) }
            let sitemaps = SitemapReader(database: site.data.database, site: site.parts.site, partSize: 3)
            let whole = String(decoding: try await sitemaps.whole(), as: UTF8.self)
            #expect(whole.contains("<sitemapindex"))
            let parts = whole.matches(of: /<loc>https:\/\/site\.example\/sitemaps\/([^<]+)<\/loc>/).map {
                String($0.output.1)
            }
            #expect(parts == ["pages.xml", "0.xml", "2.xml"])
            var pages: [String] = []
            for part in parts {
                let bytes = try #require(try await sitemaps.part(part))
                pages += String(decoding: bytes, as: UTF8.self).matches(of: /<loc>([^<]+)<\/loc>/).map {
                    String($0.output.1)
                }
            }
            #expect(pages.count == 4 + 4)
            #expect(Set(urls[0...2] + urls[6...6]).isSubset(of: pages))
            for wrong in ["1.xml", "3.xml", "00.xml", "-1.xml", "+0.xml", "0", "x.xml", ".xml"] {
                #expect(try await sitemaps.part(wrong) == nil, "\(wrong)")
            }
            let few = SitemapReader(database: site.data.database, site: site.parts.site, partSize: 7)
            #expect(String(decoding: try await few.whole(), as: UTF8.self).contains("<urlset"))
        }
    }

    @Test func `404 for parts that aren't there`() async throws {
        try await TestSite.with { site in
            try await site.postForm("content=x", token: try await site.token())
            #expect(try await site.send("GET", "/sitemaps/0.xml").status == 200)
            #expect(try await site.send("GET", "/sitemaps/pages.xml").status == 200)
            for wrong in ["1.xml", "999999999999999999999.xml", "9223372036854775807.xml", "0.html"] {
                #expect(try await site.send("GET", "/sitemaps/\(wrong)").status == 404, "\(wrong)")
            }
        }
    }
}
