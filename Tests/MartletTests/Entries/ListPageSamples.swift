import IndieWeb
import Testing

@testable import Martlet

/// The pages of lists and what leads from an entry to others, with all that they can show.
enum ListPageSamples {
    static func pages(of entry: Entry, site: Site, text: String, clock: Clock) throws -> [any Page] {
        let place = ListPlace(isFirst: false, older: entry.cursor, newer: .init(before: nil), cursor: entry.cursor)
        let year = try #require(clock.period(2026))
        let months = [try #require(clock.period(2026, 11)), try #require(clock.period(2026, 1))]
        let day = try #require(YearDay(month: 2, day: 29))
        let archive = Archive(
            months: months.map { Archive.Month(period: $0, count: Archive.mostCounted) }, types: PostType.allCases,
            channels: [EntryChannel(uid: text, name: text)])
        return [
            EntryPage(entry: entry, site: site, neighbours: EntryNeighbours(older: entry, newer: entry), day: day),
            HomePage(
                articles: ["<article>An entry</article>"], site: site, place: place, list: .period(year),
                surroundings: ListSurroundings(earlier: .tag(text), later: .period(year), parts: months)),
            HomePage(
                articles: [], site: site, place: ListPlace(isFirst: true, older: nil, newer: nil), list: .yearDay(day)),
            PhotoGridPage(entries: [entry], site: site, place: place),
            ArchivePage(archive: archive, site: site, clock: clock),
        ]
    }
}
