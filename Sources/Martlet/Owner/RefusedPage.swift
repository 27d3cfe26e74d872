import IndieWeb

/// The values of `refused.mustache`: a page of refused posts, or one of them.
struct RefusedPage: Page {
    static let template = "refused"

    let frame: OwnerFrame
    let list: RefusedPostList
    let clock: Clock
    /// Whether the page is about one post, which is shown whole.
    var isWhole = false
    /// What the owner has made of that post, and isn't right yet.
    var repair: Repair?

    struct Repair: Sendable {
        let post: RepairedPost
        let complaint: String
    }

    /// How much of a post a list shows, in bytes and fields; a longer one is repaired on its own page.
    static let (mostBytes, mostFields) = (16 * 1024, 50)

    var values: [String: Any] {
        let url = frame.site.url(OwnerPath.refused)
        var values = frame.values(title: "Refused posts")
        values["refused"] = list.posts.map(post)
        values["hasRefused"] = !list.posts.isEmpty
        values["isWhole"] = isWhole
        values["listURL"] = url
        values["pagerWhat"] = "posts"
        values["hasOlder"] = list.older != nil
        values["olderURL"] = list.older.map { "\(url)?before=\($0)" } ?? ""
        values["hasNewer"] = list.newer != nil
        values["newerURL"] = list.newer.map { $0.before.map { "\(url)?before=\($0)" } ?? url } ?? ""
        return values
    }

    private func post(_ post: RefusedPost) -> [String: Any] {
        let base = frame.site.url("\(OwnerPath.refused)/\(post.id)")
        let sent = post.fields
        let shown = repair?.post ?? sent.map(RepairedPost.fields) ?? .text(post.body)
        let isLong = !isWhole && (post.body.utf8.count > Self.mostBytes || sent?.count ?? 0 > Self.mostFields)
        var values: [String: Any] = ["id": String(post.id), "client": post.client, "headline": headline(of: post)]
        values.setTime("at", post.refusedAt, clock)
        values["reason"] = post.reason
        values["message"] = post.message
        values["isLong"] = isLong
        let words = isLong ? sent?.map { "\($0.name): \($0.value)" }.joined(separator: "\n") ?? post.body : ""
        values["beginning"] = String(words.unicodeScalars.prefix(1000))
        values["showURL"] = base
        values["complaint"] = repair?.complaint
        values["hasComplaint"] = repair != nil
        values["isEncoded"] = false
        switch shown {
        case .fields(let fields):
            values["hasFields"] = true
            values["fields"] = isLong ? [] : self.fields(fields)
        case .text(let text):
            values["hasFields"] = false
            values["isEncoded"] = post.format == .form
            values["body"] = isLong ? "" : text
        }
        values["format"] = post.format == .json ? "JSON" : "a form"
        values["publishURL"] = base + "/publish"
        values["discardURL"] = base + "/discard"
        return values
    }

    /// The fields that were sent, and an empty one for what is missing.
    private func fields(_ fields: [FormField]) -> [[String: Any]] {
        let isOpen = fields.last.map { !$0.name.isEmpty || !$0.value.isEmpty } ?? true
        let all = fields + (isOpen ? [FormField(name: "", value: "")] : [])
        // The cursor goes to the field that the complaint names.
        let named = all.firstIndex { field in repair?.complaint.contains("“\(field.name)”") == true }
        let nameless = all.firstIndex { $0.name.isEmpty && !$0.value.isEmpty }
        let focus = repair == nil ? nil : named ?? nameless ?? 0
        return all.enumerated().map { index, field in
            [
                "number": String(index + 1), "name": field.name, "value": field.value,
                "rows": String(Self.rows(for: field.value)), "isNamed": Self.isName(field.name),
                "isFocused": index == focus,
            ]
        }
    }

    /// Whether a name can stay as it is; any other can be repaired, too.
    private static func isName(_ name: String) -> Bool {
        name.utf8.count <= 100 && name.wholeMatch(of: /[A-Za-z][A-Za-z0-9_-]*(?:\[[A-Za-z0-9_-]*\])*/) != nil
    }

    /// The lines that a text takes, by and large.
    private static func rows(for text: String) -> Int {
        let lines = text.utf8.split(separator: UInt8(ascii: "\n"), maxSplits: 16, omittingEmptySubsequences: false)
        return min(16, lines.reduce(0) { $0 + 1 + $1.count / 70 })
    }

    /// The name of the post or its first words; else who sent it.
    private func headline(of post: RefusedPost) -> String {
        let texts: [String]
        if let fields = post.fields {
            texts = ["name", "content", "summary"].flatMap { name in
                fields.filter { $0.name.prefix { $0 != "[" } == name }.map(\.value)
            }
        } else {
            let properties = (try? JSONValue.parse(post.body))?.object?["properties"]?.object
            texts = ["name", "content", "summary"].flatMap { name in
                (properties?[name]?.values ?? []).compactMap { $0.string ?? $0.object?["html"]?.string }
            }
        }
        return texts.lazy.compactMap { EntryTitle.summary(of: $0) }.first ?? "A post without words"
    }
}
