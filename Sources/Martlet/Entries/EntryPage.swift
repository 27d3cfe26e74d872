import IndieWeb

/// The values of `entry.mustache`: one entry at its permalink.
struct EntryPage: Page {
    static let template = "entry"

    let entry: Entry
    let site: Site
    /// Whether the signed-in owner looks at it, who is told what others aren't.
    var isOwners = false
    /// Makes the addresses of files that the reader could not see otherwise.
    var signer: MediaSigner?
    var neighbours = EntryNeighbours()
    /// The day on which it was published, as the site saw it.
    var day: YearDay?

    var values: [String: Any] {
        let shown = EntryValues(entry, site: site, signer: signer)
        let (older, newer) = (link(neighbours.older), link(neighbours.newer))
        var links: [PageLink] = []
        if let older { links.append(PageLink(rel: "prev", url: older.url, title: older.name)) }
        if let newer { links.append(PageLink(rel: "next", url: newer.url, title: newer.name)) }
        let isForAll = entry.deletedAt == nil && entry.isReadable && signer == nil
        var values = site.layout(
            title: "\(shown.headline) – \(site.title)", path: entry.path, description: shown.summary,
            isIndexed: entry.isIndexed, links: links, preview: isForAll ? preview(shown) : nil)
        var entryValues = shown.values
        if !isOwners { entryValues["hasState"] = false }
        values["entry"] = entryValues
        values["isOwners"] = isOwners
        values["historyURL"] = site.url("\(OwnerPath.posts)/\(entry.id)/history")
        values["postsURL"] = site.url(OwnerPath.posts)
        values["hasNeighbours"] = !links.isEmpty
        values["previous"] = older.map { ["url": $0.url, "name": $0.name] }
        values["next"] = newer.map { ["url": $0.url, "name": $0.name] }
        values["onThisDayURL"] = day.map { site.url($0.path) }
        return values
    }

    private func link(_ entry: Entry?) -> (url: String, name: String)? {
        entry.map { (site.url($0.path), $0.headline(on: site)) }
    }

    private func preview(_ shown: EntryValues) -> PagePreview {
        let published = entry.published
        let updated = PostDate(secondsSince1970: entry.updatedAt, offsetSeconds: published.offsetSeconds)
        let isDated = entry.postType != .page
        return PagePreview(
            kind: .article, title: shown.headline, image: shown.previewImage, published: isDated ? published : nil,
            updated: isDated && updated > published ? updated : nil, tags: entry.item.strings("category"))
    }
}
