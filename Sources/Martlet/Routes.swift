import HTTPTypes

extension RouteTable {
    /// Every URL of the site. HEAD is answered for every GET; other methods with 405.
    static let site = RouteTable([
        .page("/", "entries, newest first") { $0.entries.home },
        .page("/notes/{slug}", "one entry without a title") { $0.entries.entry },
        .page("/articles/{slug}", "one entry with a title") { $0.entries.entry },
        .page("/feed.atom", "the Atom feed") { $0.feeds.atom },

        .endpoint(.get, "/micropub", "Micropub queries") { $0.micropubQueries.query },
        .endpoint(.post, "/micropub", "Micropub: create an entry") { $0.micropub.post },
        .endpoint(.post, "/media", "Micropub media endpoint: upload a file") { $0.media.upload },

        .page("/media/{photo}/{file}", "one size of an uploaded picture") { $0.media.file },
        .page("/static/{file}", "style sheet and icon") { $0.statics.file },
        .page("/favicon.ico", "the icon, for browsers that guess") { $0.statics.icon },
        .endpoint(.get, "/healthz", "whether the server and its database are well") { $0.health.health },
    ])
}
