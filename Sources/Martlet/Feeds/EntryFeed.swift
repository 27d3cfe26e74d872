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
    let parts: PageParts
    /// For a feed without entries.
    let now: PostDate
    /// Which entries these are; one that has a feed.
    var list = EntryList.all
    /// The form that the addresses of this page and its neighbours are of.
    var format = FeedFormat.atom
    /// The archive document that this is, in place of a page.
    var archive: FeedArchive?

    private var address: String { site.url(list.feedPath(format) ?? Site.feedPath) }

    /// The page with links to its neighbours (RFC 5005 §3), or the archive document (§4).
    var feed: Feed {
        let crowded = crowdedSeconds
        return Feed(
            id: site.url(list.feedPath(.atom) ?? Site.feedPath),
            title: list.name.map { "\($0) – \(site.title)" } ?? site.title, updated: updated,
            author: FeedAuthor(name: site.owner.name, url: site.owner.url), selfURL: ownURL,
            url: site.url(list.path), language: site.language, isArchive: archive != nil,
            links: links + (hub.map { [FeedLink(.hub, href: $0)] } ?? []),
            entries: entries.map { entry($0, isCrowded: crowded.contains($0.updatedAt)) })
    }

    /// What to say in `Link` headers: readers look there for the hub, and for the address that the hub knows.
    ///
    /// - SeeAlso: <https://www.w3.org/TR/websub/#discovery>
    var headerLinks: [String] {
        ["<\(ownURL)>; rel=\"self\""] + (hub.map { ["<\($0)>; rel=\"hub\""] } ?? [])
    }

    private var hub: String? { list.isQuery ? nil : site.hub }

    private var ownURL: String { archive.map { archived($0.start) } ?? page(cursor) }

    private var updated: PostDate {
        entries.map(Self.updated).max() ?? now
    }

    private var links: [FeedLink] {
        if let archive { return links(of: archive) }
        var links: [FeedLink] = []
        if !place.isFirst { links.append(FeedLink(.first, href: address)) }
        if let newer = place.newer { links.append(FeedLink(.previous, href: page(newer.before))) }
        if let older = place.older { links.append(FeedLink(.next, href: page(older))) }
        // What this page has and the archives have are together all that there is.
        if place.isFirst, !list.isQuery, let unseen = place.unseen {
            links.append(FeedLink(.prevArchive, href: archived(unseen)))
        }
        return links
    }

    private func links(of archive: FeedArchive) -> [FeedLink] {
        var links = [FeedLink(.current, href: address)]
        if let older = archive.older { links.append(FeedLink(.prevArchive, href: archived(older))) }
        if let newer = archive.newer { links.append(FeedLink(.nextArchive, href: archived(newer))) }
        return links
    }

    private func page(_ cursor: EntryCursor?) -> String {
        // That of a search has a query already.
        cursor.map { "\(address)\(address.contains("?") ? "&" : "?")before=\($0)" } ?? address
    }

    private func archived(_ start: EntryCursor) -> String { "\(address)?archive=\(start)" }

    /// The times of change that several of the entries have.
    private var crowdedSeconds: Set<Int64> {
        var known: Set<Int64> = []
        return Set(entries.map(\.updatedAt).filter { !known.insert($0).inserted })
    }

    private func entry(_ entry: Entry, isCrowded: Bool) -> FeedEntry {
        let shown = EntryValues(entry, site: site)
        let permalink = site.url(entry.path)
        return FeedEntry(
            id: permalink, url: permalink, title: shown.title, headline: shown.title ?? shown.headline,
            updated: Self.updated(entry),
            // By the id, so that an entry says the same each time.
            updatedMilliseconds: isCrowded ? Int(entry.id % 999) + 1 : 0, published: entry.published,
            contentHTML: parts.part(FeedEntryPage.template, of: entry) {
                templates.render(FeedEntryPage(shown: shown))
            },
            categories: entry.item.strings("category").map { FeedCategory(term: $0) },
            enclosures: enclosures(of: entry))
    }

    private func enclosures(of entry: Entry) -> [FeedEnclosure] {
        let alts = entry.item.photos.map(\.alt)
        let photos = entry.photos.sorted { $0.key < $1.key }.compactMap { position, photo in
            photo.full.map { full in
                FeedEnclosure(
                    url: site.url(photo.path(of: full)), type: full.mediaType, length: Int64(full.sizeBytes),
                    alt: (alts.indices.contains(position) ? alts[position] : nil) ?? photo.alt, width: full.width,
                    height: full.height)
            }
        }
        let order = { (place: MediaPlace) in (place.property == .video ? 0 : 1, place.position) }
        let recordings = entry.media.recordings.sorted { order($0.key) < order($1.key) }.compactMap { _, recording in
            recording.full.map { full in
                FeedEnclosure(
                    url: site.url(recording.path(of: full.file)), type: full.mediaType,
                    length: Int64(full.sizeBytes), alt: recording.alt, width: full.width, height: full.height,
                    durationSeconds: recording.durationSeconds)
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
