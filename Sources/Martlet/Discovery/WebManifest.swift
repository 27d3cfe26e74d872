import IndieWeb

/// What a phone or browser needs to put the site beside its apps.
///
/// - SeeAlso: <https://www.w3.org/TR/appmanifest/>
struct WebManifest: Sendable {
    let site: Site
    /// Where the icon is, with its version.
    let statics: StaticFiles

    static let path = "/manifest.webmanifest"
    static let mediaType = "application/manifest+json"

    var json: JSONValue {
        var object = JSONObject()
        object["name"] = .string(site.title)
        object["short_name"] = EntryTitle.summary(of: site.title, limit: Self.shortName).map { .string($0) }
        if !site.owner.note.isEmpty { object["description"] = .string(site.owner.note) }
        object["lang"] = .string(site.language)
        object["id"] = "/"
        object["start_url"] = "/"
        object["scope"] = "/"
        // With buttons to go back and to reload: pages have links to elsewhere.
        object["display"] = "minimal-ui"
        // As the style sheet has them, for a light screen: a manifest knows no other.
        object["background_color"] = "#f8fafc"
        object["theme_color"] = "#1d4f91"
        let icon = JSONValue.string(statics.path(of: "favicon.svg"))
        object["icons"] = [["src": icon, "sizes": "any", "type": "image/svg+xml", "purpose": "any"]]
        return .object(object)
    }

    /// Characters below an icon, before phones cut.
    private static let shortName = 12
}
