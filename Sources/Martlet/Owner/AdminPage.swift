import Foundation

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
    let jobs: OwnerJobStore.Counts
    let clock: Clock
    /// Files of the owner's theme that can't be used.
    var themeProblems: [ThemeProblem] = []

    var values: [String: Any] {
        let site = frame.site
        var values = frame.values(title: "Your site")
        values["me"] = site.owner.url
        values["baseURL"] = site.baseURL
        values["sections"] = [
            section(OwnerPath.posts, "Posts", "drafts, scheduled, hidden and deleted ones, and the history of each"),
            section(OwnerPath.pages, "Pages", "what stays at its place, without a date"),
            section(OwnerPath.media, "Files", "their texts, links to share them, and their end"),
            section(
                OwnerPath.refused, "Refused posts",
                refused == 0 ? "nothing waits" : refused == 1 ? "one waits for you" : "\(refused) wait for you"),
            section(OwnerPath.channels, "Channels", "lists of their own"),
            section(OwnerPath.contacts, "Contacts", "people whom you mention"),
            section(OwnerPath.jobs, "Jobs", jobsText),
            section(OwnerPath.tokens, "Tokens", tokens == 1 ? "one is valid" : "\(tokens) are valid"),
            section(OwnerPath.clients, "Apps", "what they asked for lately, and how it was answered"),
            section(OwnerPath.sessions, "Sessions", sessions == 1 ? "this browser only" : "\(sessions) browsers"),
            section(OwnerPath.passphrase, "Passphrase", "change it"),
            section(OwnerPath.selfTest, "Self-test", "what apps trip over, looked at from outside"),
        ]
        values["problems"] = problems
        values["hasProblems"] = !problems.isEmpty
        values["zone"] = clock.zone.identifier
        values.setTime("now", clock.now(), clock)
        return values
    }

    /// What wants the owner's attention.
    private var problems: [[String: Any]] {
        func problem(_ count: Int, _ one: String, _ many: String, _ path: String, _ label: String) -> [[String: Any]] {
            guard count > 0 else { return [] }
            return [["text": count == 1 ? one : "\(count) \(many)", "url": frame.site.url(path), "label": label]]
        }
        return themeProblems.map { ["text": "Your theme can’t be used as it is. \($0.description)"] }
            + problem(
                refused, "A post that an app sent was refused and waits for you.",
                "posts that apps sent were refused and wait for you.", OwnerPath.refused, "Repair or discard")
            + problem(
                jobs.givenUp, "A job was given up.", "jobs were given up.", OwnerPath.jobs, "See why")
            + problem(
                refusals, "A request of an app was refused since yesterday.",
                "requests of apps were refused since yesterday.", OwnerPath.clients, "See the requests")
    }

    private var jobsText: String {
        let texts = [
            jobs.givenUp > 0 ? "\(jobs.givenUp) given up" : nil, jobs.waiting > 0 ? "\(jobs.waiting) waiting" : nil,
        ]
        let text = texts.compactMap(\.self).joined(separator: ", ")
        return text.isEmpty ? "nothing is left to do" : text
    }

    private func section(_ path: String, _ title: String, _ text: String) -> [String: Any] {
        ["url": frame.site.url(path), "title": title, "text": text]
    }
}
