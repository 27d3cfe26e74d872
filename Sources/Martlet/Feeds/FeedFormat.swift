import IndieWeb

/// The forms in which a list of entries can be subscribed to.
enum FeedFormat: String, CaseIterable, Sendable {
    case atom, rss, json

    /// The last part of its addresses.
    var fileName: String { "feed." + rawValue }

    /// What people call it.
    var name: String {
        switch self {
        case .atom: "Atom"
        case .rss: "RSS"
        case .json: "JSON Feed"
        }
    }

    var mediaType: String {
        switch self {
        case .atom: AtomFeed.mediaType
        case .rss: RSSFeed.mediaType
        case .json: JSONFeed.mediaType
        }
    }

    func bytes(_ feed: Feed) -> [UInt8] {
        switch self {
        case .atom: AtomFeed(feed).xml()
        case .rss: RSSFeed(feed).xml()
        case .json: JSONFeed(feed).bytes()
        }
    }
}
