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
        let name = owner.visit.field("name")
        guard !name.isEmpty, name.count <= 100, let uid = Slug.slugify(owner.visit.field("uid")) ?? Slug.slugify(name)
        else { return try await page(owner, problem: "Give the channel a name of at most 100 characters.") }
        let now = clock.now()
        guard try await database.write({ try ChannelStore.insert(uid: uid, name: name, at: now, $0) }) else {
            return try await page(owner, problem: "There is a channel “\(uid)” already.")
        }
        return .seeOther(OwnerPath.channels)
    }

    /// `POST /admin/channels/{uid}/rename`
    func rename(_ owner: OwnerVisit) async throws -> Response {
        let (uid, name) = (try owner.visit.context.variable("uid"), owner.visit.field("name"))
        guard !name.isEmpty, name.count <= 100 else {
            return try await page(owner, problem: "Give the channel a name of at most 100 characters.")
        }
        guard try await database.write({ try ChannelStore.rename(uid, to: name, $0) }) else { throw SiteError.notFound }
        cache.invalidate()
        return .seeOther(OwnerPath.channels)
    }

    /// `POST /admin/channels/{uid}/delete`: its posts stay.
    func delete(_ owner: OwnerVisit) async throws -> Response {
        let uid = try owner.visit.context.variable("uid")
        guard try await database.write({ try ChannelStore.remove(uid, $0) }) else { throw SiteError.notFound }
        cache.invalidate()
        return .seeOther(OwnerPath.channels)
    }

    private func page(_ owner: OwnerVisit, problem: String? = nil) async throws -> Response {
        let frame = OwnerFrame(site, owner.visit, path: OwnerPath.channels, problem: problem)
        let (channels, counts) = try await database.read { tx in
            try (ChannelStore.all(tx), ChannelStore.counts(tx))
        }
        let page = ChannelsPage(frame: frame, channels: channels, counts: counts)
        return pages.response(page, status: problem == nil ? .ok : .badRequest)
    }
}

/// The values of `channels.mustache`.
struct ChannelsPage: Page {
    static let template = "channels"

    let frame: OwnerFrame
    let channels: [EntryChannel]
    /// How many entries are filed under each.
    let counts: [String: Int]

    var values: [String: Any] {
        let site = frame.site
        var values = frame.values(title: "Channels")
        values["channels"] = channels.map { channel -> [String: Any] in
            [
                "uid": channel.uid, "name": channel.name, "count": String(counts[channel.uid] ?? 0),
                "url": site.url("/channels/\(channel.uid)"),
                "renameURL": site.url("\(OwnerPath.channels)/\(channel.uid)/rename"),
                "deleteURL": site.url("\(OwnerPath.channels)/\(channel.uid)/delete"),
            ]
        }
        values["hasChannels"] = !channels.isEmpty
        values["addURL"] = site.url(OwnerPath.channels)
        return values
    }
}
