import IndieWeb

/// Where readers meet an entry: its place, and the lists that it is in; none of both for one that lists don't show.
struct EntryListing: Sendable, Equatable {
    let id: Int64
    let place: EntryCursor?
    /// The lists that can be subscribed to, by their paths.
    let subscribed: Set<String>
    /// Pages without a feed that it is on beside its own: its year, month and day, and that day of all years.
    let others: Set<String>

    init(_ entry: Entry, _ clock: Clock) {
        self.init(
            id: entry.id, isListed: entry.isPublic, isReadable: entry.isReadable && entry.deletedAt == nil,
            published: entry.published, type: entry.postType, channel: entry.channel,
            tags: entry.item.tags, clock)
    }

    /// - Parameter entry: what the entry becomes; it isn't deleted.
    init(_ entry: NewEntry, id: Int64, _ clock: Clock) {
        self.init(
            id: id, isListed: entry.state == .published && entry.visibility == .public,
            isReadable: entry.state == .published && entry.visibility != .private, published: entry.published,
            type: entry.postType, channel: entry.channel, tags: entry.categories, clock)
    }

    /// Of an entry that is deleted, or not there yet.
    init(none id: Int64) { (self.id, place, subscribed, others) = (id, nil, [], []) }

    private init(
        id: Int64, isListed: Bool, isReadable: Bool, published: PostDate, type: PostType, channel: String?,
        tags: [String], _ clock: Clock
    ) {
        self.id = id
        guard isListed else {
            // One static page stands on the page about the owner.
            let isPage = type == .page && isReadable
            (place, subscribed, others) = (nil, [], isPage ? [AboutPage.path] : [])
            return
        }
        place = EntryCursor(publishedAt: published.secondsSince1970, id: id)
        var lists = Set(tags.map { EntryList.tag($0).path })
        lists.formUnion([EntryList.all.path, EntryList.type(type).path])
        if let channel { lists.insert(EntryChannel.path(of: channel)) }
        subscribed = lists
        let day = clock.yearDay(at: published.secondsSince1970)
        others = Set(clock.periodPaths(at: published.secondsSince1970) + [day?.path].compactMap(\.self))
    }

    var lists: Set<String> { subscribed.union(others) }

    /// What changes for readers when an entry that was listed like `old` becomes one that is listed like this.
    ///
    /// Its own page always does. Called after the change; four look-ups at most.
    func topics(since old: EntryListing, _ tx: AppDatabase.Transaction) throws -> Set<PageTopic> {
        // The sitemap says of each entry when it last changed.
        var topics: Set<PageTopic> = [.entry(id), .list(SitemapReader.path)]
        guard old != self else { return topics }
        let changed = old.place == place ? old.lists.symmetricDifference(lists) : old.lists.union(lists)
        topics.formUnion(changed.map { .list($0) })
        // Pages about all lists show each of them.
        topics.insert(.list(EntryList.all.path))
        if old.place != place {
            topics.formUnion(try neighbours(since: old, tx).map { .neighbours(of: $0.id) })
            topics.insert(.neighbours(of: id))
        }
        return topics
    }

    /// What stands beside the place that the entry has or had.
    func neighbours(
        since old: EntryListing, _ tx: AppDatabase.Transaction
    ) throws -> [Entry.Location] {
        try Set([old.place, place].compactMap(\.self)).flatMap { try EntryNeighbourStore.locations(around: $0, tx) }
    }
}

extension Clock {
    /// The paths of the year, the month and the day of a time: `/2026`, `/2026/11`, `/2026/11/21`.
    func periodPaths(at time: Int64) -> [String] {
        let local = date(at: time).localTime
        let year = "/" + String(zeroPadding: local.year, to: 4)
        let month = year + "/" + String(zeroPadding: local.month, to: 2)
        return [year, month, month + "/" + String(zeroPadding: local.day, to: 2)]
    }
}
