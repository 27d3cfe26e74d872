import HTTPTypes
import Hummingbird
import IndieWeb

/// What apps sent and was refused, for the owner to repair.
struct RefusedPostRoutes: Sendable {
    let site: Site
    let keeper: RefusedPostKeeper
    let pages: OwnerPages

    /// `GET /admin/refused`
    func list(_ owner: OwnerVisit) async throws -> Response {
        try await page(owner, notice: owner.visit.parameter("done") == "discarded" ? "It is discarded." : nil)
    }

    /// `POST /admin/refused/{id}/publish`: publishes what the owner made of it.
    func publish(_ owner: OwnerVisit) async throws -> Response {
        let id = try owner.visit.context.id()
        let body = owner.visit.field("body").replacing("\r\n", with: "\n")
        do {
            guard let location = try await keeper.publish(id, body: body) else { throw SiteError.notFound }
            return .seeOther(location.path)
        } catch let error as SiteError where error.status == .notFound {
            throw error
        } catch {
            let problem = Problem(error)
            guard !problem.isFault else { throw error }
            return try await page(owner, problem: problem.message, repaired: (id, body))
        }
    }

    /// `POST /admin/refused/{id}/discard`
    func discard(_ owner: OwnerVisit) async throws -> Response {
        guard try await keeper.discard(try owner.visit.context.id()) else { throw SiteError.notFound }
        return .seeOther(OwnerPath.refused + "?done=discarded")
    }

    private func page(
        _ owner: OwnerVisit, problem: String? = nil, notice: String? = nil, repaired: (id: Int64, body: String)? = nil
    ) async throws -> Response {
        let frame = OwnerFrame(site, owner.visit, path: OwnerPath.refused, problem: problem, notice: notice)
        let page = RefusedPage(
            frame: frame, posts: try await keeper.all(), repaired: repaired, clock: keeper.clock)
        return pages.response(page, status: problem == nil ? .ok : .badRequest)
    }
}

/// The values of `refused.mustache`.
struct RefusedPage: Page {
    static let template = "refused"

    let frame: OwnerFrame
    let posts: [RefusedPost]
    /// What the owner has made of one of them, and isn't right yet.
    var repaired: (id: Int64, body: String)?
    let clock: Clock

    var values: [String: Any] {
        var values = frame.values(title: "Refused posts")
        values["refused"] = posts.map(post)
        values["hasRefused"] = !posts.isEmpty
        return values
    }

    private func post(_ post: RefusedPost) -> [String: Any] {
        let base = frame.site.url("\(OwnerPath.refused)/\(post.id)")
        var values: [String: Any] = ["id": String(post.id), "client": post.client]
        values.setTime("at", post.refusedAt, clock)
        values["reason"] = post.reason
        values["message"] = post.message
        values["body"] = repaired?.id == post.id ? repaired?.body ?? post.body : post.body
        values["format"] = post.format == .json ? "JSON" : "a form"
        values["publishURL"] = base + "/publish"
        values["discardURL"] = base + "/discard"
        return values
    }
}
