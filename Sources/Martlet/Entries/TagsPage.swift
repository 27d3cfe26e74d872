/// The values of `tags.mustache`: all tags of the site.
struct TagsPage: Page {
    static let template = "tags"

    let tags: [(name: String, count: Int)]
    let site: Site

    var values: [String: Any] {
        var values = site.layout(title: "Tags – \(site.title)", path: "/tags")
        values["tags"] = tags.map { tag -> [String: Any] in
            ["name": tag.name, "url": site.url(EntryList.tag(tag.name).path), "count": String(tag.count)]
        }
        values["hasTags"] = !tags.isEmpty
        return values
    }
}
