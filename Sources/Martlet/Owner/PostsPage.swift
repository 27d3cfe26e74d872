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

    let frame: OwnerFrame
    let tab: Tab
    let counts: [Tab: Int]
    let entries: [Entry]
    /// What the next page begins after.
    let older: EntryCursor?
    let clock: Clock

    var values: [String: Any] {
        let site = frame.site
        var values = frame.values(title: "Posts")
        values["tabs"] = Tab.allCases.map { tab -> [String: Any] in
            [
                "label": tab.label, "url": site.url("\(OwnerPath.posts)?show=\(tab.rawValue)"),
                "isCurrent": tab == self.tab, "count": String(counts[tab] ?? 0),
            ]
        }
        values["posts"] = entries.map(post)
        values["hasPosts"] = !entries.isEmpty
        values["hasOlder"] = older != nil
        values["olderURL"] = older.map { site.url("\(OwnerPath.posts)?show=\(tab.rawValue)&before=\($0)") } ?? ""
        values["hasNewer"] = false
        values["newerURL"] = ""
        return values
    }

    private func post(_ entry: Entry) -> [String: Any] {
        let base = frame.site.url("\(OwnerPath.posts)/\(entry.id)")
        var values: [String: Any] = ["id": String(entry.id), "permalink": frame.site.url(entry.path)]
        values["headline"] = EntryValues(entry, site: frame.site).headline
        values["typeLabel"] = entry.postType.label
        values["state"] = entry.stateLabel ?? "Published"
        values.setTime("updated", max(entry.updatedAt, entry.deletedAt ?? 0), clock)
        values["historyURL"] = base + "/history"
        values["deleteURL"] = base + "/delete"
        values["undeleteURL"] = base + "/undelete"
        values["publishURL"] = base + "/publish"
        values["isDeleted"] = entry.deletedAt != nil
        values["isDraft"] = entry.state != .published
        return values
    }
}

/// The values of `history.mustache`: all versions of one entry, the present one first.
struct HistoryPage: Page {
    static let template = "history"

    let frame: OwnerFrame
    let entry: Entry
    /// The present version first.
    let revisions: [Revision]
    let clock: Clock

    var values: [String: Any] {
        var values = frame.values(title: "History")
        values["headline"] = EntryValues(entry, site: frame.site).headline
        values["permalink"] = frame.site.url(entry.path)
        values["revisions"] = revisions.enumerated().map { index, revision in
            version(revision, before: index + 1 < revisions.count ? revisions[index + 1] : nil, isCurrent: index == 0)
        }
        return values
    }

    private func version(_ revision: Revision, before: Revision?, isCurrent: Bool) -> [String: Any] {
        let lines = before.map { TextDiff.lines(Self.text($0), Self.text(revision)) } ?? []
        let changes = lines.filter { $0.kind != .same }
        var values: [String: Any] = ["number": String(revision.version), "isCurrent": isCurrent]
        values.setTime("at", revision.change.at, clock)
        values["action"] = revision.change.kind.label
        values["client"] = revision.change.by.isEmpty ? "an app" : revision.change.by
        values["restoreURL"] = frame.site.url("\(OwnerPath.posts)/\(entry.id)/restore/\(revision.version)")
        values["changes"] = (changes.isEmpty ? [] : lines).map { line -> [String: Any] in
            [
                "kind": "\(line.kind)", "text": line.text, "isAdded": line.kind == .added,
                "isRemoved": line.kind == .removed,
            ]
        }
        values["hasChanges"] = !changes.isEmpty
        return values
    }

    private static func text(_ revision: Revision) -> String {
        "\(revision.state.rawValue), \(revision.visibility.rawValue)\n" + revision.item.json.pretty
    }
}

extension EntryChange.Kind {
    /// What stands between the time and who did it.
    fileprivate var label: String {
        switch self {
        case .create: "written by"
        case .update: "changed by"
        case .delete: "deleted by"
        case .undelete: "brought back by"
        case .restore: "restored by"
        case .publish: "published by"
        case .photo: "a picture was fetched by"
        }
    }
}
