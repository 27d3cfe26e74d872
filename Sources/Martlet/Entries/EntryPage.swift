/// The values of `entry.mustache`: one entry at its permalink.
struct EntryPage: Page {
    static let template = "entry"

    let entry: Entry
    let site: Site

    var values: [String: Any] {
        let shown = EntryValues(entry, site: site)
        var values = site.layout(
            title: "\(shown.headline) – \(site.title)", path: entry.path, description: shown.summary)
        values["entry"] = shown.values
        return values
    }
}

/// The values of `home.mustache`: a page of the list of all entries, newest first.
struct HomePage: Page {
    static let template = "home"

    let entries: [Entry]
    let site: Site
    let place: ListPlace

    var values: [String: Any] {
        let title = place.isFirst ? site.title : "Earlier entries – \(site.title)"
        let note = place.isFirst && !site.owner.note.isEmpty ? site.owner.note : nil
        var values = site.layout(
            title: title, path: place.isFirst ? "/" : nil, description: note, isIndexed: place.isFirst)
        values["entries"] = entries.map { EntryValues($0, site: site).values }
        values["hasEntries"] = !entries.isEmpty
        values["isFirstPage"] = place.isFirst
        values["hasOlder"] = place.older != nil
        values["olderURL"] = place.older.map { site.url("/?before=\($0)") } ?? ""
        values["hasNewer"] = place.newer != nil
        values["newerURL"] = place.newer.map { newer in
            newer.before.map { site.url("/?before=\($0)") } ?? site.url("/")
        }
        return values
    }
}
