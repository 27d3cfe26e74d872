/// The values of `home.mustache`: a page of a list of entries, newest first.
struct HomePage: Page {
    static let template = "home"

    /// The entries by `listed-entry.mustache`.
    let articles: [String]
    let site: Site
    let place: ListPlace
    var list = EntryList.all
    var surroundings = ListSurroundings()

    var values: [String: Any] {
        let isHome = place.isFirst && list == .all
        let shown = ListValues(
            list: list, place: place, site: site, surroundings: surroundings, isEmpty: articles.isEmpty)
        var values = shown.values(description: isHome && !site.owner.note.isEmpty ? site.owner.note : nil)
        values["entries"] = articles.map { ["articleHTML": $0] }
        values["isFirstPage"] = isHome
        values["isYearDay"] = if case .yearDay = list { true } else { false }
        return values
    }
}

/// The values of `listed-entry.mustache`: one entry in a list.
struct ListedEntryPage: Page {
    static let template = "listed-entry"

    let entry: Entry
    let site: Site

    var values: [String: Any] { EntryValues(entry, site: site).values }
}
