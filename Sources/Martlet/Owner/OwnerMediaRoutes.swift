import HTTPTypes
import Hummingbird
import IndieWeb

/// The owner's files: their texts, who shows them, links to share them, and their end.
struct OwnerMediaRoutes: Sendable {
    let site: Site
    let database: AppDatabase
    let remover: MediaRemover
    let shares: ShareKeeper
    let signer: MediaSigner
    let clock: Clock
    /// Forgets the posts that show a text which has changed.
    let cache: PageCache
    let rules: EntryRules
    let pages: OwnerPages

    private static let size = 24

    /// `GET /admin/media?show=…&before=…`
    func list(_ owner: OwnerVisit) async throws -> Response {
        let notice = owner.visit.parameter("done").flatMap { Self.notices[$0] }
        return try await list(owner, OwnerFrame(site, owner.visit, path: OwnerPath.media, notice: notice))
    }

    private static let notices = [
        "described": "The text is saved.", "deleted": "The file is deleted.", "revoked": "The link opens no more.",
    ]

    private func list(_ owner: OwnerVisit, _ frame: OwnerFrame, status: HTTPResponse.Status = .ok) async throws
        -> Response
    {
        let lacksAlt = owner.visit.parameter("show") == "without-text"
        let before = owner.visit.parameter("before").flatMap { Int64($0) }
        let rows = try await database.read {
            try OwnerMediaStore.page(lacksAlt: lacksAlt, before: before, limit: Self.size + 1, $0)
        }
        let page = OwnerMediaPage(
            frame: frame, rows: Array(rows.prefix(Self.size)), hasOlder: rows.count > Self.size, lacksAlt: lacksAlt,
            shares: try await shares.open(), clock: clock)
        return pages.response(page, status: status, isSecret: true)
    }

    /// `POST /admin/media/{id}/alt`
    func describe(_ owner: OwnerVisit) async throws -> Response {
        let id = try owner.visit.context.id()
        let alt = owner.visit.field("alt").trimmingWhitespace
        let entries = try await database.write { tx in
            guard try OwnerMediaStore.setAlt(alt.isEmpty ? nil : alt, of: id, tx) else { throw SiteError.notFound }
            let entries = try MediaStore.entries(showing: id, tx)
            try rules.announce(mediaOf: entries, at: clock.now(), tx)
            return entries
        }
        await cache.renew(Set(entries.map { .entry($0) }))
        return .seeOther(back(owner, done: "described"))
    }

    /// `POST /admin/media/{id}/delete`: with `force`, also while posts show it.
    func delete(_ owner: OwnerVisit) async throws -> Response {
        let id = try owner.visit.context.id()
        guard let name = try await database.read({ try OwnerMediaStore.name(of: id, $0) }) else {
            throw SiteError.notFound
        }
        do {
            try await remover.delete(named: name, isForced: owner.visit.field("force") == "1")
        } catch let error as MicropubError {
            let frame = OwnerFrame(site, owner.visit, path: OwnerPath.media, problem: error.description)
            return try await list(owner, frame, status: .conflict)
        }
        return .seeOther(back(owner, done: "deleted"))
    }

    /// `POST /admin/media/{id}/address`: an address that works for an hour, also while the file is hidden.
    func address(_ owner: OwnerVisit) async throws -> Response {
        let id = try owner.visit.context.id()
        guard let name = try await database.read({ try OwnerMediaStore.name(of: id, $0) }),
            let media = try await database.read({ try MediaStore.uploaded(named: name, $0) })
        else { throw SiteError.notFound }
        return message(
            owner, "An address for an hour", "Whoever has this address sees the file for the next hour:",
            signer.url(media.path))
    }

    /// `POST /admin/media/{id}/share`
    func share(_ owner: OwnerVisit) async throws -> Response {
        try await share(.media(try owner.visit.context.id()), owner)
    }

    /// `POST /admin/posts/{id}/share`
    func sharePost(_ owner: OwnerVisit) async throws -> Response {
        try await share(.entry(try owner.visit.context.id()), owner)
    }

    /// `POST /admin/shares/{id}/revoke`
    func revoke(_ owner: OwnerVisit) async throws -> Response {
        guard try await shares.revoke(try owner.visit.context.id()) else { throw SiteError.notFound }
        return .seeOther(OwnerPath.media + "?done=revoked")
    }

    private func share(_ target: Share.Target, _ owner: OwnerVisit) async throws -> Response {
        let visit = owner.visit
        var wish = Share.Wish(target: target)
        wish.isOnce = visit.field("once") == "1"
        wish.isDestroying = wish.isOnce && visit.field("destroy") == "1"
        wish.lifetime = Share.Wish.lifetimes.first { String($0) == visit.field("lifetime") } ?? 86_400
        let secret = try await shares.create(wish)
        let end =
            "Nobody can read it here a second time: copy it now. It ends \(clock.date(at: clock.now() + wish.lifetime).text)."
        return message(
            owner, "A link to share", (wish.isOnce ? "It opens once. " : "It opens as often as somebody likes. ") + end,
            site.url("/share/" + secret.text))
    }

