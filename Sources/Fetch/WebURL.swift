import CCurl

/// An `http` or `https` URL, as libcurl itself reads it: what is checked here is what will be dialled.
struct WebURL: Sendable, Equatable {
    /// Longest URL that is read, in bytes.
    static let maximumLength = 8192

    /// Without a fragment.
    let text: String
    /// Without query and fragment: safe to show.
    let shown: String
    let isSecure: Bool
    /// Scheme, host and port; the same text for the same origin.
    let origin: String

    /// Reads an absolute URL.
    ///
    /// - Throws: ``FetchError/Reason/invalidURL``, also for a URL with a user or a password, and
    ///   ``FetchError/Reason/unsupportedScheme``.
    init(_ text: String) throws(FetchError) {
        try self.init(text, base: nil)
    }

    /// Reads a reference, such as the value of `Location`, relative to this URL; throws as for an absolute one.
    func resolve(_ reference: String) throws(FetchError) -> WebURL {
        try WebURL(reference, base: self)
    }

    private init(_ reference: String, base: WebURL?) throws(FetchError) {
        // libcurl would stop reading at a NUL.
        guard reference.utf8.count <= Self.maximumLength, !reference.utf8.contains(0), let parts = URLParts() else {
            throw FetchError(.invalidURL, url: "")
        }
        let declared = Self.scheme(of: reference)
        if let declared, declared != "http", declared != "https" {
            throw FetchError(.unsupportedScheme, url: "\(declared.prefix(20)):")
        }
        guard base.map({ parts.set(CURLUPART_URL, to: $0.text) }) ?? true,
            parts.set(CURLUPART_URL, to: reference), parts.set(CURLUPART_FRAGMENT, to: nil),
            let text = parts[CURLUPART_URL], text.utf8.count <= Self.maximumLength,
            let scheme = parts[CURLUPART_SCHEME], scheme == "http" || scheme == "https",
            let host = parts[CURLUPART_HOST], let port = parts[CURLUPART_PORT]
        else { throw FetchError(.invalidURL, url: "") }
        let hasUser = parts[CURLUPART_USER] != nil || parts[CURLUPART_PASSWORD] != nil

        for secret in [CURLUPART_QUERY, CURLUPART_USER, CURLUPART_PASSWORD] {
            guard parts.set(secret, to: nil) else { throw FetchError(.invalidURL, url: "") }
        }
        let shown = parts[CURLUPART_URL] ?? ""
        if hasUser { throw FetchError(.invalidURL, url: shown) }
        self.text = text
        self.shown = shown
        isSecure = scheme == "https"
        origin = "\(scheme)://\(host.lowercased()):\(port)"
    }

    /// What stands before the first colon, in lower case, when it has the form of a scheme.
    private static func scheme(of text: String) -> String? {
        guard let colon = text.utf8.firstIndex(of: UInt8(ascii: ":")) else { return nil }
        let scheme = text[..<colon].lowercased()
        let isScheme =
            scheme.utf8.first.map { (UInt8(ascii: "a")...UInt8(ascii: "z")).contains($0) } == true
            && scheme.utf8.allSatisfy { byte in
                switch byte {
                case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"): true
                case UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: "."): true
                default: false
                }
            }
        return isScheme ? scheme : nil
    }
}
