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

    @Test func `has the static pages that are for everybody, each once, and says when they changed`() async throws {
        let time = Counter()
        try await TestSite.with(now: { TestSite.start + Int64(time.value) * 60 }) { site in
            let token = try await site.token("create update")
            for form in ["name=Uses", "name=About", "name=Plans&post-status=draft", "name=Odd&visibility=unlisted"] {
                try await site.postForm("mp-channel=pages&content=x&\(form)", token: token)
            }
            func pages() async throws -> [String] {
                try await site.send("GET", "/sitemap.xml").text.matches(of: /<loc>([^<]+)<\/loc>/).map {
                    String($0.output.1).path
                }
            }
            #expect(try await pages() == ["/", "/about", "/archive", "/tags", "/uses"])
            time.increase()
            func update(_ change: String) async throws {
                let url = "https://site.example/uses"
                try await site.postJSON(#"{"action":"update","url":"\#(url)","replace":{\#(change)}}"#, token: token)
            }
            try await update(#""content":["y"]"#)
            let changed = "<loc>https://site.example/uses</loc><lastmod>2026-11-21T07:21:00Z</lastmod>"
            #expect(try await site.send("GET", "/sitemap.xml").text.contains(changed))
            try await update(#""visibility":["unlisted"]"#)
            #expect(try await pages() == ["/", "/about", "/archive", "/tags"])
        }
    }

    @Test func `of many entries is a list of parts by their ids, of which none is empty`() async throws {
        try await TestSite.with { site in
            let token = try await site.token("create delete")
            var urls: [String] = []
            for _ in 1...7 { urls.append(try #require(try await site.postForm("content=x", token: token).location)) }
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
