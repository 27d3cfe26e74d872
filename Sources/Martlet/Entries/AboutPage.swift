/// The values of `about.mustache`: the owner's card, which represents the site, and what they tell of themselves.
///
/// - SeeAlso: <https://microformats.org/wiki/representative-h-card-parsing>
struct AboutPage: Page {
    static let template = "about"
    static let path = "/about"

    /// The static page at this address; nil where there is none that everybody may read.
    let entry: Entry?
    let site: Site

    var values: [String: Any] {
        let shown = entry.map { EntryValues($0, site: site) }
        let note = site.owner.note.isEmpty ? nil : site.owner.note
        var values = site.layout(
            title: "About \(site.owner.name)", path: Self.path, description: note ?? shown?.summary)
        values["entry"] = shown?.values
        values["feeds"] = FeedFormat.allCases.map { format -> [String: Any] in
            [
                "name": format.name, "url": site.url("/" + format.fileName),
                "type": String(format.mediaType.prefix { $0 != ";" }),
            ]
        }
        return values
    }
}
