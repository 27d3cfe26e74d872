/// The URLs of one fetch: where it is, where it was, and what it may still follow and say.
struct RedirectChain: Sendable {
    private(set) var url: WebURL
    /// Every URL asked or about to be, first to last.
    private(set) var visited: [String]
    /// What may be sent to ``url``; gone for good once the origin of the first URL is left.
    private(set) var authorization: String?
    private var remaining: Int
    private let follows: Bool

    /// - Throws: ``FetchError/Reason/invalidURL`` or ``FetchError/Reason/unsupportedScheme``.
    init(_ request: FetchRequest) throws(FetchError) {
        url = try WebURL(request.url)
        visited = [url.text]
        authorization = request.authorization
        remaining = request.redirects
        if case .post = request.method { follows = false } else { follows = request.redirects > 0 }
    }

    /// The URL to ask next, or `nil` when this answer is the last one.
    ///
    /// An answer that leads from `https` to `http` is the last one while an authorization is sent: who sits on the line
    /// could read where it would have led.
    ///
    /// - Throws: ``FetchError/Reason/tooManyRedirects``, and what a URL can be refused for.
    func target(of head: AnswerHead) throws(FetchError) -> WebURL? {
        guard follows, let location = head.location else { return nil }
        let target = try url.resolve(location)
        if url.isSecure, !target.isSecure, authorization != nil { return nil }
        guard remaining > 0 else { throw FetchError(.tooManyRedirects, url: target.shown) }
        return target
    }

    /// Goes on to a URL that ``target(of:)`` has named.
    mutating func follow(_ target: WebURL) {
        if target.origin != url.origin { authorization = nil }
        url = target
        visited.append(target.text)
        remaining -= 1
    }

    /// Whether the body of this answer is of use: not when it redirects further, and not when that fails.
    func wantsBody(of head: AnswerHead) -> Bool {
        do {
            return try target(of: head) == nil
        } catch {
            return false
        }
    }
}
