import IndieWeb

/// The values of `history.mustache`: the versions of one entry, the present one first, a page at a time.
struct HistoryPage: Page {
    static let template = "history"

    let frame: OwnerFrame
    let entry: Entry
    /// Newest first: those of the page, and one more if there is one, to compare the last with.
    let revisions: [Revision]
    let clock: Clock

    /// Versions on a page.
    static let size = 20

    var values: [String: Any] {
        let base = frame.site.url("\(OwnerPath.posts)/\(entry.id)")
        let shown = revisions.prefix(Self.size)
        var values = frame.values(title: "History")
        values["headline"] = EntryValues(entry, site: frame.site).headline
        values["permalink"] = frame.site.url(entry.path)
        values["isDeleted"] = entry.deletedAt != nil
        values["undeleteURL"] = base + "/undelete?back=history"
        values["revisions"] = shown.enumerated().map { index, revision in
            version(revision, before: index + 1 < revisions.count ? revisions[index + 1] : nil)
        }
        let first = shown.first?.version ?? entry.version
        let last = shown.last?.version ?? 1
        // Versions are counted without a gap.
        let newer = first + Int64(Self.size) + 1
        values["pagerWhat"] = "versions"
        values["hasOlder"] = revisions.count > Self.size
        values["olderURL"] = "\(base)/history?before=\(last)"
        values["hasNewer"] = first < entry.version
        values["newerURL"] = newer > entry.version ? base + "/history" : "\(base)/history?before=\(newer)"
        return values
    }

    private func version(_ revision: Revision, before: Revision?) -> [String: Any] {
        let changes = before.map { RevisionChange.changes(from: $0, to: revision) } ?? []
        var values: [String: Any] = ["number": String(revision.version)]
        values["isCurrent"] = revision.version == entry.version
        values.setTime("at", revision.change.at, clock)
        values["action"] = revision.change.kind.label
        values["client"] = revision.change.by.isEmpty ? "an app" : revision.change.by
        values["restoreURL"] = frame.site.url("\(OwnerPath.posts)/\(entry.id)/restore/\(revision.version)")
        values["changes"] = changes.map { change -> [String: Any] in
            [
                "kind": change.kind.rawValue, "text": change.text, "isAdded": change.kind == .added,
                "isRemoved": change.kind == .removed, "isFolded": change.kind == .folded,
            ]
        }
        values["hasChanges"] = !changes.isEmpty
        return values
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
