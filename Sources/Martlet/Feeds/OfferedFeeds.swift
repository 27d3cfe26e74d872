import IndieWeb

/// The lists whose feeds the site offers to people.
struct OfferedFeeds: Sendable {
    let main: EntryList
    /// Those that have entries.
    let types: [EntryList]
    let channels: [EntryList]
    /// Those that the latest entries have most often.
    let tags: [EntryList]

    var all: [EntryList] { [main] + types + channels + tags }

    /// The same as a list that feed readers import.
    func opml(of site: Site) -> OPML {
        OPML(
            title: "Feeds of \(site.title)", owner: FeedAuthor(name: site.owner.name, url: site.owner.url),
            outlines: all.compactMap { list in
                guard let path = list.feedPath(.atom) else { return nil }
                return OPMLOutline(
                    title: list.name.map { "\($0) – \(site.title)" } ?? site.title, feedURL: site.url(path),
                    url: site.url(list.path), language: site.language)
            })
    }

    /// Tags that are offered.
    fileprivate static let mostTags = 30
    /// Entries whose tags are counted for that.
    fileprivate static let reach = 1000
}

extension EntryReader {
    /// The lists whose feeds are offered: three statements.
    ///
    /// - Parameter main: what the main feed has.
    func offeredFeeds(main: EntryList) async throws -> OfferedFeeds {
        try await database.read { tx in
            OfferedFeeds(
                main: main, types: try ArchiveStore.types(tx).map { .type($0) },
                channels: try ChannelStore.all(tx).map { .channel($0) },
                tags: try FeedListStore.tags(limit: OfferedFeeds.mostTags, reach: OfferedFeeds.reach, tx).map {
                    .tag($0)
                })
        }
    }
}
