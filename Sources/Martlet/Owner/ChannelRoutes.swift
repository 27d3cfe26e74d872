import HTTPTypes
import Hummingbird
import IndieWeb

/// The owner's page of channels.
struct ChannelRoutes: Sendable {
    let site: Site
    let database: AppDatabase
    let clock: Clock
    let cache: PageCache
    let pages: OwnerPages

    /// `GET /admin/channels`
    func list(_ owner: OwnerVisit) async throws -> Response { try await page(owner) }

    /// `POST /admin/channels`
    func add(_ owner: OwnerVisit) async throws -> Response {
        let (name, wish) = (owner.visit.field("name"), owner.visit.field("uid"))
        if let complaint = Self.complaint(about: name) { return try await page(owner, complaint) }
        guard let uid = Slug.slugify(wish.isEmpty ? name : wish) else {
            return try await page(owner, "Choose a short name of Latin letters or digits.")
        }
        let now = clock.now()
        guard try await database.write({ try ChannelStore.insert(uid: uid, name: name, at: now, $0) }) else {
            return try await page(owner, "There is a channel “\(uid)” already.")
        }
        // The archive and the list of feeds have it at once.
        cache.invalidateAll()
        return .seeOther(OwnerPath.channels + "?done=added")
    }

    /// `POST /admin/channels/{uid}/rename`
    func rename(_ owner: OwnerVisit) async throws -> Response {
        let (uid, name) = (try owner.visit.context.variable("uid"), owner.visit.field("name"))
        if let complaint = Self.complaint(about: name) { return try await page(owner, complaint, of: uid) }
        guard try await database.write({ try ChannelStore.rename(uid, to: name, $0) }) else { throw SiteError.notFound }
        cache.invalidateAll()
        return .seeOther(OwnerPath.channels + "?done=renamed")
    }

    /// `POST /admin/channels/{uid}/delete`: its posts stay.
    func delete(_ owner: OwnerVisit) async throws -> Response {
        let uid = try owner.visit.context.variable("uid")
        guard try await database.write({ try ChannelStore.remove(uid, $0) }) else { throw SiteError.notFound }
        cache.invalidateAll()
        return .seeOther(OwnerPath.channels + "?done=deleted")
    }

    private static let notices = [
        "added": "The channel is added.", "renamed": "The channel is renamed.",
        "deleted": "The channel is deleted; its posts are still there.",
    ]

    /// What is wrong with a channel's name; nil when nothing is.
    private static func complaint(about name: String) -> String? {
        !name.isEmpty && name.count <= 100 ? nil : "Give the channel a name of at most 100 characters."
    }

    /// The page, after a refusal with what was typed in the form that was refused.
    private func page(
        _ owner: OwnerVisit, _ complaint: String? = nil, of uid: String? = nil
    ) async throws -> Response {
        let notice = owner.visit.parameter("done").flatMap { Self.notices[$0] }
        let frame = OwnerFrame(site, owner.visit, path: OwnerPath.channels, notice: notice)
        let (channels, counts) = try await database.read { tx in
            try (ChannelStore.all(tx), ChannelStore.counts(tx))
        }
        guard uid == nil || channels.contains(where: { $0.uid == uid }) else { throw SiteError.notFound }
        let refused = complaint.map { RefusedForm(of: uid, fields: owner.visit.fields, complaint: $0) }
        let page = ChannelsPage(frame: frame, channels: channels, counts: counts, refused: refused)
        return pages.response(page, status: complaint == nil ? .ok : .badRequest)
    }
}

/// The values of `channels.mustache`.
struct ChannelsPage: Page {
    static let template = "channels"

    let frame: OwnerFrame
    let channels: [EntryChannel]
    /// How many entries are filed under each.
    let counts: [String: Int]
    /// The form that was refused; its id is the channel's `uid`.
    var refused: RefusedForm<String>?

    var values: [String: Any] {
        let site = frame.site
        var values = frame.values(title: "Channels")
        values["channels"] = channels.map { channel -> [String: Any] in
            let form = refused.flatMap { $0.id == channel.uid ? $0 : nil }
            return [
                "uid": channel.uid, "name": channel.name, "count": String(counts[channel.uid] ?? 0),
                "url": site.url("/channels/\(channel.uid)"),
                "renameURL": site.url("\(OwnerPath.channels)/\(channel.uid)/rename"),
                "deleteURL": site.url("\(OwnerPath.channels)/\(channel.uid)/delete"),
                "form": RefusedForm<String>.values(["name": channel.name], form),
            ]
        }
        values["hasChannels"] = !channels.isEmpty
        values["addURL"] = site.url(OwnerPath.channels)
        let form = refused.flatMap { $0.id == nil ? $0 : nil }
        values["form"] = RefusedForm<String>.values(["name": "", "uid": ""], form)
        return values
    }
}
