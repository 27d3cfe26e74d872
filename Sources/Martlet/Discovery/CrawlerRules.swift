/// What programs that read the site by themselves may look at: `robots.txt`.
///
/// - SeeAlso: <https://www.rfc-editor.org/rfc/rfc9309>
struct CrawlerRules: Sendable {
    let sitemapURL: String
    /// Whether those who collect texts to train models may come.
    let allowsAICrawlers: Bool

    static let path = "/robots.txt"

    var text: String {
        var lines = ["User-agent: *"] + Self.closed.map { "Disallow: \($0)" }
        if !allowsAICrawlers {
            lines += [""] + Self.aiCrawlers.map { "User-agent: \($0)" } + ["Disallow: /"]
        }
        return (lines + ["", "Sitemap: \(sitemapURL)"]).joined(separator: "\n") + "\n"
    }

    /// Beginnings of addresses with nothing to find. `$` ends one: `/authors` may be a page that the owner made.
    private static let closed = [
        "/admin$", "/admin/", "/auth$", "/auth?", "/auth/", "/token$", "/token?", "/micropub$", "/micropub?", "/share/",
        "/search?",
    ]

    /// Who says of themselves, or is known, to collect texts and pictures for the training of models, 2026-11.
    ///
    /// Those that only look something up for a person who asks, or fill the index of a search engine, are not among them.
    /// `Google-Extended` and `Applebot-Extended` are no crawlers but what their operators ask for in this file; search goes on
    /// without them.
    private static let aiCrawlers = [
        "AI2Bot", "Ai2Bot-Dolma", "Amazonbot", "anthropic-ai", "Applebot-Extended", "Bytespider", "CCBot", "ClaudeBot",
        "cohere-ai", "cohere-training-data-crawler", "Diffbot", "FacebookBot", "Google-Extended", "GPTBot",
        "ICC-Crawler", "ImagesiftBot", "img2dataset", "Kangaroo Bot", "meta-externalagent", "omgili", "omgilibot",
        "PanguBot", "Timpibot", "VelenPublicWebCrawler", "Webzio-Extended",
    ]
}
