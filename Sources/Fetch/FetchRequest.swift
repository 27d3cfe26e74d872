/// What is asked of another server.
package struct FetchRequest: Sendable {
    /// How the URL is asked.
    package enum Method: Sendable, Equatable {
        case get
        case head
        /// Has a cache forget what it keeps of the URL.
        case purge
        /// Redirects are never followed: the body may carry secrets.
        case post(body: [UInt8], mediaType: String)
    }

    /// An absolute `http` or `https` URL without user and password.
    package var url: String
    /// GET unless said otherwise.
    package var method: Method
    /// The value of `Accept`.
    package var accept: String?
    /// Further headers, sent over redirects too, so never secrets.
    ///
    /// Headers that have a property of their own here, or belong to the connection, are refused, as are line breaks and
    /// NUL in values.
    package var headers: [(String, String)] = []
    /// The value of `Authorization`, sent only to the origin of ``url``, and no more once a redirect has left it.
    package var authorization: String?
    /// How many redirects are followed; with 0, an answer that redirects is returned as it is.
    package var redirects: Int
    /// The value of `Host` where it isn't the URL's own, for a cache that keeps the pages of another name.
    package var host: String?
    /// Which addresses may be dialled for this request; `nil` for the rule of the ``Fetcher``.
    package var addresses: AddressRule?
    /// What the fetch may cost.
    package var limits: FetchLimits

    /// A request without headers of its own and without authorization; those are set afterwards.
    package init(
        _ url: String, method: Method = .get, accept: String? = nil, redirects: Int = 0,
        limits: FetchLimits = FetchLimits()
    ) {
        self.url = url
        self.method = method
        self.accept = accept
        self.redirects = redirects
        self.limits = limits
    }
}