    private func message(_ owner: OwnerVisit, _ heading: String, _ text: String, _ address: String) -> Response {
        let frame = OwnerFrame(site, owner.visit, path: OwnerPath.media)
        return pages.response(
            MessagePage(
                frame: frame, heading: heading, message: text, detail: address,
                link: (site.url(OwnerPath.media), "Your files")), isSecret: true)
    }

    private func back(_ owner: OwnerVisit, done: String) -> String {
        let show = owner.visit.parameter("show") == "without-text" ? "&show=without-text" : ""
        return "\(OwnerPath.media)?done=\(done)\(show)"
    }
}

extension String {
    fileprivate var trimmingWhitespace: String {
        var rest = self[...].drop(while: \.isWhitespace)
        while rest.last?.isWhitespace == true { rest.removeLast() }
        return String(rest)
    }
}

/// The values of `media.mustache`: the owner's files.
struct OwnerMediaPage: Page {
    static let template = "media"

    let frame: OwnerFrame
    let rows: [OwnerMediaStore.Row]
    let hasOlder: Bool
    let lacksAlt: Bool
    /// The links that still open.
    let shares: [Share]
    let clock: Clock

    var values: [String: Any] {
        let site = frame.site
        let list = site.url(OwnerPath.media)
        var values = frame.values(title: "Files")
        values["tabs"] = [
            ["label": "All", "url": list, "isCurrent": !lacksAlt],
            ["label": "Pictures without a text", "url": list + "?show=without-text", "isCurrent": lacksAlt],
        ]
        values["files"] = rows.map(file)
        values["hasFiles"] = !rows.isEmpty
        values["lifetimes"] = Share.Wish.choices
        values["hasOlder"] = hasOlder
        values["olderURL"] =
            rows.last.map { "\(list)?before=\($0.media.id)\(lacksAlt ? "&show=without-text" : "")" } ?? ""
        values["shares"] = shares.map { share -> [String: Any] in
            var values: [String: Any] = [
                "what": share.targetText, "isOnce": share.isOnce, "isDestroying": share.isDestroying,
                "revokeURL": site.url("/admin/shares/\(share.id)/revoke"),
            ]
            values.setTime("end", share.expiresAt, clock)
            return values
        }
        values["hasShares"] = !shares.isEmpty
        return values
    }

    private func file(_ row: OwnerMediaStore.Row) -> [String: Any] {
        let (site, media) = (frame.site, row.media)
        let base = site.url("\(OwnerPath.media)/\(media.id)")
        let query = lacksAlt ? "?show=without-text" : ""
        var values: [String: Any] = ["url": site.url(media.path), "id": String(media.id)]
        values["name"] = media.filename.isEmpty ? media.mediaType : media.filename
        values["type"] = media.mediaType
        values["size"] = media.sizeBytes.byteText
        values.setTime("uploaded", media.uploadedAt, clock)
        values["hasPreview"] = row.preview != nil
        values["preview"] = row.preview.map { site.url(MediaFolder.path(of: media.name, file: $0)) } ?? ""
        values["isDescribable"] = media.kind != .other
        values["alt"] = media.alt ?? ""
        values["isUsed"] = row.uses > 0
        values["uses"] = row.uses == 1 ? "one post" : "\(row.uses) posts"
        for action in ["alt", "delete"] { values[action + "URL"] = "\(base)/\(action)\(query)" }
        for action in ["share", "address"] { values[action + "URL"] = "\(base)/\(action)" }
        return values
    }
}

extension Share.Wish {
    /// How long a link may work, as the partial `share-fields` offers it.
    static var choices: [[String: Any]] {
        zip(lifetimes, ["an hour", "a day", "a week", "30 days"]).map { seconds, label in
            ["value": String(seconds), "label": label, "isUsual": seconds == 86_400]
        }
    }
}

extension Share {
    fileprivate var targetText: String {
        switch target {
        case .media(let id): "File \(id)"
        case .entry(let id): "Post \(id)"
        case nil: "Something deleted"
        }
    }
}

extension Int {
    /// `340 kB`, `1.2 MB`.
    fileprivate var byteText: String {
        if self < 1000 { return "\(self) bytes" }
        if self < 1_000_000 { return "\((self + 500) / 1000) kB" }
        let tenths = (self + 50_000) / 100_000
        return "\(tenths / 10).\(tenths % 10) MB"
    }
}
