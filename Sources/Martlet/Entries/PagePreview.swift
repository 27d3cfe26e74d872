import IndieWeb

/// What other sites show where a page is linked, in the words of Open Graph.
///
/// - SeeAlso: <https://ogp.me/>
struct PagePreview: Sendable {
    var kind = Kind.website
    /// Without the site's name; by default the page's title, less that.
    var title: String?
    /// By default the owner's portrait.
    var image: Image?
    /// Of an article.
    var published: PostDate?
    var updated: PostDate?
    var tags: [String] = []

    enum Kind: String, Sendable {
        case website, article, profile
    }

    struct Image: Sendable, Equatable {
        /// Absolute.
        let url: String
        var alt: String?
        /// Pixels, where they are known.
        var width: Int?
        var height: Int?
    }

    /// What `{{page.preview.…}}` stands for.
    func values(pageTitle: String, on site: Site) -> [String: Any] {
        let suffix = " – \(site.title)"
        let bare = pageTitle.hasSuffix(suffix) ? String(pageTitle.dropLast(suffix.count)) : pageTitle
        var values: [String: Any] = ["title": title ?? bare, "kind": kind.rawValue]
        // Small and round in most places, the portrait isn't for a large card.
        values["card"] = image == nil ? "summary" : "summary_large_image"
        values["image"] = (image ?? site.portrait).map(Self.values)
        values["locale"] = Self.locale(site.language)
        values["published"] = published?.rfc3339
        values["updated"] = updated?.rfc3339
        values["tags"] = tags.map { ["name": $0] }
        return values
    }

    private static func values(_ image: Image) -> [String: Any] {
        var values: [String: Any] = ["url": image.url]
        values["alt"] = image.alt.flatMap { $0.isEmpty ? nil : $0 }
        values["width"] = image.width.map { String($0) }
        values["height"] = image.height.map { String($0) }
        return values
    }

    /// A language with its country, as `de_AT`; nil for a language alone, which Open Graph has no word for.
    private static func locale(_ tag: String) -> String? {
        let parts = tag.split(separator: "-")
        guard parts.count > 1, let language = parts.first, let country = parts.dropFirst().first(where: isCountry)
        else {
            return nil
        }
        return "\(language.lowercased())_\(country.uppercased())"
    }

    private static func isCountry(_ part: Substring) -> Bool {
        part.utf8.count == 2 && part.allSatisfy { $0.isASCII && $0.isLetter }
    }
}

extension Site {
    fileprivate var portrait: PagePreview.Image? {
        owner.photo.isEmpty ? nil : PagePreview.Image(url: owner.photo, alt: owner.name)
    }
}
