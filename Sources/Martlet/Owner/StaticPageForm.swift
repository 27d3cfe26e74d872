import IndieWeb

/// A static page as the owner typed it into the form.
struct StaticPageForm: Sendable {
    let name: String
    /// The wish for the last part of the address; empty for one that is made from the name.
    let slug: String
    let text: String
    let isDraft: Bool
    /// Which version of the page the form was filled with; nil in a form for a new one.
    let version: Int64?

    /// Forms send CR LF for the ends of lines.
    init(_ visit: Visit) {
        name = visit.field("name")
        slug = visit.field("slug")
        text = visit.field("text").replacing("\r\n", with: "\n")
        isDraft = visit.field("status") == PostStatus.draft.rawValue
        version = Int64(visit.field("version"))
    }

    /// What is wrong with it; nil when nothing is.
    var complaint: String? {
        if !name.contains(where: { !$0.isWhitespace }) { return "Give the page a title." }
        if name.count > 200 { return "A title has at most 200 characters." }
        if !slug.isEmpty, Slug.slugify(slug) == nil { return "Choose an address of Latin letters or digits." }
        return nil
    }

    /// The request for a new page.
    func creation() throws -> MicropubCreate {
        var properties: JSONObject = ["name": [.string(name)], "post-status": [.string(status)]]
        if !text.isEmpty { properties["content"] = [.string(text)] }
        properties["mp-channel"] = [.string(EntryChannel.pages.uid)]
        if !slug.isEmpty { properties["mp-slug"] = [.string(slug)] }
        return try MicropubCreate(json: ["type": ["h-entry"], "properties": .object(properties)])
    }

    /// A form that is sent twice makes one page.
    var fingerprint: RequestFingerprint {
        RequestFingerprint(token: "the owner's pages", parts: [name, slug, text, status].map { Array($0.utf8) })
    }

    /// The request that makes the page at an address what the form says.
    ///
    /// - Parameter isHTML: whether the text is HTML, as an app sent it.
    func update(of url: String, isHTML: Bool) throws -> MicropubUpdate {
        let content: JSONValue = isHTML ? ["html": .string(text)] : .string(text)
        let replaced: JSONValue = [
            "name": [.string(name)], "content": text.isEmpty ? [] : [content], "post-status": [.string(status)],
        ]
        return try MicropubUpdate(json: ["action": "update", "url": .string(url), "replace": replaced])
    }

    private var status: String { (isDraft ? PostStatus.draft : .published).rawValue }
}
