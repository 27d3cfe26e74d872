/// The values of `home.mustache`: a page of a list of entries, newest first.
struct HomePage: Page {
    static let template = "home"

    let entries: [Entry]
    let site: Site
    let place: ListPlace
    var list = EntryList.all
    var surroundings = ListSurroundings()

    var values: [String: Any] {
        let isHome = place.isFirst && list == .all
        let shown = ListValues(
            list: list, place: place, site: site, surroundings: surroundings, isEmpty: entries.isEmpty)
        var values = shown.values(description: isHome && !site.owner.note.isEmpty ? site.owner.note : nil)
        values["entries"] = entries.map { EntryValues($0, site: site).values }
        values["isFirstPage"] = isHome
        values["isYearDay"] = if case .yearDay = list { true } else { false }
        return values
    }
}
