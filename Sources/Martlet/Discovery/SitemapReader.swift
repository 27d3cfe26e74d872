import IndieWeb

/// Lists the public pages of the site for search engines: in one document, or from 10,000 entries on in several.
///
/// A part has the entries with ten thousand ids in a row. So entries never move from one part to another, nothing is stored,
/// and a part costs the same whatever the site has. The list of parts says nothing of when they changed: that would cost a
/// look at each entry.
///
/// - SeeAlso: <https://www.sitemaps.org/protocol.html>
struct SitemapReader: Sendable {
    let database: AppDatabase
    let site: Site
    /// Ids in a part.
    var partSize = standardPartSize

    static let path = "/sitemap.xml"

    /// Pages that are no entries and have an address of their own.
    private static let pages = ["/", "/about", "/archive", "/tags"]
    /// The part with these.
    private static let pagesName = "pages"

    /// The paths of the sitemaps that list an entry.
    static func paths(ofEntry id: Int64) -> [String] { [path, "/sitemaps/\((id - 1) / standardPartSize).xml"] }

    private static let standardPartSize: Int64 = 10_000

    /// `/sitemap.xml`: all pages, or the list of the parts.
    func whole() async throws -> [UInt8] {
        try await database.read { tx -> [UInt8] in
            guard try SitemapStore.lastID(tx) > partSize else { return sitemap(pages + (try entries(ofPart: 0, tx))) }
            let names = [Self.pagesName] + (try SitemapStore.parts(of: partSize, tx)).map { String($0) }
            return SitemapIndex(names.map { SitemapPage(url: site.url("/sitemaps/\($0).xml")) }).xml()
        }
    }

    /// `/sitemaps/{file}`: one part; nil where there is none, or nothing in it.
    func part(_ file: String) async throws -> [UInt8]? {
        guard file.hasSuffix(".xml") else { return nil }
        let name = file.dropLast(4)
        if name == Self.pagesName { return sitemap(pages) }
        guard let number = Int64(name), String(number) == name, (0..<1_000_000_000).contains(number) else { return nil }
        let listed = try await database.read { try entries(ofPart: number, $0) }
        return listed.isEmpty ? nil : sitemap(listed)
    }

    private var pages: [SitemapPage] { Self.pages.map { SitemapPage(url: site.url($0)) } }

    private func entries(ofPart number: Int64, _ tx: AppDatabase.Transaction) throws -> [SitemapPage] {
        let first = number * partSize + 1
        let entries = try SitemapStore.entries(first...(first + partSize - 1), tx)
        // One of the pages may have a text that is an entry.
        return entries.filter { !Self.pages.contains($0.path) }.map { entry in
            SitemapPage(
                url: site.url(entry.path), modified: PostDate(secondsSince1970: entry.updatedAt, offsetSeconds: 0))
        }
    }

    /// Leaves out addresses that are too long for a sitemap. Ten thousand others always fit into one.
    private func sitemap(_ pages: [SitemapPage]) -> [UInt8] {
        Sitemap.parts(of: pages).first?.xml() ?? []
    }
}
