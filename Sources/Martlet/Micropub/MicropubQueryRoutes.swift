import Crypto
import HTTPTypes
import Hummingbird
import IndieWeb

/// The queries of the Micropub endpoint and of the media endpoint.
///
/// - SeeAlso: <https://www.w3.org/TR/micropub/#querying>
struct MicropubQueryRoutes: Sendable {
    let bearer: BearerAuthenticator
    let reader: MicropubReader
    let site: Site

    /// The scopes of clients that write posts.
    private static let writing = ["create", "update", "draft"]

    /// `GET /micropub?q=…`: answers a query for anybody with a valid token.
    func query(_ request: Request, _ context: SiteContext) async throws -> Response {
        let (query, holder) = try await read(request, context, .micropub)
        // Drafts and private posts are for tokens that may write; others see what anybody sees.
        let seesAll = holder.scope.allows(anyOf: Self.writing)
        switch query.kind {
        case .source(let url, let properties):
            let (json, tag) = try await reader.source(url, properties: properties, seesAll: seesAll)
            return answer(json, tag: tag, to: request)
        case .list(let list): return answer(try await reader.list(list, seesAll: seesAll), to: request)
        case .config: return answer(try await config(seesAll: seesAll), to: request)
        case .syndicateTo: return answer(["syndicate-to": []], to: request)
        case .category(let filter, let limit):
            let names = try await reader.categories(filter: filter, limit: limit, seesAll: seesAll)
            return answer(["categories": .array(names.map { .string($0) })], to: request)
        case .postTypes: return answer(["post-types": PostTypeVocabulary.config], to: request)
        case .channel: return answer(["channels": try await channels()], to: request)
        case .contact(let filter, let limit):
            // Whom the owner knows is nobody's business who doesn't write for them.
            return answer(["contacts": seesAll ? try await contacts(filter, limit) : []], to: request)
        case .mediaList, .mediaSource, .mediaLast: throw SiteError.notFound
        }
    }

    /// `GET /media?q=…`: what was uploaded.
    func media(_ request: Request, _ context: SiteContext) async throws -> Response {
        let (query, holder) = try await read(request, context, .media)
        try BearerAuthenticator.require(["media", "create"], of: holder)
        switch query.kind {
        case .config:
            let names = MicropubQuery.names(at: .media).map { JSONValue.string($0) }
            return answer(["media-endpoint": .string(site.url("/media")), "q": .array(names)], to: request)
        case .mediaList(let limit, let offset):
            return answer(try await reader.media(limit: limit, offset: offset), to: request)
        case .mediaSource(let url): return answer(try await reader.media(at: url), to: request)
        case .mediaLast:
            let last = try await reader.media(limit: 1, offset: 0).object?["items"]?.array?.first
            return answer(last ?? [:], to: request)
        default: throw SiteError.notFound
        }
    }

    private func read(
        _ request: Request, _ context: SiteContext, _ endpoint: MicropubQuery.Endpoint
    ) async throws -> (MicropubQuery, Bearer) {
        let holder = try await bearer.bearer(of: request, context.trace)
        let fields = try FormURLEncoded.parse(query: request.query)
        context.trace.note(action: "q=" + (fields.first { $0.name == "q" }?.value ?? "").prefix(40))
        let query = try MicropubQuery.parse(fields, endpoint: endpoint)
        await bearer.noteUse(of: holder)
        return (query, holder)
    }

    private func config(seesAll: Bool) async throws -> JSONValue {
        [
            "media-endpoint": .string(site.url("/media")), "syndicate-to": [],
            "post-types": PostTypeVocabulary.config, "channels": try await channels(),
            "categories": .array(try await reader.categories(seesAll: seesAll).map { .string($0) }),
            "visibility": .array(Visibility.allCases.map { .string($0.rawValue) }),
            "post-status": .array(PostStatus.allCases.map { .string($0.rawValue) }),
            "q": .array(MicropubQuery.names(at: .micropub).map { .string($0) }),
            "mp": ["slug", "photo-alt", "channel", "syndicate-to"],
        ]
    }

    private func channels() async throws -> JSONValue {
        .array(try await reader.channels().map { ["uid": .string($0.uid), "name": .string($0.name)] })
    }

    private func contacts(_ filter: String?, _ limit: Int?) async throws -> JSONValue {
        .array(
            try await reader.contacts(filter: filter, limit: limit).map { contact in
                var json: JSONObject = [
                    "nickname": .string(contact.nickname), "name": .string(contact.name), "url": .string(contact.url),
                ]
                if !contact.photo.isEmpty { json["photo"] = .string(contact.photo) }
                return .object(json)
            })
    }

    /// The answer, or 304 when the client has it.
    private func answer(_ json: JSONValue, tag: String? = nil, to request: Request) -> Response {
        let tag = tag ?? "\"" + Hex.string(SHA256.hash(data: json.serializedBytes()).prefix(12)) + "\""
        // A client may keep it for itself, and must ask whether it still holds.
        let headers: HTTPFields = [.eTag: tag, .cacheControl: "private, no-cache", .vary: "Authorization"]
        if let known = request.headers[.ifNoneMatch], EntityTag.list(known, matches: tag) {
            return Response(status: .notModified, headers: headers)
        }
        return .json(json, headers: headers)
    }
}
