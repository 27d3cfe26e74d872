import IndieWeb

/// The values of `posts.mustache`: the owner's posts, by what has become of them.
struct PostsPage: Page {
    static let template = "posts"

    /// Which posts a page lists.
    enum Tab: String, CaseIterable, Sendable {
        case all, draft, scheduled, unlisted, `private`, deleted

        var label: String {
            switch self {
            case .all: "All"
            case .draft: "Drafts"
            case .scheduled: "Scheduled"
            case .unlisted: "Unlisted"
            case .private: "Private"
            case .deleted: "Deleted"
            }
        }
    }

    /// Which page of which list: what its forms come back to.
    struct Place: Sendable, Equatable {
        var tab = Tab.all
        /// What the page begins after; nil for the first.
        var before: EntryCursor?

        var query: String { "show=\(tab.rawValue)" + (before.map { "&before=\($0)" } ?? "") }
    }

    let frame: OwnerFrame
    let place: Place
    let counts: [Tab: Int]
    let entries: [Entry]
    /// Where the pages beside this one are.
    let neighbours: ListPlace
    let clock: Clock

    var values: [String: Any] {
        let site = frame.site
        let tab = place.tab
        func url(_ before: EntryCursor?) -> String {
            site.url("\(OwnerPath.posts)?\(Place(tab: tab, before: before).query)")
        }
        var values = frame.values(title: "Posts")
        values["tabs"] = Tab.allCases.map { tab -> [String: Any] in
            [
                "label": tab.label, "url": site.url("\(OwnerPath.posts)?show=\(tab.rawValue)"),
                "isCurrent": tab == place.tab, "count": String(counts[tab] ?? 0),
            ]
        }
        values["posts"] = entries.map(post)
        values["hasPosts"] = !entries.isEmpty
        values["lifetimes"] = Share.Wish.choices
        values["pagerWhat"] = "posts"
        values["hasOlder"] = neighbours.older != nil
        values["olderURL"] = neighbours.older.map { url($0) } ?? ""
        values["hasNewer"] = neighbours.newer != nil
        values["newerURL"] = neighbours.newer.map { url($0.before) } ?? ""
        return values
    }

    private func post(_ entry: Entry) -> [String: Any] {
        let base = frame.site.url("\(OwnerPath.posts)/\(entry.id)")
        var values: [String: Any] = ["id": String(entry.id), "permalink": frame.site.url(entry.path)]
        values["headline"] = EntryValues(entry, site: frame.site).headline
        values["typeLabel"] = entry.postType.label
        values["state"] = entry.ownersStateLabel
        let published = entry.published.secondsSince1970
        let (label, time): (String, Int64) =
            switch (entry.deletedAt, entry.state) {
            case (let deletedAt?, _): ("deleted", deletedAt)
            case (nil, .draft): ("changed", entry.updatedAt)
            case (nil, .scheduled): ("comes out", published)
            case (nil, .published): ("published", published)
            }
        values["whenLabel"] = label
        values.setTime("when", time, clock)
        values["isUpdated"] = label == "published" && entry.updatedAt > published
        values.setTime("updated", entry.updatedAt, clock)
        values["historyURL"] = base + "/history"
        values["shareURL"] = base + "/share"
        values["deleteURL"] = "\(base)/delete?\(place.query)"
        values["undeleteURL"] = "\(base)/undelete?\(place.query)"
        values["publishURL"] = "\(base)/publish?\(place.query)"
        values["isDeleted"] = entry.deletedAt != nil
        values["isDraft"] = entry.state != .published
        return values
    }
}

extension Entry {
    /// What the owner reads beside an entry in a list: how far it has come, and who else may see it.
    fileprivate var ownersStateLabel: String {
        guard deletedAt == nil, state != .published, audience != .public else { return stateLabel ?? "Published" }
        return "\(stateLabel ?? "Published"), \(audience.rawValue)"
    }
}
