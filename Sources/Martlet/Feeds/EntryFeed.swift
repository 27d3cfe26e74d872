import IndieWeb

/// One page of a feed of entries.
///
/// The first page is the feed that readers subscribe to; its address is the id of all of them.
struct EntryFeed {
    let entries: [Entry]
    let place: ListPlace
    /// What this page begins after.
    let cursor: EntryCursor?
    let site: Site
    let templates: Templates
    /// For a feed without entries.
    let now: PostDate
    /// Which entries these are; one that has a feed.
    var list = EntryList.all

    private var address: String { site.url(list.feedPath ?? Site.feedPath) }
    private var title: String { list.name.map { "\($0) – \(site.title)" } ?? site.title }

    /// The page as Atom, with links to its neighbours (RFC 5005 §3).
    var atom: AtomFeed {
        AtomFeed(
            id: address, title: title, updated: updated,
            author: AtomPerson(name: site.owner.name, uri: site.owner.url), selfURL: page(cursor),
            url: site.url(list.path),
            language: site.language, links: links, entries: entries.map(entry))
    }

    private var updated: PostDate {
        entries.map(Self.updated).max() ?? now
    }

    private var links: [AtomLink] {
        var links: [AtomLink] = []
        if !place.isFirst { links.append(AtomLink(.first, href: address)) }
        if let newer = place.newer { links.append(AtomLink(.previous, href: page(newer.before))) }
        if let older = place.older { links.append(AtomLink(.next, href: page(older))) }
        return links
    }

    private func page(_ cursor: EntryCursor?) -> String { cursor.map { "\(address)?before=\($0)" } ?? address }

    private func entry(_ entry: Entry) -> AtomEntry {
        let shown = EntryValues(entry, site: site)
        let permalink = site.url(entry.path)
        return AtomEntry(
            id: permalink, title: shown.headline, updated: Self.updated(entry), url: permalink,
            published: entry.published, contentHTML: templates.render(FeedEntryPage(shown: shown)),
            categories: entry.item.strings("category").map { AtomCategory(term: $0) }, links: enclosures(of: entry))
    }

    private func enclosures(of entry: Entry) -> [AtomLink] {
        let photos = entry.photos.sorted { $0.key < $1.key }.compactMap { _, photo in
            photo.full.map { full in
                AtomLink(
                    .enclosure, href: site.url(photo.path(of: full)), type: full.mediaType,
                    length: Int64(full.sizeBytes))
            }
        }
        let order = { (place: MediaPlace) in (place.property == .video ? 0 : 1, place.position) }
        let recordings = entry.media.recordings.sorted { order($0.key) < order($1.key) }.compactMap { _, recording in
            recording.full.map { full in
                AtomLink(
                    .enclosure, href: site.url(recording.path(of: full.file)), type: full.mediaType,
                    length: Int64(full.sizeBytes))
            }
        }
        return photos + recordings
    }

    private static func updated(_ entry: Entry) -> PostDate {
        PostDate(secondsSince1970: entry.updatedAt, offsetSeconds: entry.published.offsetSeconds)
    }
}

/// The values of `feed-entry.mustache`: the content of an entry for feed readers, who see it without the page around it.
struct FeedEntryPage: Page {
    static let template = "feed-entry"

    let shown: EntryValues

    var values: [String: Any] { ["entry": shown.values] }
}
