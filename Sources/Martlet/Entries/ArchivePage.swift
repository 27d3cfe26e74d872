import IndieWeb

/// The values of `archive.mustache`: all years and months with entries, and the other lists there are.
struct ArchivePage: Page {
    static let template = "archive"

    let archive: Archive
    let site: Site
    /// Finds the year of a month.
    let clock: Clock

    static let path = "/archive"

    var values: [String: Any] {
        var values = site.layout(
            title: "Archive – \(site.title)", path: Self.path, isIndexed: !archive.months.isEmpty)
        values["years"] = years
        values["hasYears"] = !archive.months.isEmpty
        values["types"] = archive.types.map { link($0.listLabel, EntryList.type($0)) }
        values["hasTypes"] = !archive.types.isEmpty
        values["channels"] = archive.channels.map { link($0.name, EntryList.channel($0)) }
        values["hasChannels"] = !archive.channels.isEmpty
        values["tagsURL"] = site.url("/tags")
        values["onThisDayURL"] = site.url(YearDay.path)
        return values
    }

    private var years: [[String: Any]] {
        let byYear = Dictionary(grouping: archive.months, by: \.period.year)
        return byYear.sorted { $0.key > $1.key }.compactMap { number, months in
            guard let year = clock.period(number) else { return nil }
            let shown = months.map { month -> [String: Any] in
                var values = link(month.period.shortText, .period(month.period))
                values["count"] = Self.text(month.count)
                return values
            }
            var values = link(year.text, .period(year))
            values["months"] = shown
            return values
        }
    }

    private func link(_ name: String, _ list: EntryList) -> [String: Any] {
        ["name": name, "url": site.url(list.path)]
    }

    /// `12`, and `1000+` where counting stopped.
    private static func text(_ count: Int) -> String {
        count < Archive.mostCounted ? String(count) : "\(Archive.mostCounted)+"
    }
}
