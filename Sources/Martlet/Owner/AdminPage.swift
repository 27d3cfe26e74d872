/// The values of `admin.mustache`: the owner's first page.
struct AdminPage: Page {
    static let template = "admin"

    let frame: OwnerFrame
    let tokens: Int
    let sessions: Int
    /// Posts of clients that wait for repair.
    let refused: Int
    /// Requests of clients that were refused since yesterday.
    let refusals: Int

    var values: [String: Any] {
        let site = frame.site
        var values = frame.values(title: "Your site")
        values["me"] = site.owner.url
        values["baseURL"] = site.baseURL
        values["sections"] = [
            section(OwnerPath.posts, "Posts", "drafts, scheduled, hidden and deleted ones, and the history of each"),
            section(
                OwnerPath.refused, "Refused posts",
                refused == 0 ? "nothing waits" : refused == 1 ? "one waits for you" : "\(refused) wait for you"),
            section(OwnerPath.channels, "Channels", "lists of their own"),
            section(OwnerPath.contacts, "Contacts", "people whom you mention"),
            section(OwnerPath.jobs, "Jobs", "what the site still has to do"),
            section(OwnerPath.tokens, "Tokens", tokens == 1 ? "one is valid" : "\(tokens) are valid"),
            section(OwnerPath.clients, "Apps", "what they asked for lately, and how it was answered"),
            section(OwnerPath.sessions, "Sessions", sessions == 1 ? "this browser only" : "\(sessions) browsers"),
            section(OwnerPath.passphrase, "Passphrase", "change it"),
            section(OwnerPath.selfTest, "Self-test", "what apps trip over, looked at from outside"),
        ]
        values["hasProblems"] = refusals > 0
        values["problems"] =
            refusals == 0
            ? []
            : [
                [
                    "text": refusals == 1
                        ? "A request of an app was refused since yesterday."
                        : "\(refusals) requests of apps were refused since yesterday.",
                    "url": site.url(OwnerPath.clients), "label": "See why",
                ]
            ]
        return values
    }

    private func section(_ path: String, _ title: String, _ text: String) -> [String: Any] {
        ["url": frame.site.url(path), "title": title, "text": text]
    }
}
