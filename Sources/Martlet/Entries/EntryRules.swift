import IndieWeb

/// What an entry becomes of what its author sent: its type, its time, whether it comes out, and who may read it.
struct EntryRules: Sendable {
    let site: Site
    let clock: Clock
    /// Whether pictures that an entry shows from elsewhere are fetched into the site.
    let fetchesPhotos: Bool
    /// Whether an entry comes out only if each of its pictures has an alternative text.
    var requiresAlt = false

    /// A new entry.
    ///
    /// - Throws: ``MicropubError/invalidRequest(_:)`` naming the property that can't be understood.
    func entry(
        _ sent: Mf2Item, commands: MicropubCommands, at now: Int64, isDraftOnly: Bool, tokenID: Int64?
    ) throws -> NewEntry {
        try checkResponses(sent)
        var item = sent
        let date = try publishedDate(item)
        let state = try state(of: item, date: date, at: now, isDraftOnly: isDraftOnly)
        let published = date ?? clock.date(at: now)
        // Whoever may write drafts only has said so by their token; a later change of something else must not bring it out.
        if isDraftOnly { item["post-status"] = [.string(PostStatus.draft.rawValue)] }
        // A draft gets its date when it comes out.
        if date == nil, state != .draft { item["published"] = [.string(published.rfc3339)] }
        let (type, words) = read(item, in: commands.channel, published: published)
        return NewEntry(
            postType: type, item: item, published: published, updatedAt: min(published.secondsSince1970, now),
            state: state, visibility: try visibility(of: item, as: type), channel: commands.channel, tokenID: tokenID,
            words: words)
    }

    /// The slug of a new entry: what its author wishes, else a page's name, else its time on the clock of the site.
    func slug(of entry: NewEntry, _ commands: MicropubCommands) -> String {
        commands.slug.flatMap(Slug.slugify)
            ?? (entry.postType == .page ? entry.item.string("name").flatMap(Slug.slugify) : nil)
            ?? Slug.timestamp(clock.date(at: entry.published.secondsSince1970))
    }

    /// An entry after a change of its item.
    ///
    /// - Throws: ``MicropubError/invalidRequest(_:)`` naming the property that can't be understood.
    func changed(
        _ entry: Entry, to changed: Mf2Item, commands: MicropubCommands, at now: Int64
    ) throws -> NewEntry {
        guard changed.json.serialized().utf8.count <= Self.largestItem else {
            throw MicropubError.requestTooLarge("The post would be larger than \(Self.largestItem) bytes.")
        }
        try checkResponses(changed)
        var item = changed
        var date = try publishedDate(item)
        let state = try state(of: item, date: date, at: now, isDraftOnly: false)
        if state != .draft, date == nil {
            let time = entry.state == .published ? entry.published : clock.date(at: now)
            item["published"] = [.string(time.rfc3339)]
            date = time
        }
        let comesOut = entry.state != .published && state == .published
        let published = date ?? entry.published
        let channel = commands.leavesChannel ? nil : commands.channel ?? entry.channel
        let (type, words) = read(item, in: channel, published: published)
        return NewEntry(
            postType: type, item: item, published: published,
            // A draft begins its life in public unchanged.
            updatedAt: comesOut ? min(published.secondsSince1970, now) : now, state: state,
            visibility: try visibility(of: item, as: type), channel: channel, tokenID: nil, words: words)
    }

    /// An entry whose time has come.
    func published(_ entry: Entry) -> NewEntry {
        NewEntry(
            postType: entry.postType, item: entry.item, published: entry.published,
            updatedAt: max(entry.published.secondsSince1970, entry.updatedAt), state: .published,
            visibility: entry.visibility, channel: entry.channel, tokenID: nil, words: words(of: entry, as: entry.item))
    }

    /// An entry as it is, to be stored again; with `item`, the same entry in other words.
    func unchanged(_ entry: Entry, with item: Mf2Item? = nil) -> NewEntry {
        NewEntry(
            postType: entry.postType, item: item ?? entry.item, published: entry.published, updatedAt: entry.updatedAt,
            state: entry.state, visibility: entry.visibility, channel: entry.channel, tokenID: nil,
            words: words(of: entry, as: item ?? entry.item))
    }

    /// What the search finds an entry by.
    func words(of entry: Entry) -> SearchWords { words(of: entry, as: entry.item) }

    private func words(of entry: Entry, as item: Mf2Item) -> SearchWords {
        SearchWords(
            item, content: EntryContent(item, site: site).text, type: entry.postType,
            published: clock.date(at: entry.published.secondsSince1970))
    }

