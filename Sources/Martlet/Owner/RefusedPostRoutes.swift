import HTTPTypes
import Hummingbird
import IndieWeb

/// What apps sent and was refused, for the owner to repair.
struct RefusedPostRoutes: Sendable {
    let site: Site
    let keeper: RefusedPostKeeper
    let pages: OwnerPages

    /// Posts on a page.
    private static let pageSize = 10

    /// `GET /admin/refused?before=…`
    func list(_ owner: OwnerVisit) async throws -> Response {
        var frame = OwnerFrame(site, owner.visit, path: OwnerPath.refused)
        switch owner.visit.parameter("done") {
        case "discarded": frame.notice = "It is discarded."
        case "published": try await say(whatBecameOf: owner.visit.parameter("post"), &frame)
        default: break
        }
        let list = try await keeper.page(
            before: owner.visit.parameter("before").flatMap { Int64($0) }, size: Self.pageSize)
        return pages.response(RefusedPage(frame: frame, list: list, clock: keeper.clock))
    }

    /// `GET /admin/refused/{id}`: one of them, however long it is.
    func show(_ owner: OwnerVisit) async throws -> Response {
        try await page(owner, of: try owner.visit.context.id())
    }

    /// `POST /admin/refused/{id}/publish`: publishes what the owner made of it.
    func publish(_ owner: OwnerVisit) async throws -> Response {
        let id = try owner.visit.context.id()
        let repaired = Self.repaired(owner.visit)
        do {
            guard let location = try await keeper.publish(id, repaired) else { throw SiteError.notFound }
            return .seeOther(OwnerPath.refused + "?done=published&post=\(location.id)")
        } catch let error as SiteError where error.status == .notFound {
            throw error
        } catch {
            let problem = Problem(error)
            guard !problem.isFault else { throw error }
            return try await page(owner, of: id, RefusedPage.Repair(post: repaired, complaint: problem.message))
        }
    }

    /// `POST /admin/refused/{id}/discard`
    func discard(_ owner: OwnerVisit) async throws -> Response {
        guard try await keeper.discard(try owner.visit.context.id()) else { throw SiteError.notFound }
        return .seeOther(OwnerPath.refused + "?done=discarded")
    }

    /// What the form has in it: one text, or the fields of a form, a name and a value each.
    ///
    /// Forms send CR LF for the ends of lines.
    private static func repaired(_ visit: Visit) -> RepairedPost {
        func texts(_ name: String) -> [String] { visit.fields(name).map { $0.replacing("\r\n", with: "\n") } }
        if let body = texts("body").first { return .text(body) }
        // What has no name any more is still there to be complained about.
        let (names, values) = (texts("name"), texts("value"))
        return .fields(
            values.enumerated().map { index, value in
                FormField(name: names.indices.contains(index) ? names[index] : "", value: value)
            })
    }

    /// Says that a post is published, or what else became of it, and where it is.
    private func say(whatBecameOf id: String?, _ frame: inout OwnerFrame) async throws {
        guard let id = id.flatMap({ Int64($0) }), let entry = try await keeper.entry(id) else { return }
        frame.notice =
            switch entry.state {
            case .published: "It is published."
            case .scheduled:
                "It is stored, and comes out \(keeper.clock.date(at: entry.published.secondsSince1970).text)."
            case .draft: "It is stored as a draft."
            }
        frame.noticeLink = (site.url(entry.path), EntryValues(entry, site: site).headline)
    }

    private func page(
        _ owner: OwnerVisit, of id: Int64, _ repair: RefusedPage.Repair? = nil
    ) async throws -> Response {
        guard let post = try await keeper.post(id) else { throw SiteError.notFound }
        let frame = OwnerFrame(site, owner.visit, path: OwnerPath.refused)
        let page = RefusedPage(
            frame: frame, list: RefusedPostList(posts: [post]), clock: keeper.clock, isWhole: true, repair: repair)
        return pages.response(page, status: repair == nil ? .ok : .badRequest)
    }
}
