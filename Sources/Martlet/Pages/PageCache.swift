import Compression
import HTTPTypes
import Hummingbird
import Synchronization

/// Finished pages and feeds in memory, keyed by path: each is rendered once for each change of what it shows.
///
/// A page that was being rendered while something that it shows changed is answered but not kept, and nobody who comes after
/// the change gets it. Whoever asks for a page that is being rendered waits for that. What was not asked for lately makes
/// room when the bytes are too many.
///
/// Readers don't wait for what writers do: a page that was asked for again since it was made is rendered anew while the
/// change that has overtaken it is not answered yet, and until then they get it as it was.
final class PageCache: Sendable {
    private let state: Mutex<PageShelf<FinishedPage>>
    /// What pages are put together of.
    private let parts: Mutex<PageShelf<PagePart>>
    private let now: @Sendable () -> Int64
    private let caching: Caching
    private let mostRenewal: Duration

    /// How long others may keep pages: values of `Cache-Control`.
    struct Caching: Sendable {
        /// Of pages with an address of their own.
        let kept: String
        /// Of what has a query, which nobody is told about when it changes.
        let passing: String

        /// - Parameter isPurged: whether a shared cache in front is told what has changed.
        init(isPurged: Bool = false) {
            passing = "public, max-age=0, s-maxage=30, stale-while-revalidate=60"
            kept = isPurged ? "public, max-age=0, s-maxage=3600, stale-while-revalidate=60" : passing
        }
    }

    /// - Parameters:
    ///   - capacityBytes: what all pages may take in memory.
    ///   - mostRenewal: how long a change gives out pages that it has overtaken.
    ///   - now: seconds since 1970.
    init(
        capacityBytes: Int, caching: Caching = Caching(), mostRenewal: Duration = .milliseconds(50),
        now: @escaping @Sendable () -> Int64
    ) {
        // Parts are small, and each saves the making of many pages.
        parts = Mutex(PageShelf(capacityBytes: capacityBytes / 4))
        state = Mutex(PageShelf(capacityBytes: capacityBytes - capacityBytes / 4))
        self.caching = caching
        self.mostRenewal = mostRenewal
        self.now = now
    }

    /// The page at a path, if it is here.
    func page(at path: String) -> FinishedPage? {
        state.withLock { $0.page(at: path) }
    }

    /// Answers with the page at a request's address, rendered when it isn't here.
    ///
    /// It is kept when its address has no query, or one that doesn't matter: what other sites add to links, and what
    /// strangers make up.
    ///
    /// - Parameter parameters: those of a query that the page depends on; nil for all.
    func response(
        to request: Request, reading parameters: [String]? = [], make: @escaping Maker
    ) async throws -> Response {
        let target = Self.target(of: request, reading: parameters)
        var page = try await page(at: target, make)
        let coding = ContentCoding.preferred(request.headers[.acceptEncoding])
        if let coding, page.representation(coding) == nil {
            page.cost += ContinuousClock().measure { page.add(coding) }
            state.withLock { [page] in $0.replace(page, at: target) { $0.plain.tag == page.plain.tag } }
        }
        let representation = page.representation(coding) ?? page.plain
        return try representation.response(to: request, lastModified: lastModified(of: representation))
    }

    /// The value of `Last-Modified` for an answer now.
    func lastModified(of representation: FinishedPage.Representation) -> String? {
        representation.lastModified(at: now())
    }

    /// Forgets what shows one of these, and renders anew what was asked for again since it was made. Called after every
    /// commit that changes what readers see, before it is answered.
    func renew(_ topics: Set<PageTopic>) async {
        // Nothing has changed, as somebody else has just done the same: the answer says that it is done.
        guard !topics.isEmpty else { return settle() }
        let time = now()
        parts.withLock { $0.remove(about: topics, at: time) }
        let overtaken = state.withLock { overtake(topics, at: time, in: &$0) }
        guard !overtaken.isEmpty else { return }
        let deadline = Task {
            try await Task.sleep(for: mostRenewal)
            state.withLock { state in for (path, _) in overtaken { state.forget(path) } }
        }
        let end = ContinuousClock.now + mostRenewal
        for (path, page) in overtaken {
            // Who asks for one that can't be rendered gets to know why.
            if .now < end { _ = try? await self.page(at: path, for: .renewal(of: page), page.make) }
            state.withLock { $0.forget(path) }
        }
        deadline.cancel()
    }

    /// Gives out no page any more that a change has overtaken: for an answer that says that it is done.
    func settle() { state.withLock { $0.forgetOvertaken() } }

    /// - Returns: the pages to render anew; no others that are overtaken are given out.
    private func overtake(
        _ topics: Set<PageTopic>, at time: Int64, in state: inout PageShelf<FinishedPage>
    ) -> [(path: String, page: FinishedPage)] {
        var left = mostRenewal
        return state.overtake(about: topics, at: time).filter { path, page in
            let isChosen = page.cost <= left
            if isChosen { left -= page.cost } else { state.forget(path) }
            return isChosen
        }
    }

    /// Forgets all pages: something that every page may show has changed.
    func invalidateAll() {
        let time = now()
        parts.withLock { $0.removeAll(at: time) }
        state.withLock { $0.removeAll(at: time) }
    }

