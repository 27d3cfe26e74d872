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
        let tab = owner.visit.parameter("show").flatMap(PostsPage.Tab.init) ?? .all
        let cursor = try owner.visit.request.entryCursor
        let size = site.pageSize
        let (entries, counts) = try await database.read { tx in
            (try EntryListStore.entries(tab, before: cursor, limit: size + 1, tx), try EntryListStore.counts(tx))
        }
        let older = entries.count > size ? entries[size - 1].cursor : nil
        let notice = owner.visit.parameter("done").flatMap { Self.notices[$0] }
        let page = PostsPage(
            frame: OwnerFrame(site, owner.visit, path: OwnerPath.posts, notice: notice), tab: tab, counts: counts,
            entries: Array(entries.prefix(size)), older: older, clock: clock)
        return pages.response(page)
    }

    /// `GET /admin/posts/{id}/history`
    func history(_ owner: OwnerVisit) async throws -> Response {
        let id = try owner.visit.context.id()
        let found = try await database.read { tx in
            try EntryStore.entry(id: id, tx).map { ($0, try RevisionStore.all(of: id, tx)) }
        }
        guard let (entry, revisions) = found else { throw SiteError.notFound }
        let frame = OwnerFrame(site, owner.visit, path: OwnerPath.posts)
        return pages.response(HistoryPage(frame: frame, entry: entry, revisions: revisions, clock: clock))
    }

    /// `POST /admin/posts/{id}/restore/{version}`
    func restore(_ owner: OwnerVisit) async throws -> Response {
        let id = try owner.visit.context.id()
        guard let version = Int64(try owner.visit.context.variable("version")),
            try await editor.restore(version, of: id, by: .owner)
        else { throw SiteError.notFound }
        return .seeOther("\(OwnerPath.posts)/\(id)/history")
    }

    /// `POST /admin/posts/{id}/delete`
    func delete(_ owner: OwnerVisit) async throws -> Response {
        try await editor.delete(try await url(owner), by: .owner)
        return .seeOther(OwnerPath.posts + "?done=deleted")
    }

    /// `POST /admin/posts/{id}/undelete`
    func undelete(_ owner: OwnerVisit) async throws -> Response {
        try await editor.undelete(try await url(owner), by: .owner)
        return .seeOther(OwnerPath.posts + "?done=undeleted")
    }

    /// `POST /admin/posts/{id}/publish`: a draft or a scheduled post comes out now.
    func publish(_ owner: OwnerVisit) async throws -> Response {
        guard try await editor.publishNow(try owner.visit.context.id(), by: .owner) else { throw SiteError.notFound }
        return .seeOther(OwnerPath.posts + "?done=published")
    }

    private static let notices = [
        "deleted": "The post is deleted.", "undeleted": "The post is back.", "published": "The post is published.",
    ]

    private func url(_ owner: OwnerVisit) async throws -> String {
        let id = try owner.visit.context.id()
        guard let entry = try await database.read({ try EntryStore.entry(id: id, $0) }) else {
            throw SiteError.notFound
        }
        return site.url(entry.path)
    }
}
