/// What every page of the owner shows around its own values.
struct OwnerFrame: Sendable {
    let site: Site
    /// For the page's forms.
    let csrf: String
    let isSignedIn: Bool
    /// The path of the page in the navigation.
    var path = ""
    /// What went wrong, and what was done.
    var problem: String?
    var notice: String?
    /// What the notice is about, where that has a page.
    var noticeLink: (url: String, text: String)?
    /// Takes the form that takes back what was done.
    var undoURL: String?

    init(_ site: Site, _ visit: Visit, path: String = "", problem: String? = nil, notice: String? = nil) {
        self.site = site
        csrf = visit.csrf
        isSignedIn = visit.session != nil
        self.path = path
        self.problem = problem
        self.notice = notice
    }

    /// Without a visit: for tests, and for the page of a failure.
    init(_ site: Site, csrf: String, isSignedIn: Bool) {
        self.site = site
        self.csrf = csrf
        self.isSignedIn = isSignedIn
    }

    /// The frame's values, to which a page adds its own.
    func values(title: String) -> [String: Any] {
        var values = site.layout(title: "\(title) – \(site.title)", isIndexed: false, isDesk: true)
        values["csrf"] = csrf
        values["problem"] = problem
        values["notice"] = notice
        values["noticeLink"] = noticeLink.map { ["url": $0.url, "text": $0.text] }
        values["undoURL"] = undoURL
        values["owner"] = owner
        return values
    }

    private var owner: [String: Any] {
        let navigation = Self.navigation.map { path, label -> [String: Any] in
            ["url": site.url(path), "label": label, "isCurrent": path == self.path]
        }
        return ["isSignedIn": isSignedIn, "navigation": navigation, "signOutURL": site.url(OwnerPath.signOut)]
    }

    private static let navigation = [
        (OwnerPath.home, "Your site"), (OwnerPath.posts, "Posts"), (OwnerPath.pages, "Pages"),
        (OwnerPath.media, "Files"), (OwnerPath.refused, "Refused posts"),
        (OwnerPath.channels, "Channels"), (OwnerPath.contacts, "Contacts"), (OwnerPath.jobs, "Jobs"),
        (OwnerPath.tokens, "Tokens"), (OwnerPath.clients, "Apps"), (OwnerPath.sessions, "Sessions"),
        (OwnerPath.passphrase, "Passphrase"), (OwnerPath.selfTest, "Self-test"),
    ]
}