    /// Runs `body` with the parts of entries that are in memory. It has to read the entries within.
    func withParts<Value>(_ body: (PageParts) async throws -> Value) async rethrows -> Value {
        let rendering = parts.withLock { $0.open() }
        defer { parts.withLock { _ = $0.close(rendering) } }
        return try await body(PageParts(cache: self, rendering: rendering))
    }

    fileprivate func part(
        _ name: String, of entry: Entry, during rendering: PageRendering, render: () -> String
    ) -> String {
        let key = "\(name) \(entry.id) \(entry.version)"
        if let part = parts.withLock({ $0.page(at: key) }) { return part.text }
        let part = PagePart(text: render(), topics: [.entry(entry.id)])
        parts.withLock { $0.keep(part, at: key, since: rendering) }
        return part.text
    }

    private static func target(of request: Request, reading parameters: [String]?) -> String {
        let target = request.head.path ?? "/"
        guard let query = target.firstIndex(of: "?"), let parameters else { return target }
        let given = request.uri.queryParameters
        return parameters.contains { given[Substring($0)] != nil } ? target : String(target[..<query])
    }

    /// What makes a page; it is called again whenever the page is needed anew.
    typealias Maker = @Sendable () async throws -> RenderedPage

    /// Whom a page is wanted for.
    private enum Purpose {
        case reader
        /// A change that has overtaken the page.
        case renewal(of: FinishedPage)
    }

    private func page(
        at target: String, for purpose: Purpose = .reader, _ make: @escaping Maker
    ) async throws -> FinishedPage {
        while true {
            let time = now()
            let step = state.withLock { state in
                switch purpose {
                case .reader: state.begin(target, at: time)
                case .renewal: state.beginAnew(target, at: time)
                }
            }
            switch step {
            case .kept(let page): return page
            case .render(let rendering): return try await self.render(rendering, target, for: purpose, make)
            case .wait(let rendering):
                do {
                    if let page = try await result(of: rendering) { return page }
                } catch is CancellationError {
                    // Whoever rendered it has left.
                    try Task.checkCancellation()
                }
            }
        }
    }

    private func render(
        _ rendering: PageRendering, _ target: String, for purpose: Purpose, _ make: @escaping Maker
    ) async throws -> FinishedPage {
        let isKept = !target.contains("?")
        let result: Result<FinishedPage, any Error>
        do {
            let start = ContinuousClock.now
            var page = FinishedPage(
                try await make(), by: make, caching: isKept ? caching.kept : caching.passing,
                lastModified: rendering.lastModified)
            if case .renewal(let old) = purpose { old.codings.forEach { page.add($0) } }
            page.cost = start.duration(to: .now)
            result = .success(page)
        } catch {
            result = .failure(error)
        }
        let kept = isKept ? try? result.get() : nil
        let waiting = state.withLock { $0.end(rendering, target, keeping: kept) }
        for other in waiting { other.resume(with: result.map { $0 }) }
        return try result.get()
    }

    /// What a rendering that is under way comes to; nil when it was over already.
    private func result(of rendering: PageRendering) async throws -> FinishedPage? {
        try await withCheckedThrowingContinuation { continuation in
            let isWaiting = state.withLock { $0.wait(for: rendering, continuation) }
            if !isWaiting { continuation.resume(returning: nil) }
        }
    }
}

extension FinishedPage.Representation {
    /// 200 with the page, 206 with the part that is asked for, or 304 when the client has it.
    ///
    /// - Throws: 416 when there is no such part.
    func response(to request: Request, lastModified: String?) throws -> Response {
        let isKnown = isKnown(
            ifNoneMatch: request.headers[.ifNoneMatch], ifModifiedSince: request.headers[.ifModifiedSince])
        var headers = isKnown ? unchangedHeaders : headers
        headers[.lastModified] = lastModified
        if isKnown { return Response(status: .notModified, headers: headers) }
        guard let range = try request.range(of: body.readableBytes, tag: tag),
            let part = body.getSlice(at: body.readerIndex + range.bytes.lowerBound, length: range.bytes.count)
        else {
            return Response(status: .ok, headers: headers, body: ResponseBody(byteBuffer: body))
        }
        headers[.contentRange] = range.header
        headers[.contentLength] = String(range.bytes.count)
        return Response(status: .partialContent, headers: headers, body: ResponseBody(byteBuffer: part))
    }
}

/// The parts of a page that each show one entry, rendered once for each change of it.
///
/// Of a page nearly all that costs time is its entries, and a new post changes one of twenty.
struct PageParts: Sendable {
    fileprivate let cache: PageCache
    fileprivate let rendering: PageRendering

    /// - Parameter name: what is made of the entry: each template makes another.
    func part(_ name: String, of entry: Entry, render: () -> String) -> String {
        cache.part(name, of: entry, during: rendering, render: render)
    }
}

/// What one template makes of an entry.
struct PagePart: Keepable {
    let text: String
    let topics: Set<PageTopic>

    var sizeBytes: Int { text.utf8.count + 200 * (topics.count + 1) }
}
