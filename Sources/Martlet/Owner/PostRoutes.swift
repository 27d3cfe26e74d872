import HTTPTypes
import Hummingbird
import IndieWeb

/// The owner's posts: what is waiting, hidden or deleted, and the history of each.
struct PostRoutes: Sendable {
    let site: Site
    let database: AppDatabase
    let editor: EntryEditor
    let clock: Clock
    let pages: OwnerPages

    /// `GET /admin/posts?show=…&before=…`
    func list(_ owner: OwnerVisit) async throws -> Response {
        let place = try place(owner)
        let size = site.pageSize
        let (page, counts, done) = try await database.read { tx in
            let done = try owner.visit.parameter("post").flatMap { Int64($0) }.flatMap {
                try EntryStore.entry(id: $0, tx)
            }
            let page = try OwnerPostStore.page(place.tab, before: place.before, size: size, tx)
            return (page, try OwnerPostStore.counts(tx), done)
        }
        var frame = OwnerFrame(site, owner.visit, path: OwnerPath.posts)
        if let done { say(what: owner.visit.parameter("done"), wasDoneTo: done, place, &frame) }
        return pages.response(
            PostsPage(
                frame: frame, place: place, counts: counts, entries: page.entries, neighbours: page.place, clock: clock)
        )
    }

    /// `GET /admin/posts/{id}/history?before=…`
    func history(_ owner: OwnerVisit) async throws -> Response {
        try await history(owner, notice: owner.visit.parameter("done").flatMap { Self.notices[$0] })
    }

    /// `POST /admin/posts/{id}/restore/{version}`
    func restore(_ owner: OwnerVisit) async throws -> Response {
        let id = try owner.visit.context.id()
        guard try await entry(id).deletedAt == nil else {
            return try await history(owner, problem: "The post is deleted: bring it back first.")
        }
        guard let version = Int64(try owner.visit.context.variable("version")),
            try await editor.restore(version, of: id, by: .owner)
        else { throw SiteError.notFound }
        return .seeOther("\(OwnerPath.posts)/\(id)/history?done=restored")
    }

    /// `POST /admin/posts/{id}/delete`
    func delete(_ owner: OwnerVisit) async throws -> Response {
        let id = try owner.visit.context.id()
        try await editor.delete(site.url(try await entry(id).path), by: .owner)
        return try back(owner, "deleted", id)
    }

    /// `POST /admin/posts/{id}/undelete`
    func undelete(_ owner: OwnerVisit) async throws -> Response {
        let id = try owner.visit.context.id()
        try await editor.undelete(site.url(try await entry(id).path), by: .owner)
        guard owner.visit.parameter("back") != "history" else {
            return .seeOther("\(OwnerPath.posts)/\(id)/history?done=undeleted")
        }
        return try back(owner, "undeleted", id)
    }

    /// `POST /admin/posts/{id}/publish`: a draft or a scheduled post comes out now.
    func publish(_ owner: OwnerVisit) async throws -> Response {
        let id = try owner.visit.context.id()
        guard try await editor.publishNow(id, by: .owner) else { throw SiteError.notFound }
        return try back(owner, "published", id)
    }

    private static let notices = [
        "deleted": "The post is deleted.", "undeleted": "The post is back.", "published": "The post is published.",
        "restored": "The post is restored: it is again as it was then.",
    ]

    /// Which list the owner looks at, or comes from.
    private func place(_ owner: OwnerVisit) throws -> PostsPage.Place {
        PostsPage.Place(
            tab: owner.visit.parameter("show").flatMap(PostsPage.Tab.init) ?? .all,
            before: try owner.visit.request.entryCursor)
    }

    /// Back to the list that the form was in.
    private func back(_ owner: OwnerVisit, _ done: String, _ id: Int64) throws -> Response {
        guard owner.visit.parameter("back") != "pages" else {
            return .seeOther("\(OwnerPath.pages)?done=\(done)&page=\(id)")
        }
        return .seeOther("\(OwnerPath.posts)?\(try place(owner).query)&done=\(done)&post=\(id)")
    }

    /// Says what was done, while it still holds, and offers to take back a deletion.
    private func say(
        what done: String?, wasDoneTo entry: Entry, _ place: PostsPage.Place, _ frame: inout OwnerFrame
    ) {
        guard let done, (done == "deleted") == (entry.deletedAt != nil) else { return }
        frame.notice = Self.notices[done]
        let headline = EntryValues(entry, site: site).headline
        if done == "deleted" {
            frame.noticeLink = (site.url("\(OwnerPath.posts)/\(entry.id)/history"), headline)
            frame.undoURL = site.url("\(OwnerPath.posts)/\(entry.id)/undelete?\(place.query)")
        } else {
            frame.noticeLink = (site.url(entry.path), headline)
        }
    }

    private func history(_ owner: OwnerVisit, problem: String? = nil, notice: String? = nil) async throws -> Response {
        let id = try owner.visit.context.id()
        let before = owner.visit.parameter("before").flatMap { Int64($0) }
        let found = try await database.read { tx in
            try EntryStore.entry(id: id, tx).map {
                ($0, try OwnerPostStore.versions(of: id, before: before, limit: HistoryPage.size + 1, tx))
            }
        }
        guard let (entry, revisions) = found else { throw SiteError.notFound }
        let frame = OwnerFrame(site, owner.visit, path: OwnerPath.posts, problem: problem, notice: notice)
        return pages.response(
            HistoryPage(frame: frame, entry: entry, revisions: revisions, clock: clock),
            status: problem == nil ? .ok : .conflict)
    }

    private func entry(_ id: Int64) async throws -> Entry {
        guard let entry = try await database.read({ try EntryStore.entry(id: id, $0) }) else {
            throw SiteError.notFound
        }
        return entry
    }
}
