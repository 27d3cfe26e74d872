import IndieWeb
import Testing

@Suite struct `Sitemaps` {
    private let date = PostDate(secondsSince1970: 1_720_000_000, offsetSeconds: 7200)

    private func pages(_ count: Int) -> [SitemapPage] {
        (0..<count).map { SitemapPage(url: "https://e.example/notes/\($0)") }
    }

    @Test func `Addresses, with the day and time of the last change where it is known`() {
        let sitemap = Sitemap([
            SitemapPage(url: "https://e.example/"), SitemapPage(url: "https://e.example/?a=1&b='2'", modified: date),
        ])
        #expect(
            String(decoding: sitemap.xml(), as: UTF8.self)
                == #"""
                <?xml version="1.0" encoding="utf-8"?>
                <urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\#
                <url><loc>https://e.example/</loc></url>\#
                <url><loc>https://e.example/?a=1&amp;b='2'</loc><lastmod>2024-07-03T11:46:40+02:00</lastmod></url>\#
                </urlset>
                """#)
    }

    @Test func `An index of sitemaps`() {
        let index = SitemapIndex([
            SitemapPage(url: "https://e.example/sitemap-1.xml", modified: date),
            SitemapPage(url: "https://e.example/sitemap-2.xml"),
        ])
        #expect(
            String(decoding: index.xml(), as: UTF8.self)
                == #"""
                <?xml version="1.0" encoding="utf-8"?>
                <sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\#
                <sitemap><loc>https://e.example/sitemap-1.xml</loc><lastmod>2024-07-03T11:46:40+02:00</lastmod>\#
                </sitemap><sitemap><loc>https://e.example/sitemap-2.xml</loc></sitemap></sitemapindex>
                """#)
    }

    @Test(arguments: [
        (0, [0]), (1, [1]), (49_999, [49_999]), (50_000, [50_000]), (50_001, [50_000, 1]),
        (120_000, [50_000, 50_000, 20_000]),
    ])
    func `No more pages in a part than search engines take`(count: Int, expected: [Int]) {
        let parts = Sitemap.parts(of: pages(count))
        #expect(parts.map(\.pages.count) == expected)
        #expect(parts.flatMap(\.pages) == pages(count))
    }

    @Test(arguments: [1000, 2500, 9999], ["a", "&", "<"])
    func `No more bytes in a part than the limit`(bytes: Int, letter: String) {
        let pages = (0..<40).map {
            SitemapPage(url: "https://e.example/" + String(repeating: letter, count: $0), modified: date)
        }
        let parts = Sitemap.parts(of: pages, limits: SitemapLimits(bytes: bytes))
        #expect(parts.count > 1)
        #expect(parts.flatMap(\.pages) == pages)
        for part in parts { #expect(part.xml().count <= bytes) }
    }

    @Test func `A page alone in a part that is too small for it`() {
        #expect(Sitemap.parts(of: pages(3), limits: SitemapLimits(bytes: 1)).map(\.pages.count) == [1, 1, 1])
    }

    @Test(arguments: [(2047, 1), (2048, 0), (100_000, 0)])
    func `No address that is too long for a sitemap`(length: Int, count: Int) {
        let page = SitemapPage(url: "https://e.example/" + String(repeating: "a", count: length - 18))
        #expect(Sitemap.parts(of: [page]).map(\.pages.count) == [count])
    }

    @Test(arguments: HostileText.all)
    func `The same structure whatever the addresses hold`(hostile: String) throws {
        let page = SitemapPage(url: hostile, modified: date)
        #expect(try XMLOutline(Sitemap([page]).xml()).elements == ["urlset", "url", "loc", "lastmod"])
        #expect(try XMLOutline(SitemapIndex([page]).xml()).elements == ["sitemapindex", "sitemap", "loc", "lastmod"])
    }
}
