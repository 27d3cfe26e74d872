import IndieWeb

/// The site as pages and feeds name it.
struct Site: Sendable {
    /// Without a slash at the end.
    let baseURL: String
    let title: String
    let language: String
    let owner: Owner
    /// Entries on a page and in a feed.
    let pageSize: Int
    /// What the site's main feed has.
    let mainFeed: EntryList
    /// The WebSub hub that is told of changes.
    let hub: String?
    /// The style sheet's path with its version.
    let stylesheetPath: String
    let contacts = ContactBook()

    /// The person whose site it is.
    struct Owner: Sendable {
        let name: String
        /// The profile URL.
        let url: String
        /// Empty when there is none.
        let photo: String
        let note: String

        /// What `{{site.owner.…}}` stands for.
        fileprivate var values: [String: Any] {
            [
                "name": name, "url": url, "photo": photo, "note": note, "hasPhoto": !photo.isEmpty,
                "hasNote": !note.isEmpty,
            ]
        }
    }

    init(_ settings: Settings, stylesheetPath: String) {
        baseURL = settings.baseURL
        title = settings.title
        language = settings.language
        owner = Owner(
            name: settings.ownerName, url: settings.me, photo: settings.ownerPhoto, note: settings.ownerNote)
        pageSize = settings.pageSize
        mainFeed = settings.feedsResponses ? .all : .withoutResponses
        hub = settings.hub
        self.stylesheetPath = stylesheetPath
    }

    /// The path of an address of this site, without query and fragment; nil for any other address.
    ///
    /// Scheme and host in any case of letters, and either of `http` and `https`: sites move from one to the other, and what
    /// clients remember stays.
    func path(of url: String) -> String? {
        let own = baseURL.drop { $0 != "/" }
        let rest = url.drop { $0 != "/" }
        guard ["http:", "https:"].contains(url.prefix(upTo: rest.startIndex).lowercased()),
            rest.prefix(own.count).lowercased() == own.lowercased(), rest.dropFirst(own.count).first == "/"
        else { return nil }
        return String(rest.dropFirst(own.count).prefix { $0 != "?" && $0 != "#" })
    }

    /// The absolute address of a path.
    func url(_ path: String) -> String { baseURL + path }

    /// The values that `layout.mustache` needs around every page.
    ///
    /// - Parameters:
    ///   - path: the page's own path, for pages that have one address.
    ///   - links: what the page's head links to beside what every page does.
    func layout(
        title: String, path: String? = nil, description: String? = nil, isIndexed: Bool = true,
        links more: [PageLink] = []
    ) -> [String: Any] {
        var page: [String: Any] = ["title": title, "noIndex": !isIndexed]
        page["canonicalURL"] = path.map(url)
        page["description"] = description
        // Who subscribes to a page by a hub wants to know the address that the hub knows it by.
        let ownLink = path.flatMap { hub == nil ? nil : PageLink(rel: "self", url: url($0)) }
        return ["site": values, "page": page, "links": links + ([ownLink].compactMap(\.self) + more).map(\.values)]
    }

    /// What `{{site.…}}` stands for.
    private var values: [String: Any] {
        var values: [String: Any] = [:]
        values["title"] = title
        values["url"] = url("/")
        values["lang"] = language
        values["feedURL"] = url(Self.feedPath)
        values["searchURL"] = url(SearchQuery.path)
        values["stylesheetURL"] = url(stylesheetPath)
        values["owner"] = owner.values
        return values
    }

    /// What a client or reader finds from any page: one rel a link, absolute addresses.
    private var links: [[String: Any]] {
        (FeedFormat.allCases.map { .feed(url("/" + $0.fileName), $0, title: title) }
            + endpointLinks.map { PageLink(rel: $0.rel, url: $0.url) } + machineLinks).map(
                \.values)
    }

    private var machineLinks: [PageLink] {
        [
            PageLink(rel: "manifest", url: url(WebManifest.path)),
            PageLink(
                rel: "search", url: url(Self.searchDescriptionPath), type: OpenSearchDescription.mediaType,
                title: title),
        ] + (hub.map { [PageLink(rel: "hub", url: $0)] } ?? [])
    }

    static let feedPath = "/feed.atom"
    static let searchDescriptionPath = "/opensearch.xml"
}

/// A link in the head of a page.
struct PageLink: Sendable {
    let rel: String
    let url: String
    var type: String?
    var title: String?

    static func feed(_ url: String, _ format: FeedFormat, title: String) -> PageLink {
        let type = String(format.mediaType.prefix { $0 != ";" })
        return PageLink(
            rel: "alternate", url: url, type: type, title: format == .atom ? title : "\(title) (\(format.name))")
    }

    fileprivate var values: [String: Any] {
        var values: [String: Any] = ["rel": rel, "href": url]
        values["type"] = type
        values["title"] = title
        return values
    }
}
