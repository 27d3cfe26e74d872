import HTTPTypes

extension RouteTable {
    /// Every URL of the site. HEAD is answered for every GET; other methods with 405.
    static let site = RouteTable([reading, subscriptions, micropub, indieAuth, owner, serving].flatMap(\.self))

    private static let reading: [Route] = [
        .page("/", "entries, newest first") { $0.entries.home },
        .page("/notes", "entries without a title") { $0.entries.list },
        .page("/notes/{slug}", "one entry without a title") { $0.entries.entry },
        .page("/articles", "entries with a title") { $0.entries.list },
        .page("/articles/{slug}", "one entry with a title") { $0.entries.entry },
        .page("/channels/{uid}", "entries of a channel") { $0.entries.channel },
        .page("/tags", "all tags") { $0.entries.tags },
        .page("/tags/{tag}", "entries with a tag") { $0.entries.tag },
        .page("/archive", "all months with entries, and all lists") { $0.archives.archive },
        .page("/on-this-day", "leads to today's day of all years") { $0.archives.today },
        .page("/on-this-day/{day}", "entries of a day in all years") { $0.entries.yearDay },
        .page("/search", "the search") { $0.search.page },
        .page(FeedsPage.path, "the feeds of the site, for people") { $0.feedList.page },
        .page(FeedsPage.listPath, "the same as OPML, for feed readers") { $0.feedList.list },
        .page("/about", "the owner, and what they tell of themselves") { $0.entries.about },
        .page("/{list}", "entries of a type, as /photos, or of a year; a static page") { $0.entries.list },
        .page("/{list}/{month}", "entries of a month") { $0.entries.period },
        .page("/{list}/{month}/{day}", "entries of a day") { $0.entries.period },
        .page("/media/{media}/{file}", "one file of an upload") { $0.media.file },
    ]

    private static let subscriptions: [Route] = [
        feeds("", "all entries") { $0.feeds.all }, feeds("/notes", "notes") { $0.feeds.type },
        feeds("/articles", "articles") { $0.feeds.type }, feeds("/channels/{uid}", "a channel") { $0.feeds.channel },
        feeds("/tags/{tag}", "a tag") { $0.feeds.tag }, feeds("/{list}", "a type") { $0.feeds.type },
        feeds("/search", "what a search finds") { $0.feeds.search },
    ].flatMap(\.self)

    /// The feeds of a list, one in each form.
    private static func feeds(
        _ path: String, _ what: String,
        _ handler: @escaping @Sendable (SiteParts) -> (FeedFormat) -> Route.Handler
    ) -> [Route] {
        FeedFormat.allCases.map { format in
            .page("\(path)/\(format.fileName)", "\(what), as \(format.name)") { handler($0)(format) }
        }
    }

    private static let micropub: [Route] = [
        .endpoint(.get, "/micropub", "Micropub queries") { $0.micropubQueries.query },
        .endpoint(.post, "/micropub", "Micropub: create, update, delete, undelete an entry") { $0.micropub.post },
        .endpoint(.get, "/media", "Micropub media endpoint: what was uploaded") { $0.micropubQueries.media },
        .endpoint(.post, "/media", "Micropub media endpoint: upload or delete a file") { $0.media.post },
    ]

    private static let serving: [Route] = [
        .page("/static/{file}", "style sheet and icon") { $0.statics.file },
        .page("/favicon.ico", "the icon, for browsers that guess") { $0.statics.icon },
        .page("/opensearch.xml", "how browsers find the search") { $0.search.description },
        .page(SitemapReader.path, "all public pages, for search engines; or the list of its parts") {
            $0.discovery.sitemap
        },
        .page("/sitemaps/{file}", "a part of a large sitemap") { $0.discovery.sitemapPart },
        .page(CrawlerRules.path, "what programs may look at") { $0.discovery.robots },
        .page(WebManifest.path, "what phones need to put the site beside apps") { $0.discovery.webManifest },
        .monitor("/healthz", "whether the server and its database are well") { $0.health.health },
        .monitor("/readyz", "whether readers and writers may be sent here") { $0.health.readiness },
    ]

    private static let indieAuth: [Route] = [
        .visitorPage("/auth", "IndieAuth: a client asks the owner for access", isLogged: true) {
            $0.clients.authorization.ask
        },
        .endpoint(.post, "/auth", "IndieAuth: redeem a code for the owner's address") {
            $0.clients.tokens.redeemForProfile
        },
        .ownerForm("/auth/consent", "the owner's answer to a client", isLogged: true) {
            $0.clients.authorization.decide
        },
        .page("/auth/client", "what this site says of itself as a client") { $0.clients.document.answer },
        .endpoint(.get, "/token", "IndieAuth: verify a token, as before 2022") { $0.clients.tokens.verify },
        .endpoint(.post, "/token", "IndieAuth: redeem a code for a token, renew or revoke one") {
            $0.clients.tokens.token
        },
        .endpoint(.post, "/introspect", "what a token is worth") { $0.clients.tokens.introspect },
        .endpoint(.post, "/revoke", "revoke a token") { $0.clients.tokens.revoke },
        .endpoint(.get, "/userinfo", "the owner's profile, for a token with that scope") {
            $0.clients.tokens.userinfo
        },
        .endpoint(
            .get, "/.well-known/oauth-authorization-server", "where the endpoints are, and what they can do",
            isLogged: false
        ) { $0.clients.tokens.metadata },
    ]

