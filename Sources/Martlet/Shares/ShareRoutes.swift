import HTTPTypes
import Hummingbird

/// What somebody sees who has a link to a file or post that isn't for everybody.
///
/// A link that opens once asks first: programs that look at every address, as messengers do for a preview, must not use it up.
struct ShareRoutes: Sendable {
    let keeper: ShareKeeper
    let database: AppDatabase
    let folder: MediaFolder
    let site: Site
    let signer: MediaSigner
    let pages: OwnerPages

    /// `GET /share/{secret}`: what is shared, or a page that asks whether to open it now.
    func page(_ visit: Visit) async throws -> Response {
        try await explaining(visit) {
            let share = try await keeper.share(try visit.context.variable("secret"))
            guard share.isOnce else { return try await show(share, visit) }
            return pages.response(
                SharePage(frame: OwnerFrame(site, visit), share: share, action: visit.request.uri.path), isSecret: true)
        }
    }

    /// `POST /share/{secret}`: opens it.
    func open(_ visit: Visit) async throws -> Response {
        try await explaining(visit) {
            try await show(try await keeper.share(try visit.context.variable("secret")), visit)
        }
    }

    /// What is shared. The file is open before the link is used up: whatever happens to its name, it is sent to the end.
    private func show(_ share: Share, _ visit: Visit) async throws -> Response {
        let response: Response
        switch share.target {
        case .media(let id): response = try await file(id, share.isOnce ? visit.request.whole : visit.request)
        case .entry(let id): response = try await post(id, share)
        case nil: throw Share.End.gone
        }
        try await keeper.redeem(share)
        return response
    }

    private func file(_ id: Int64, _ request: Request) async throws -> Response {
        let served = try await database.read { try ServedMediaStore.served(id: id, $0) }
        guard let served else { throw Share.End.gone }
        var headers = served.headers(caching: "no-store")
        headers[.referrerPolicy] = "no-referrer"
        let path = folder.directory(of: served.directory) + "/" + served.file
        return try await FileResponder().response(to: request, path: path, headers: headers)
    }

    private func post(_ id: Int64, _ share: Share) async throws -> Response {
        let entry = try await database.read { try EntryStore.entry(id: id, $0) }
        guard let entry, entry.deletedAt == nil else { throw Share.End.gone }
        return pages.response(
            EntryPage(entry: entry, site: site, signer: signer.until(share.expiresAt)), isSecret: true)
    }

    /// A page that says why a link doesn't open, in place of the error.
    private func explaining(_ visit: Visit, _ body: () async throws -> Response) async throws -> Response {
        do {
            return try await body()
        } catch let end as Share.End {
            let message =
                switch end {
                case .used: "It was made to be opened once, and it has been. Ask who sent it to you for another."
                case .expired: "Its time is over. Ask who sent it to you for another."
                case .gone: "What it led to has been deleted."
                }
            return pages.response(
                MessagePage(
                    frame: OwnerFrame(site, visit), heading: "This link doesn’t open any more", message: message),
                status: .gone)
        }
    }
}

extension Request {
    /// The same request for all of it: a link that opens once must not be used up by a part, or by "not modified".
    fileprivate var whole: Request {
        var head = head
        for name in [HTTPField.Name.range, .ifRange, .ifNoneMatch] { head.headerFields[name] = nil }
        return Request(head: head, body: body)
    }
}

/// The values of `share.mustache`: whether to open a link that opens once.
struct SharePage: Page {
    static let template = "share"

    let frame: OwnerFrame
    let share: Share
    let action: String

    var values: [String: Any] {
        var values = frame.values(title: "A link that opens once")
        values["openURL"] = frame.site.url(action)
        values["isFile"] = if case .media = share.target { true } else { false }
        values["isDestroying"] = share.isDestroying
        return values
    }
}