    /// Holds an entry that is to come out to what the owner asks of its pictures.
    ///
    /// - Throws: ``MicropubError/invalidRequest(_:)`` naming the first picture without a text.
    func checkPhotos(of entry: NewEntry, _ tx: AppDatabase.Transaction) throws {
        guard requiresAlt, entry.state != .draft else { return }
        for (position, photo) in entry.item.photos.enumerated() where photo.alt == nil {
            if let name = MediaFolder.name(in: photo.url), try MediaStore.hasAlt(name, tx) { continue }
            throw MicropubError.invalidRequest(
                "“photo” number \(position + 1) has no alternative text, and this site publishes none without.")
        }
    }

    /// Writes the jobs that follow from an entry.
    func enqueue(for entry: NewEntry, id: Int64, at now: Int64, _ tx: AppDatabase.Transaction) throws {
        if entry.state == .scheduled {
            try Self.enqueuePublishing(id, at: entry.published.secondsSince1970, now, tx)
        } else {
            try JobStore.remove(uniqueKey: Self.publishKey(id), tx)
        }
        guard fetchesPhotos else { return }
        for property in [MediaPlace.Property.photo, .video, .audio] {
            for file in entry.item.media(property) { try enqueueFetching(file.url, property, id, now, tx) }
        }
    }

    private func enqueueFetching(
        _ address: String, _ property: MediaPlace.Property, _ id: Int64, _ now: Int64, _ tx: AppDatabase.Transaction
    ) throws {
        // Another site may run the same program, so an address that looks like one of ours need not be.
        guard let url = HTTPURL(address), !address.hasPrefix(site.url("/media/")) else { return }
        if let name = MediaFolder.name(in: address), try MediaStore.id(named: name, tx) != nil { return }
        let key = "fetch-\(property.rawValue) \(id) \(address)"
        // One that was given up stays so, where the owner can see why, until they say otherwise.
        guard try !JobStore.exists(uniqueKey: key, tx) else { return }
        let payload: JSONObject = [
            "entry": .number(JSONNumber(Int(id))), "url": .string(address), "property": .string(property.rawValue),
        ]
        let job = NewJob(kind: .fetchPhoto, payload: payload, runAt: now, uniqueKey: key, host: url.host)
        try JobStore.enqueue(job, at: now, tx)
    }

    /// Writes the job that publishes an entry at its time.
    static func enqueuePublishing(
        _ id: Int64, at time: Int64, _ now: Int64, _ tx: AppDatabase.Transaction
    ) throws {
        let job = NewJob(
            kind: .publishEntry, payload: ["entry": .number(JSONNumber(Int(id)))], runAt: time,
            uniqueKey: publishKey(id))
        try JobStore.enqueue(job, at: now, tx)
    }

    private static func publishKey(_ id: Int64) -> String { "publish-entry \(id)" }

    /// Bytes of the JSON of one post, with all that updates add to it.
    private static let largestItem = 2 * 1024 * 1024

    /// A response to nothing would be an empty page.
    private func checkResponses(_ item: Mf2Item) throws {
        for property in ["in-reply-to", "like-of", "repost-of", "bookmark-of"] {
            guard !item[property].isEmpty, item.urls(property).isEmpty else { continue }
            throw MicropubError.invalidRequest("“\(property)” holds no web address.")
        }
        if let name = item.strings("category").first(where: { $0.utf8.count > 500 }) {
            throw MicropubError.invalidRequest("“category” holds a name of more than 500 bytes: \(name.prefix(40))…")
        }
    }

    private func publishedDate(_ item: Mf2Item) throws -> PostDate? {
        guard item["published"].isEmpty || item.string("published") != nil else {
            throw MicropubError.invalidRequest("“published” is no text.")
        }
        return try item.string("published").map { text in
            guard let date = PostDate.parse(text, zone: clock.zone) else {
                throw MicropubError.invalidRequest("“published” is no date and time such as 2026-11-21T07:20:00+01:00.")
            }
            return date
        }
    }

    private func state(of item: Mf2Item, date: PostDate?, at now: Int64, isDraftOnly: Bool) throws -> EntryState {
        if try isDraftOnly || item.postStatus == .draft { return .draft }
        return date.map { $0.secondsSince1970 > now } == true ? .scheduled : .published
    }

    /// What an entry is by its content, and what the search finds it by.
    private func read(
        _ item: Mf2Item, in channel: String?, published: PostDate
    ) -> (type: PostType, words: SearchWords) {
        let content = EntryContent(item, site: site).text
        let isPage = channel == EntryChannel.pages.uid
        let type = isPage ? .page : PostType.discover(item, contentText: content)
        let date = clock.date(at: published.secondsSince1970)
        return (type, SearchWords(item, content: content, type: type, published: date))
    }

    /// As lists and their indexes have it: a page is in none of them, whoever may read it.
    private func visibility(of item: Mf2Item, as type: PostType) throws -> Visibility {
        let wish = try item.visibility
        return type == .page && wish == .public ? .unlisted : wish
    }
}