    private static let owner: [Route] = [
        .visitorPage("/admin/setup", "choose the passphrase, by the one-time link") { $0.owner.setup.page },
        .visitorForm("/admin/setup", "store the passphrase") { $0.owner.setup.choose },
        .visitorPage("/admin/sign-in", "the sign-in page") { $0.owner.signIn.page },
        .visitorForm("/admin/sign-in", "sign in with the passphrase") { $0.owner.signIn.signIn },
        .visitorForm("/admin/sign-in/address", "sign in with an address at another site") {
            $0.owner.signIn.signInElsewhere
        },
        .visitorPage("/admin/sign-in/callback", "the other site's answer") { $0.owner.signIn.callback },
        .ownerForm("/admin/confirm", "ask the owner's own site once more") { $0.owner.signIn.confirm },
        .ownerForm("/admin/sign-out", "sign out") { $0.owner.signIn.signOut },
        .ownerPage("/admin", "the owner's first page") { $0.owner.admin.home },
        .ownerPage("/admin/posts", "the owner's posts, by what has become of them") { $0.owner.posts.list },
        .ownerPage("/admin/posts/{id}/history", "all versions of a post") { $0.owner.posts.history },
        .ownerForm("/admin/posts/{id}/restore/{version}", "go back to an earlier version") { $0.owner.posts.restore },
        .ownerForm("/admin/posts/{id}/delete", "delete a post") { $0.owner.posts.delete },
        .ownerForm("/admin/posts/{id}/undelete", "bring a post back") { $0.owner.posts.undelete },
        .ownerForm("/admin/posts/{id}/publish", "publish a draft or scheduled post now") { $0.owner.posts.publish },
        .ownerForm("/admin/posts/{id}/share", "make a link to a post") { $0.owner.media.sharePost },
        .ownerPage("/admin/pages", "the owner's static pages") { $0.owner.staticPages.list },
        .ownerForm("/admin/pages", "make a static page") { $0.owner.staticPages.create },
        .ownerPage("/admin/pages/new", "the form for a static page") { $0.owner.staticPages.blank },
        .ownerPage("/admin/pages/{id}", "a static page, to be changed") { $0.owner.staticPages.edit },
        .ownerForm("/admin/pages/{id}", "change a static page") { $0.owner.staticPages.save },
        .ownerPage("/admin/media", "the owner's files") { $0.owner.media.list },
        .ownerForm("/admin/media/{id}/alt", "say what a file shows") { $0.owner.media.describe },
        .ownerForm("/admin/media/{id}/delete", "delete a file") { $0.owner.media.delete },
        .ownerForm("/admin/media/{id}/address", "an address of a file for an hour") { $0.owner.media.address },
        .ownerForm("/admin/media/{id}/share", "make a link to a file") { $0.owner.media.share },
        .ownerForm("/admin/shares/{id}/revoke", "end a link") { $0.owner.media.revoke },
        .visitorPage("/share/{secret}", "what somebody shares by a link") { $0.owner.shares.page },
        .visitorForm("/share/{secret}", "open a link that opens once") { $0.owner.shares.open },
        .ownerPage("/admin/refused", "posts that were refused") { $0.owner.refused.list },
        .ownerPage("/admin/refused/{id}", "one refused post, whole") { $0.owner.refused.show },
        .ownerForm("/admin/refused/{id}/publish", "publish a repaired post") { $0.owner.refused.publish },
        .ownerForm("/admin/refused/{id}/discard", "let go of a refused post") { $0.owner.refused.discard },
        .ownerPage("/admin/channels", "the site's channels") { $0.owner.channels.list },
        .ownerForm("/admin/channels", "add a channel") { $0.owner.channels.add },
        .ownerForm("/admin/channels/{uid}/rename", "rename a channel") { $0.owner.channels.rename },
        .ownerForm("/admin/channels/{uid}/delete", "remove a channel, not its posts") { $0.owner.channels.delete },
        .ownerPage("/admin/contacts", "people with nicknames") { $0.owner.contacts.list },
        .ownerForm("/admin/contacts", "add a contact") { $0.owner.contacts.add },
        .ownerForm("/admin/contacts/{id}", "change a contact") { $0.owner.contacts.edit },
        .ownerForm("/admin/contacts/{id}/delete", "remove a contact") { $0.owner.contacts.delete },
        .ownerPage("/admin/jobs", "work that waits or was given up") { $0.owner.jobs.list },
        .ownerForm("/admin/jobs/{id}/retry", "try a job again now") { $0.owner.jobs.retry },
        .ownerForm("/admin/jobs/{id}/drop", "drop a job") { $0.owner.jobs.drop },
        .ownerPage("/admin/tokens", "tokens: what apps may do") { $0.owner.tokens.list },
        .ownerForm("/admin/tokens", "make a token by hand") { $0.owner.tokens.make },
        .ownerForm("/admin/tokens/{id}/scopes", "change what a token may do") { $0.owner.tokens.setScopes },
        .ownerForm("/admin/tokens/{id}/revoke", "revoke a token") { $0.owner.tokens.revoke },
        .ownerPage("/admin/clients", "what apps asked lately, and how it was answered") { $0.owner.admin.clients },
        .ownerPage("/admin/sessions", "where the owner is signed in") { $0.owner.sessions.list },
        .ownerForm("/admin/sessions/{id}/end", "sign one browser out") { $0.owner.sessions.end },
        .ownerForm("/admin/sessions/everywhere", "sign out everywhere") { $0.owner.sessions.endAll },
        .ownerPage("/admin/passphrase", "change the passphrase") { $0.owner.passphrase.page },
        .ownerForm("/admin/passphrase", "store the new passphrase") { $0.owner.passphrase.change },
        .ownerPage("/admin/self-test", "what the self-test looks at") { $0.owner.admin.selfTestPage },
        .ownerForm("/admin/self-test", "run the self-test") { $0.owner.admin.runSelfTest },
    ]
}
