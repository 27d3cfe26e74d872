/// What pages of a list have in common, however they show its entries.
struct ListValues {
    let list: EntryList
    let place: ListPlace
    let site: Site
    var surroundings = ListSurroundings()
    /// A list without entries is not for search engines.
    let isEmpty: Bool

    /// The list's name; the site's, for that of all entries.
    var name: String { list.name ?? site.title }

    /// The values of the frame, and those that lead to other pages of the list and around it.
    ///
    /// - Parameters:
    ///   - description: of the first page.
    ///   - image: what stands for the list where it is linked.
    func values(description: String? = nil, image: PagePreview.Image? = nil) -> [String: Any] {
        let isAll = list == .all
        let title = (place.isFirst ? name : "Earlier entries – \(name)") + (isAll ? "" : " – \(site.title)")
        let feeds =
            isAll
            ? []
            : FeedFormat.allCases.compactMap { format in
                list.feedPath(format).map { PageLink.feed(site.url($0), format, title: name) }
            }
        let newer = place.newer.map { site.url(page(after: $0.before)) }
        let older = place.older.map { site.url(page(after: $0)) }
        let profiles = isAll && place.isFirst ? site.owner.profiles.map { PageLink(rel: "me", url: $0) } : []
        let isCanonical = place.isFirst || place.cursor != nil
        var values = site.layout(
            title: title, path: isCanonical ? page(after: place.cursor) : nil,
            description: place.isFirst ? description : nil, isIndexed: place.isFirst && (isAll || !isEmpty),
            links: feeds + profiles
                + [("prev", newer), ("next", older)].compactMap { rel, url in
                    url.map { PageLink(rel: rel, url: $0) }
                }, preview: PagePreview(image: image))
        values["hasEntries"] = !isEmpty
        values["feedName"] = name
        values["listFeedURL"] = feeds.first?.url
        values["feedURL"] = site.url(list.path)
        values["listTitle"] = list.name ?? "Earlier entries"
        values["hasOlder"] = older != nil
        values["olderURL"] = older ?? ""
        values["hasNewer"] = newer != nil
        values["newerURL"] = newer ?? ""
        values["parts"] = surroundings.parts.map { ["name": $0.shortText, "url": site.url($0.path)] }
        values["hasParts"] = !surroundings.parts.isEmpty
        values["hasSurroundings"] = surroundings.earlier != nil || surroundings.later != nil
        values["earlier"] = surroundings.earlier.map(link)
        values["later"] = surroundings.later.map(link)
        return values
    }

    private func page(after cursor: EntryCursor?) -> String {
        cursor.map { "\(list.path)?before=\($0)" } ?? list.path
    }

    private func link(_ list: EntryList) -> [String: Any] {
        let name =
            switch list {
            case .yearDay(let day): day.text
            default: list.name ?? site.title
            }
        return ["name": name, "url": site.url(list.path)]
    }
}
