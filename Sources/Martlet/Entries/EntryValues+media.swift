import Images
import IndieWeb
import Markup

/// The pictures, videos and sounds of an entry in a template.
extension EntryValues {
    var photos: [[String: Any]] {
        entry.item.photos.enumerated().compactMap { position, photo in
            if let uploaded = entry.photos[position], let values = values(of: uploaded, alt: photo.alt) {
                return values
            }
            guard isShownFromElsewhere(photo.url) else { return nil }
            return ["url": photo.url, "src": photo.url, "alt": photo.alt ?? "", "isRemote": true]
        }
    }

    /// What stands for the entry where it is linked: its first picture in a size that fits, or that of its first video.
    var previewImage: PagePreview.Image? {
        for (position, photo) in entry.item.photos.enumerated() {
            if let uploaded = entry.photos[position], let file = uploaded.preview {
                return PagePreview.Image(
                    url: site.url(uploaded.path(of: file)), alt: photo.alt ?? uploaded.alt, width: file.width,
                    height: file.height)
            }
            if isShownFromElsewhere(photo.url) { return PagePreview.Image(url: photo.url, alt: photo.alt) }
        }
        let videos = entry.media.recordings.filter { $0.key.property == .video && $0.value.poster != nil }
        guard let video = videos.min(by: { $0.key.position < $1.key.position })?.value else { return nil }
        return video.poster.map { PagePreview.Image(url: site.url(video.path(of: $0)), alt: video.alt) }
    }

    /// Whether an address of a picture is one of another site: one of our own that was deleted leaves no broken picture.
    private func isShownFromElsewhere(_ url: String) -> Bool {
        !url.hasPrefix(site.url("/media/")) && (url.hasPrefix("https://") || url.hasPrefix("http://"))
    }

    /// The content, in which files of this site have signed addresses where they need them.
    var contentHTML: String {
        guard signer != nil else { return content.html.html }
        let prefix = site.url("/media/")
        return content.html.html.replacing(/"([^"]*\/media\/[0-9a-f]{32}\/[a-z0-9]+\.[a-z0-9]+)"/) { match in
            let url = String(match.output.1)
            return "\"\(url.hasPrefix(prefix) ? address(of: url).replacing("&", with: "&amp;") : url)\""
        }
    }

    /// The address of a file of this site, by its path.
    private func address(_ path: String) -> String { signer?.url(path) ?? site.url(path) }

    /// An address that the entry names, signed when it is one of ours.
    private func address(of url: String) -> String {
        guard let signer, url.hasPrefix(site.url("/media/")), let path = site.path(of: url) else { return url }
        return signer.url(path)
    }

    func recordings(_ property: MediaPlace.Property) -> [[String: Any]] {
        let alts = Dictionary(
            entry.item[property.rawValue].compactMap { Mf2Photo($0) }.compactMap { file in
                file.alt.map { (file.url, $0) }
            }
        ) { first, _ in first }
        return entry.item.urls(property.rawValue).enumerated().compactMap { position, url in
            let recording = entry.media.recordings[MediaPlace(property: property, position: position)]
            guard recording != nil || !url.hasPrefix(site.url("/media/")) else { return nil }
            let alt = alts[url] ?? recording?.alt
            var values: [String: Any] = ["url": address(of: url), "hasAlt": alt != nil, "alt": alt ?? ""]
            let size = recording?.full.flatMap { full in full.width.flatMap { width in full.height.map { (width, $0) } }
            }
            values["hasSize"] = size != nil
            values["width"] = size.map { String($0.0) } ?? ""
            values["height"] = size.map { String($0.1) } ?? ""
            let poster = recording.flatMap { recording in recording.poster.map { address(recording.path(of: $0)) } }
            values["hasPoster"] = poster != nil
            values["poster"] = poster ?? ""
            return values
        }
    }

    /// How wide the style sheet shows a picture, by how many stand together.
    private var sizes: String {
        switch entry.item.photos.count {
        case 1: "(min-width: 40.5rem) 38rem, calc(100vw - 2.5rem)"
        case 3: "(min-width: 40.5rem) 26rem, 67vw"
        default: "(min-width: 40.5rem) 19rem, 50vw"
        }
    }

    private func values(of photo: Photo, alt: String?) -> [String: Any]? {
        guard let full = photo.full else { return nil }
        // A square crop is no smaller form of the same picture, nor is a still one of a moving picture.
        let smaller = photo.usual.filter { $0.size != .thumb && $0.width < full.width }
        let candidates = photo.isAnimated ? [full] : [full] + smaller
        let alternatives = photo.isAnimated ? [] : photo.alternatives.filter { $0.size != .thumb }
        let fullURL = address(photo.path(of: full))
        var values: [String: Any] = [:]
        values["url"] = fullURL
        // The full size also as `src`: readers of microformats take the picture from there, browsers from `srcset`.
        values["src"] = fullURL
        values["srcset"] = srcset(candidates, of: photo)
        values["hasAlternative"] = !alternatives.isEmpty
        values["alternativeType"] = Photo.alternativeType
        values["alternativeSrcset"] = srcset(alternatives, of: photo)
        values["tone"] = photo.tone.map(Self.toneClass) ?? ""
        values["sizes"] = sizes
        values["width"] = String(full.width)
        values["height"] = String(full.height)
        values["alt"] = alt ?? photo.alt ?? ""
        values["isRemote"] = false
        return values
    }

    private func srcset(_ variants: [Photo.Variant], of photo: Photo) -> String {
        variants.map { "\(address(photo.path(of: $0))) \($0.width)w" }.joined(separator: ", ")
    }

    /// The class for the ground behind a picture until it has come: three steps of each colour, as in the style sheet.
    private static func toneClass(_ tone: Int) -> String {
        let steps = [tone >> 4, tone >> 2, tone].map { (2 * ($0 & 3) + 1) / 3 }
        return " t" + steps.map(String.init).joined()
    }
}
