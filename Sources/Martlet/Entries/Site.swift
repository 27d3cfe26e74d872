import IndieWeb

/// The site as pages and feeds name it.
struct Site: Sendable {
    /// Without a slash at the end.
    let baseURL: String
    let title: String
    let language: String
    let owner: Owner
    let menu: [MenuItem]
    /// Entries on a page and in a feed.
    let pageSize: Int
    /// Whose addresses carry their versions.
    private let statics: StaticFiles
    /// What the site's main feed has.
    let mainFeed: EntryList
    /// The WebSub hub that is told of changes.
    let hub: String?
    /// Where the cache in front of the site takes `PURGE`, without a slash at the end.
    let cachePurge: String?
    let contacts = ContactBook()

    /// The person whose site it is.
    struct Owner: Sendable {
        let name: String
        /// The profile URL.
        let url: String
        /// Empty when there is none.
        let photo: String
        let note: String
        /// Other addresses of theirs, `https` or `mailto`.
        let profiles: [String]

        /// What `{{site.owner.…}}` stands for.
        fileprivate var values: [String: Any] {
            [
                "name": name, "url": url, "photo": photo, "note": note, "hasPhoto": !photo.isEmpty,
                "hasNote": !note.isEmpty, "profiles": profiles.map(Self.values), "hasProfiles": !profiles.isEmpty,
            ]
        }

        private static func values(of profile: String) -> [String: Any] {
            let isMail = profile.lowercased().hasPrefix("mailto:")
            let text = isMail ? String(profile.dropFirst("mailto:".count)) : EntryValues.text(of: profile)
            return ["url": profile, "text": text, "isMail": isMail]
        }
    }

    /// - Parameter statics: by default none, for what makes no pages.
    init(_ settings: Settings, statics: StaticFiles = StaticFiles([:])) {
        baseURL = settings.baseURL
        title = settings.title
        language = settings.language
        owner = Owner(
            name: settings.ownerName, url: settings.me, photo: settings.ownerPhoto, note: settings.ownerNote,
            profiles: settings.profiles)
        menu = settings.menu
        pageSize = settings.pageSize
        self.statics = statics
        mainFeed = settings.feedsResponses ? .all : .withoutResponses
        hub = settings.hub
        cachePurge = settings.cachePurge
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

    /// Host and port, as `Host` has them.
    var authority: String { String(baseURL.drop { $0 != "/" }.dropFirst(2)) }

    /// The absolute address of a path.
    func url(_ path: String) -> String { baseURL + path }

    /// The values that `layout.mustache` needs around every page.
    ///
    /// - Parameters:
    ///   - path: the page's own path, for pages that have one address.
    ///   - isDesk: whether the page has forms and lists as the owner's pages do, and needs their style sheet.
    ///   - links: what the page's head links to beside what every page does.
    ///   - preview: what other sites show where the page is linked; nil for pages that aren't for everybody.
    func layout(
        title: String, path: String? = nil, description: String? = nil, isIndexed: Bool = true, isDesk: Bool = false,
        links more: [PageLink] = [], preview: PagePreview? = PagePreview()
    ) -> [String: Any] {
        var page: [String: Any] = ["title": title, "noIndex": !isIndexed]
        page["canonicalURL"] = path.map(url)
        page["description"] = description
        page["deskStylesheetURL"] = isDesk ? url(statics.path(of: "admin.css")) : nil
        if path != nil { page["preview"] = preview?.values(pageTitle: title, on: self) }
        // Who subscribes to a page by a hub wants to know the address that the hub knows it by.
        let ownLink = path.flatMap { hub == nil ? nil : PageLink(rel: "self", url: url($0)) }
        return [
            "site": values, "page": page, "links": links + ([ownLink].compactMap(\.self) + more).map(\.values),
            "menu": linkValues(menu, on: path.map(url)), "hasMenu": !menu.isEmpty,
            "foot": linkValues(foot, on: path.map(url)),
        ]
    }

    /// What the menu leaves out: whatever it has, readers come to the search and the archive.
    private var foot: [MenuItem] {
        let inMenu = Set(menu.map { address(of: $0) })
        return MenuItem.everywhere.filter { !inMenu.contains(address(of: $0)) }
    }

    /// Links as they are on the page of an address.
    private func linkValues(_ items: [MenuItem], on page: String?) -> [[String: Any]] {
        items.map { ["label": $0.label, "url": address(of: $0), "isCurrent": address(of: $0) == page] }
    }

    private func address(of item: MenuItem) -> String {
        item.address.hasPrefix("/") ? url(item.address) : item.address
    }

    /// What `{{site.…}}` stands for.
    private var values: [String: Any] {
        var values: [String: Any] = [:]
        values["title"] = title
        values["url"] = url("/")
        values["lang"] = language
        values["feedURL"] = url(Self.feedPath)
        values["stylesheetURL"] = url(statics.path(of: "style.css"))
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
