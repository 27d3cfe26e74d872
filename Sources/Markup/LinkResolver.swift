/// Makes the addresses of one document absolute and lets only harmless schemes through.
struct LinkResolver {
    /// How much longer all relative addresses of a document together may become. It bounds what a thousand short
    /// references make out of one long base address.
    private static let maximumGrowth = 1 << 20

    private let base: BaseURL?
    private let siteHost: String?
    private var growth = 0

    /// - Parameters:
    ///   - baseURL: where the document comes from; relative addresses are dropped if it isn't `http` or `https`.
    ///   - siteURL: the site that shows the document.
    init(baseURL: String, siteURL: String) {
        base = BaseURL(baseURL)
        siteHost = BaseURL(siteURL)?.host
    }

    /// An address to follow, or `nil`; also for an empty one, which leads nowhere once it stands in a feed.
    mutating func link(_ address: String) -> String? {
        resolve(address, allowing: ["mailto", "tel"])
    }

    /// An address to load, or `nil`.
    mutating func resource(_ address: String) -> String? {
        resolve(address, allowing: [])
    }

    /// Whether a resolved address leads to another host than the site's; `mailto:` and `tel:` lead to none.
    func isForeign(_ address: String) -> Bool {
        guard let host = BaseURL(address)?.host else { return false }
        return host != siteHost
    }

    private mutating func resolve(_ address: String, allowing otherSchemes: [String]) -> String? {
        guard let reference = URLReference(address, maximumLength: 8192), !reference.isEmpty else {
            return nil
        }
        if let scheme = reference.scheme.map({ String(decoding: $0, as: UTF8.self) }), otherSchemes.contains(scheme) {
            return scheme + ":" + String(decoding: reference.path + reference.query + reference.fragment, as: UTF8.self)
        }
        // Without a base an absolute address still resolves; which base it is then doesn't matter.
        guard let base = reference.scheme == nil ? base : base ?? Self.anyBase, let result = base.resolve(reference)
        else { return nil }
        if reference.scheme == nil {
            growth += max(0, result.utf8.count - address.utf8.count)
            if growth > Self.maximumGrowth { return nil }
        }
        return result
    }

    private static let anyBase = BaseURL("https://invalid/")
}
