/// The values of `feeds.mustache`: all feeds of the site, for people.
struct FeedsPage: Page {
    static let template = "feeds"
    static let path = "/feeds"
    static let listPath = "/feeds.opml"

    let feeds: OfferedFeeds
    let site: Site

    var values: [String: Any] {
        var values = site.layout(
            title: "Feeds – \(site.title)", path: Self.path,
            description: "How to follow \(site.title) in a feed reader.")
        values["feedGroups"] = [
            group("Everything", [feeds.main]), group("By kind", feeds.types), group("By channel", feeds.channels),
            group("By tag", feeds.tags),
        ].compactMap(\.self)
        values["feedListURL"] = site.url(Self.listPath)
        values["tagsURL"] = site.url("/tags")
        values["hasHub"] = site.hub != nil
        return values
    }

    private func group(_ heading: String, _ lists: [EntryList]) -> [String: Any]? {
        guard !lists.isEmpty else { return nil }
        return ["heading": heading, "feeds": lists.map(feed)]
    }

    private func feed(_ list: EntryList) -> [String: Any] {
        let formats = FeedFormat.allCases.compactMap { format -> [String: Any]? in
            list.feedPath(format).map { path in
                [
                    "url": site.url(path), "name": format.name,
                    "type": String(format.mediaType.prefix { $0 != ";" }),
                ]
            }
        }
        return ["name": list.name ?? site.title, "url": site.url(list.path), "formats": formats]
    }
}
