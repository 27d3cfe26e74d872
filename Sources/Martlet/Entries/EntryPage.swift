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
            isIndexed: entry.isIndexed)
        var entryValues = shown.values
        if !isOwners { entryValues["hasState"] = false }
        values["entry"] = entryValues
        values["isOwners"] = isOwners
        values["historyURL"] = site.url("\(OwnerPath.posts)/\(entry.id)/history")
        values["postsURL"] = site.url(OwnerPath.posts)
        return values
    }
}

/// The values of `home.mustache`: a page of a list of entries, newest first.
struct HomePage: Page {
    static let template = "home"

    let entries: [Entry]
    let site: Site
    let place: ListPlace
    var list = EntryList.all

    var values: [String: Any] {
        let name = list.name ?? site.title
        let isHome = place.isFirst && list == .all
        let title = (place.isFirst ? name : "Earlier entries – \(name)") + (list == .all ? "" : " – \(site.title)")
        let feeds =
            list == .all
            ? []
            : FeedFormat.allCases.compactMap { format in
                list.feedPath(format).map { PageLink.feed(site.url($0), format, title: name) }
            }
        var values = site.layout(
            title: title, path: place.isFirst ? list.path : nil,
            description: isHome && !site.owner.note.isEmpty ? site.owner.note : nil, isIndexed: place.isFirst,
            links: feeds + (isHome ? site.owner.profiles.map { PageLink(rel: "me", url: $0) } : []))
        values["entries"] = entries.map { EntryValues($0, site: site).values }
        values["hasEntries"] = !entries.isEmpty
        values["isFirstPage"] = isHome
        values["feedName"] = name
        values["listFeedURL"] = feeds.first?.url
        values["feedURL"] = site.url(list.path)
        values["listTitle"] = list.name ?? "Earlier entries"
        values["hasOlder"] = place.older != nil
        values["olderURL"] = place.older.map { site.url("\(list.path)?before=\($0)") } ?? ""
        values["hasNewer"] = place.newer != nil
        values["newerURL"] = place.newer.map { newer in
            site.url(newer.before.map { "\(list.path)?before=\($0)" } ?? list.path)
        }
        return values
    }
}

/// The values of `tags.mustache`: all tags of the site.
struct TagsPage: Page {
    static let template = "tags"

    let tags: [(name: String, count: Int)]
    let site: Site

    var values: [String: Any] {
        var values = site.layout(title: "Tags – \(site.title)", path: "/tags")
        values["tags"] = tags.map { tag -> [String: Any] in
            ["name": tag.name, "url": site.url(EntryList.tag(tag.name).path), "count": String(tag.count)]
        }
        values["hasTags"] = !tags.isEmpty
        return values
    }
}
