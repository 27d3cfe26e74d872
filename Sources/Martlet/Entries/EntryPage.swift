/// The values of `entry.mustache`: one entry at its permalink.
struct EntryPage: Page {
    static let template = "entry"

    let entry: Entry
    let site: Site
    /// Whether the signed-in owner looks at it, who is told what others aren't.
    var isOwners = false
    /// Makes the addresses of files that the reader could not see otherwise.
    var signer: MediaSigner?

    var values: [String: Any] {
        let shown = EntryValues(entry, site: site, signer: signer)
        var values = site.layout(
            title: "\(shown.headline) – \(site.title)", path: entry.path, description: shown.summary,
            isIndexed: entry.isPublic)
        var entryValues = shown.values
        if !isOwners { entryValues["hasState"] = false }
        values["entry"] = entryValues
        values["isOwners"] = isOwners
        values["historyURL"] = site.url("\(OwnerPath.posts)/\(entry.id)/history")
        values["postsURL"] = site.url(OwnerPath.posts)
        return values
    }
}

/// The values of `home.mustache`: a page of a list of entries, newest first: of all, or of those of a channel.
struct HomePage: Page {
    static let template = "home"

    let entries: [Entry]
    let site: Site
    let place: ListPlace
    var channel: EntryChannel?

    var values: [String: Any] {
        let list = channel?.name ?? site.title
        let title = (place.isFirst ? list : "Earlier entries – \(list)") + (channel == nil ? "" : " – \(site.title)")
        let note = place.isFirst && channel == nil && !site.owner.note.isEmpty ? site.owner.note : nil
        var values = site.layout(
            title: title, path: place.isFirst ? path : nil, description: note, isIndexed: place.isFirst,
            links: channel.map { [.feed(site.url($0.feedPath), title: $0.name)] } ?? [])
        values["entries"] = entries.map { EntryValues($0, site: site).values }
        values["hasEntries"] = !entries.isEmpty
        values["isFirstPage"] = place.isFirst && channel == nil
        values["feedName"] = list
        values["listFeedURL"] = channel.map { site.url($0.feedPath) }
        values["feedURL"] = site.url(path)
        values["listTitle"] = channel?.name ?? "Earlier entries"
        values["hasOlder"] = place.older != nil
        values["olderURL"] = place.older.map { site.url("\(path)?before=\($0)") } ?? ""
        values["hasNewer"] = place.newer != nil
        values["newerURL"] = place.newer.map { newer in
            site.url(newer.before.map { "\(path)?before=\($0)" } ?? path)
        }
        return values
    }

    private var path: String { channel?.path ?? "/" }
}
