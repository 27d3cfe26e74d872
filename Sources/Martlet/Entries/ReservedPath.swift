import IndieWeb

/// Paths at the top of the site that no page can have, as the site answers there itself.
enum ReservedPath {
    /// Whether a path is the site's own: the beginning of a route, a list of posts, a year.
    static func contains(_ path: String) -> Bool {
        let name = path.dropFirst()
        guard !name.contains("/") else { return false }
        return names.contains(String(name)) || isYear(name)
    }

    private static let names: Set<String> = {
        let routes = RouteTable.site.routes.compactMap { $0.path.split(separator: "/").first.map(String.init) }
        let lists = PostType.discovered.map(\.listName)
        // The owner's own words stand below their card.
        return Set(routes + lists + later).subtracting([String(AboutPage.path.dropFirst())])
    }()

    /// Where parts of the site are going to answer.
    private static let later = ["metrics", "webmention"]

    private static func isYear(_ name: Substring) -> Bool {
        name.utf8.count == 4 && name.utf8.allSatisfy { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
    }
}
