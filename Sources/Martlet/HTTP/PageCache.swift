import Crypto
import HTTPTypes
import Hummingbird
import NIOCore
import Synchronization

/// Finished pages and feeds in memory, keyed by path; every write that changes what is published empties it.
///
/// The page of a path is kept as it goes over the wire. A page that was being rendered while something changed is answered
/// but not kept.
final class PageCache: Sendable {
    private struct State {
        var pages: [String: RenderedPage] = [:]
        var sizeBytes = 0
        /// Counts the changes: a page rendered before one is stale after it.
        var generation = 0
    }

    private let state = Mutex(State())
    private let capacityBytes: Int

    /// - Parameter capacityBytes: bodies beyond this many bytes are not kept.
    init(capacityBytes: Int = 32 * 1024 * 1024) {
        self.capacityBytes = capacityBytes
    }

    /// The page that a GET or HEAD asks for, if it is here.
    func page(for request: HTTPRequest) -> RenderedPage? {
        guard request.method == .get || request.method == .head, let path = request.path else { return nil }
        return state.withLock { $0.pages[path] }
    }

    /// Renders the page of a request, keeps it when its address has no query, and answers.
    func response(to request: Request, render: () async throws -> RenderedPage) async throws -> Response {
        let generation = state.withLock { $0.generation }
        let page = try await render()
        if let path = request.head.path, !path.contains("?") { keep(page, at: path, generation) }
        return page.response(to: request.head)
    }

    /// Forgets all pages. Called after every commit that changes what readers see.
    func invalidate() {
        state.withLock { state in
            state.pages.removeAll(keepingCapacity: true)
            state.sizeBytes = 0
            state.generation += 1
        }
    }

    private func keep(_ page: RenderedPage, at path: String, _ generation: Int) {
        state.withLock { state in
            let size = page.body.readableBytes + path.utf8.count
            guard state.generation == generation, state.sizeBytes + size <= capacityBytes else { return }
            state.sizeBytes += size - (state.pages[path].map { $0.body.readableBytes + path.utf8.count } ?? 0)
            state.pages[path] = page
        }
    }
}

/// A page or feed as it goes over the wire.
struct RenderedPage: Sendable {
    let body: ByteBuffer
    let topics: Set<PageTopic>
    private let headers: HTTPFields
    private let tag: String

    /// - Parameters:
    ///   - mediaType: the value of `Content-Type`.
    ///   - topics: what the page shows that can change.
    ///   - links: values of `Link`.
    init(
        _ bytes: some Collection<UInt8>, mediaType: String, about topics: Set<PageTopic> = [], links: [String] = []
    ) {
        self.topics = topics
        body = ByteBuffer(bytes: bytes)
        let digest = SHA256.hash(data: body.readableBytesView)
        tag = "\"" + Hex.string(digest.prefix(12)) + "\""
        var headers: HTTPFields = [
            .contentType: mediaType,
            .contentLength: String(body.readableBytes),
            .eTag: tag,
            // Readers may keep it and must ask whether it still holds: the answer is a cheap 304.
            .cacheControl: "public, no-cache",
        ]
        for link in links { headers.append(HTTPField(name: .link, value: link)) }
        SecurityHeaders.add(to: &headers)
        self.headers = headers
    }

    /// 200 with the page, or 304 when the client has it; without a body for HEAD.
    func answer(to request: HTTPRequest) -> (HTTPResponse, ByteBuffer?) {
        if let known = request.headerFields[.ifNoneMatch], EntityTag.list(known, matches: tag) {
            return (HTTPResponse(status: .notModified, headerFields: headers), nil)
        }
        return (HTTPResponse(status: .ok, headerFields: headers), request.method == .head ? nil : body)
    }

    /// As ``answer(to:)``, for routes.
    func response(to request: HTTPRequest) -> Response {
        let (head, body) = answer(to: request)
        return Response(
            status: head.status, headers: head.headerFields, body: body.map { ResponseBody(byteBuffer: $0) } ?? .init())
    }
}

/// Comparison of entity tags (RFC 9110 §8.8.3).
enum EntityTag {
    /// Whether an `If-Match` list names `tag`, by the strong comparison.
    static func list(_ list: String, isExactly tag: String) -> Bool {
        list.split(separator: ",").contains { item in
            let item = item.drop { $0 == " " }.prefix { $0 != " " }
            return item == "*" || item == tag
        }
    }

    /// Whether an `If-None-Match` list names `tag`, by the weak comparison.
    static func list(_ list: String, matches tag: String) -> Bool {
        if list == tag { return true }
        return list.split(separator: ",").contains { item in
            let item = item.drop { $0 == " " }.prefix { $0 != " " }
            return item == "*" || item == tag || item == "W/" + tag
        }
    }
}
