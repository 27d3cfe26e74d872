import IndieWeb

/// The values of `static-pages.mustache`: the owner's static pages, by address.
struct StaticPagesPage: Page {
    static let template = "static-pages"

    let frame: OwnerFrame
    let entries: [Entry]
    /// Whether there are more than are listed.
    let hasMore: Bool

    var values: [String: Any] {
        let site = frame.site
        var values = frame.values(title: "Pages")
        values["pages"] = entries.map { entry -> [String: Any] in
            let post = site.url("\(OwnerPath.posts)/\(entry.id)")
            return [
                "headline": EntryValues(entry, site: site).headline, "permalink": site.url(entry.path),
                "path": entry.path, "state": entry.stateLabel ?? "Published",
                "editURL": site.url("\(OwnerPath.pages)/\(entry.id)"), "historyURL": post + "/history",
                "deleteURL": post + "/delete?back=pages",
            ]
        }
        values["hasPages"] = !entries.isEmpty
        values["hasMore"] = hasMore
        values["newURL"] = site.url(OwnerPath.pages + "/new")
        return values
    }
}

/// The values of `static-page-form.mustache`: the form for a static page, a new one or one that is there.
struct StaticPageFormPage: Page {
    static let template = "static-page-form"

    let frame: OwnerFrame
    /// nil for a new one.
    let entry: Entry?
    /// The form, after it was refused.
    var refused: RefusedForm<Int64>?
    /// Whether it was refused because the page has changed meanwhile.
    var isConflict = false

    var values: [String: Any] {
        let site = frame.site
        let (name, text) = (entry?.item.string("name") ?? "", entry?.typedText ?? "")
        let stored = [
            "name": name, "slug": "", "text": text,
            "status": (entry?.state == .draft ? PostStatus.draft : .published).rawValue,
        ]
        var form = RefusedForm<Int64>.values(stored, refused)
        form["isDraft"] = form["status"] as? String == PostStatus.draft.rawValue
        // What was typed was refused for the version that it came with, and is shown with the present one.
        let typed = isConflict ? nil : refused?.fields.first { $0.name == "version" }?.value
        form["version"] = typed ?? entry.map { String($0.version) } ?? ""
        var values = frame.values(title: entry == nil ? "New page" : "Change a page")
        values["form"] = form
        values["isNew"] = entry == nil
        values["isHTML"] = entry?.hasHTML ?? false
        values["actionURL"] = site.url(OwnerPath.pages + (entry.map { "/\($0.id)" } ?? ""))
        values["listURL"] = site.url(OwnerPath.pages)
        values["baseURL"] = site.url("/")
        values["permalink"] = entry.map { site.url($0.path) } ?? ""
        if isConflict { values["present"] = ["name": name, "text": text] }
        return values
    }
}

extension Entry {
    /// Whether its content is HTML, and stays so when the owner changes it.
    var hasHTML: Bool { if case .html = item.content { true } else { false } }

    /// Its content as the owner edits it: Markdown, or HTML.
    fileprivate var typedText: String {
        switch item.content {
        case .text(let text): text
        case .html(let html, _): html
        case nil: ""
        }
    }
}
