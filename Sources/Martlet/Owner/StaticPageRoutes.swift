import HTTPTypes
import Hummingbird
import IndieWeb

/// The owner's static pages: the list of them, and the form that makes and changes one.
struct StaticPageRoutes: Sendable {
    let site: Site
    let database: AppDatabase
    let publisher: EntryPublisher
    let editor: EntryEditor
    let pages: OwnerPages

    /// Pages that are listed.
    private static let most = 500

    /// `GET /admin/pages`
    func list(_ owner: OwnerVisit) async throws -> Response {
        let (all, done) = try await database.read { tx in
            let id = owner.visit.parameter("page").flatMap { Int64($0) }
            return (
                try StaticPageStore.pages(limit: Self.most + 1, tx), try id.flatMap { try EntryStore.entry(id: $0, tx) }
            )
        }
        var frame = OwnerFrame(site, owner.visit, path: OwnerPath.pages)
        if let done { say(what: owner.visit.parameter("done"), wasDoneTo: done, &frame) }
        return pages.response(
            StaticPagesPage(frame: frame, entries: Array(all.prefix(Self.most)), hasMore: all.count > Self.most))
    }

    /// `GET /admin/pages/new`
    func blank(_ owner: OwnerVisit) async throws -> Response { form(owner, of: nil) }

    /// `POST /admin/pages`
    func create(_ owner: OwnerVisit) async throws -> Response {
        let typed = StaticPageForm(owner.visit)
        if let complaint = typed.complaint { return form(owner, of: nil, complaint) }
        do {
            let outcome = try await publisher.create(
                try typed.creation(), photos: [], by: .owner, fingerprint: typed.fingerprint)
            return .seeOther("\(OwnerPath.pages)?done=added&page=\(outcome.location.id)")
        } catch {
            return form(owner, of: nil, try Self.complaint(about: error))
        }
    }

    /// `GET /admin/pages/{id}`
    func edit(_ owner: OwnerVisit) async throws -> Response { form(owner, of: try await entry(owner)) }

    /// `POST /admin/pages/{id}`: changes the page, unless it has changed since the form was filled.
    func save(_ owner: OwnerVisit) async throws -> Response {
        let entry = try await entry(owner)
        let typed = StaticPageForm(owner.visit)
        if let complaint = typed.complaint { return form(owner, of: entry, complaint) }
        do {
            let request = try typed.update(of: site.url(entry.path), isHTML: entry.hasHTML)
            _ = try await editor.update(request, ifMatch: entry.tag(version: typed.version ?? 0), by: .owner)
            return .seeOther("\(OwnerPath.pages)?done=changed&page=\(entry.id)")
        } catch let error as SiteError where error.status == .conflict {
            return try await conflict(owner)
        } catch {
            return form(owner, of: entry, try Self.complaint(about: error))
        }
    }

    /// What was typed, and beside it what the page has become meanwhile; sent again, the form replaces that.
    private func conflict(_ owner: OwnerVisit) async throws -> Response {
        form(
            owner, of: try await entry(owner),
            "The page has changed since you opened it; nothing is stored. What you typed is still here, and below it what "
                + "the page says now.", isConflict: true)
    }

    /// - Throws: the error itself when it isn't about what was typed.
    private static func complaint(about error: any Error) throws -> String {
        let problem = Problem(error)
        guard !problem.isFault else { throw error }
        return problem.message
    }

    /// - Throws: 404 when the address names no page, 410 when it is deleted.
    private func entry(_ owner: OwnerVisit) async throws -> Entry {
        let id = try owner.visit.context.id()
        let entry = try await database.read { try EntryStore.entry(id: id, $0) }
        guard let entry, entry.postType == .page else { throw SiteError.notFound }
        guard entry.deletedAt == nil else { throw SiteError.gone }
        return entry
    }

    /// The form, after a refusal with what was typed.
    private func form(
        _ owner: OwnerVisit, of entry: Entry?, _ complaint: String? = nil, isConflict: Bool = false
    ) -> Response {
        let refused = complaint.map { RefusedForm(of: entry?.id, fields: owner.visit.fields, complaint: $0) }
        let page = StaticPageFormPage(
            frame: OwnerFrame(site, owner.visit, path: OwnerPath.pages), entry: entry, refused: refused,
            isConflict: isConflict)
        return pages.response(page, status: complaint == nil ? .ok : isConflict ? .conflict : .badRequest)
    }

    /// Says what was done, while it still holds, and offers to take back a deletion.
    private func say(what done: String?, wasDoneTo entry: Entry, _ frame: inout OwnerFrame) {
        guard let done, (done == "deleted") == (entry.deletedAt != nil) else { return }
        frame.notice =
            switch done {
            case "deleted": "The page is deleted."
            case "undeleted": "The page is back."
            case "added" where entry.state == .draft: "The page is stored, as a draft."
            case "added": "The page is there."
            case "changed": "The page is changed."
            default: nil
            }
        guard frame.notice != nil else { return }
        let headline = EntryValues(entry, site: site).headline
        if done == "deleted" {
            frame.noticeLink = (site.url("\(OwnerPath.posts)/\(entry.id)/history"), headline)
            frame.undoURL = site.url("\(OwnerPath.posts)/\(entry.id)/undelete?back=pages")
        } else {
            frame.noticeLink = (site.url(entry.path), headline)
        }
    }
}
