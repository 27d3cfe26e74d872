import IndieWeb

/// The values of `photo-grid.mustache`: a page of photo posts, as a grid.
struct PhotoGridPage: Page {
    static let template = "photo-grid"

    let entries: [Entry]
    let site: Site
    let place: ListPlace
    var list = EntryList.type(.photo)

    /// So many cells are seen before anybody scrolls, and load at once.
    private static let eagerCells = 6

    /// How wide the style sheet shows a cell.
    private static let sizes = "(min-width: 40.5rem) 12.5rem, 33vw"

    var values: [String: Any] {
        let shown = entries.map { EntryValues($0, site: site) }
        let image = place.isFirst ? shown.lazy.compactMap(\.previewImage).first : nil
        var values = ListValues(list: list, place: place, site: site, isEmpty: entries.isEmpty).values(image: image)
        values["cells"] = shown.enumerated().map { cell($1, isEager: $0 < Self.eagerCells) }
        return values
    }

    private func cell(_ shown: EntryValues, isEager: Bool) -> [String: Any] {
        let photos = shown.photos
        var cell: [String: Any] = [
            "permalink": site.url(shown.entry.path), "name": shown.headline,
            "published": shown.entry.published.rfc3339, "publishedText": shown.entry.published.text,
        ]
        if var photo = photos.first {
            photo["sizes"] = Self.sizes
            photo["isEager"] = isEager
            cell["photo"] = photo
        }
        cell["hasPhoto"] = !photos.isEmpty
        let mark = mark(of: shown, photos: photos.count)
        cell["hasMark"] = mark != nil
        cell["mark"] = mark ?? ""
        cell["author"] = ["name": site.owner.name, "url": site.owner.url]
        return cell
    }

    /// What there is that a still picture doesn't show; nil when it shows all.
    private func mark(of shown: EntryValues, photos: Int) -> String? {
        if photos > 1 { return "\(photos) photos" }
        if !shown.recordings(.video).isEmpty { return "Video" }
        return shown.entry.photos[0]?.isAnimated == true ? "Animation" : nil
    }
}
