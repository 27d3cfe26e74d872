import Foundation
import Images
import IndieWeb
import Markup

/// The values of one entry in a template, on its own page and in lists: the `entry` of `templates/README.md`.
struct EntryValues {
    let entry: Entry
    let site: Site
    private let content: EntryContent

    /// Makes the addresses of files that the reader could not see otherwise; nil where everybody may.
    private let signer: MediaSigner?

    init(_ entry: Entry, site: Site, signer: MediaSigner? = nil) {
        self.entry = entry
        self.site = site
        self.signer = signer
        content = EntryContent(entry.item, site: site)
    }

    var values: [String: Any] {
        let (photos, contexts) = (photos, contexts)
        let categories = entry.item.strings("category")
        let syndication = entry.item.urls("syndication").map(Self.link)
        let updated = PostDate(secondsSince1970: entry.updatedAt, offsetSeconds: entry.published.offsetSeconds)
        var values: [String: Any] = [:]
        values["permalink"] = site.url(entry.path)
        values["postType"] = entry.postType.rawValue
        values["typeLabel"] = entry.postType.label
        values["hasName"] = title != nil
        values["name"] = title
        values["contentHTML"] = contentHTML
        values["hasContent"] = !content.html.html.isEmpty
        values["published"] = entry.published.rfc3339
        values["publishedText"] = entry.published.text
        values["isUpdated"] = entry.updatedAt > entry.published.secondsSince1970
        values["updated"] = updated.rfc3339
        values["updatedText"] = updated.text
        values["categories"] = categories.map { ["name": $0, "hasURL": false, "url": ""] as [String: Any] }
        values["hasCategories"] = !categories.isEmpty
        values["photos"] = photos
        values["hasPhotos"] = !photos.isEmpty
        values["photosClass"] = photos.count > 4 ? "photos-many" : "photos-\(photos.count)"
        values["contexts"] = contexts
        values["hasContexts"] = !contexts.isEmpty
        values["rsvp"] = entry.item.string("rsvp")
        values["hasRSVP"] = entry.postType == .rsvp
        values["videos"] = recordings(.video)
        values["audios"] = recordings(.audio)
        values["syndication"] = syndication
        values["hasSyndication"] = !syndication.isEmpty
        values["author"] = author
        values["rootClass"] = entry.item.type.contains("h-event") ? "h-event" : "h-entry"
        values["hasState"] = entry.stateLabel != nil
        values["stateLabel"] = entry.stateLabel
        return values.merging(kindValues) { first, _ in first }
    }

    /// What only some kinds of posts have.
    private var kindValues: [String: Any] {
        let item = entry.item
        var values: [String: Any] = [:]
        if entry.postType == .event, let start = item.eventStart {
            let end = item.eventEnd
            var event: [String: Any] = ["start": start, "startText": Self.text(ofTime: start)]
            event["hasEnd"] = end != nil
            event["end"] = end ?? ""
            event["endText"] = end.map { Self.text(ofEnd: $0, start: start) } ?? ""
            event["hasLocation"] = item.location != nil
            values["event"] = event
        }
        values["hasEvent"] = values["event"] != nil
        if let venue = item.checkin {
            values["checkin"] = [
                "name": venue.name ?? venue.url.map(Self.text(of:)) ?? "somewhere", "hasURL": venue.url != nil,
                "url": venue.url ?? "", "hasPlace": venue.latitude != nil, "latitude": venue.latitude ?? "",
                "longitude": venue.longitude ?? "",
            ]
        }
        values["hasCheckin"] = values["checkin"] != nil
        let activities = Self.activityLabels.flatMap { property, label in
            item.citations(property).map { activity($0, property, label) }
        }
        values["activities"] = activities
        values["hasActivity"] = !activities.isEmpty
        // Of something that is named, the label says it.
        values["hasReadStatus"] = item.readStatus != nil && item.citations("read-of").isEmpty
        values["readStatus"] = item.readStatus?.rawValue
        values["readStatusText"] = item.readStatus?.label
        values["hasLocation"] = item.location != nil
        values["place"] = item.location.map { place($0, of: item) }
        let summary = item.string("summary")
        values["hasSummary"] = summary != nil && summary != content.text
        values["summary"] = summary
        return values
    }

    private func place(_ venue: Venue, of item: Mf2Item) -> [String: Any] {
        // An address stays an address: an h-adr has no name.
        let address = item.items("location").first { $0.type.contains("h-adr") }
        let parts = ["street-address", "locality", "region", "country-name"].filter { address?.string($0) != nil }
        var place: [String: Any] = ["name": item.eventLocation ?? ""]
        place["isCard"] = address != nil || venue.url != nil || venue.latitude != nil
        place["rootClass"] = address == nil ? "h-card" : "h-adr"
        place["nameClass"] = address == nil ? "p-name" : parts.count == 1 ? "p-\(parts[0])" : "p-label"
        place["hasURL"] = venue.url != nil
        place["url"] = venue.url ?? ""
        place["hasPlace"] = venue.latitude != nil
        place["latitude"] = venue.latitude ?? ""
        place["longitude"] = venue.longitude ?? ""
        return place
    }

    private func activity(_ citation: Citation, _ property: String, _ label: String) -> [String: Any] {
        let status = property == "read-of" ? entry.item.readStatus : nil
        return [
            "property": property, "label": status?.activityLabel ?? label,
            "name": citation.name ?? citation.url.map(Self.text(of:)) ?? "",
            "hasURL": citation.url != nil, "url": citation.url ?? "", "hasAuthor": citation.author != nil,
            "author": citation.author ?? "", "saysStatus": status != nil,
        ]
    }

    private static let activityLabels = [
        ("read-of", "Reading"), ("watch-of", "Watching"), ("listen-of", "Listening to"),
    ]

    /// A time as its author wrote it, for people: the text itself where it is no time.
    private static func text(ofTime text: String) -> String {
        PostDate.parse(text, zone: .gmt)?.text ?? text
    }

    /// The end of something: on the day on which it began, only the time.
    private static func text(ofEnd end: String, start: String) -> String {
        guard let last = PostDate.parse(end, zone: .gmt), let first = PostDate.parse(start, zone: .gmt) else {
            return text(ofTime: end)
        }
        return last.day == first.day ? last.clock : last.text
    }

    private var author: [String: Any] {
        let owner = site.owner
        return ["name": owner.name, "url": owner.url, "photo": owner.photo, "hasPhoto": !owner.photo.isEmpty]
    }

    /// The name, when the entry has one that says more than the beginning of its content.
    private var title: String? {
        PostType.hasTitle(entry.item, contentText: content.text) ? entry.item.string("name") : nil
    }

    /// A line for titles where an entry has no name: its first words, or what it is and when.
    var headline: String {
        if let title { return title }
        if let summary = EntryTitle.summary(of: content.text) { return summary }
        if let context = entry.contexts.first { return "\(context.label) \(Self.text(of: context.url))" }
        return "\(entry.postType.label), \(entry.published.text)"
    }

    /// The beginning of the content, for descriptions; nil when there is none.
    var summary: String? { EntryTitle.summary(of: content.text, limit: 200) }

    private var contexts: [[String: Any]] {
        entry.contexts.map { context in
            [
                "property": context.property, "label": context.label, "url": context.url,
                "text": Self.text(of: context.url), "hasName": context.name != nil, "name": context.name ?? "",
                "hasAuthor": context.author != nil,
                "author": context.author ?? "",
            ]
        }
    }

    private var photos: [[String: Any]] {
        entry.item.photos.enumerated().compactMap { position, photo in
            if let uploaded = entry.photos[position], let values = values(of: uploaded, alt: photo.alt) {
                return values
            }
            // One of our own that was deleted leaves no broken picture.
            guard !photo.url.hasPrefix(site.url("/media/")) else { return nil }
            guard photo.url.hasPrefix("https://") || photo.url.hasPrefix("http://") else { return nil }
            return ["url": photo.url, "src": photo.url, "alt": photo.alt ?? "", "isRemote": true]
        }
    }

    /// The content, in which files of this site have signed addresses where they need them.
    private var contentHTML: String {
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

    private func recordings(_ property: MediaPlace.Property) -> [[String: Any]] {
        let alts = Dictionary(
            entry.item[property.rawValue].compactMap { Mf2Photo($0) }.compactMap { file in
                file.alt.map { (file.url, $0) }
            }
        ) { first, _ in first }
        return entry.item.urls(property.rawValue).enumerated().map { position, url in
            let recording = entry.media.recordings[MediaPlace(property: property, position: position)]
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

    private static func link(_ url: String) -> [String: Any] { ["url": url, "text": text(of: url)] }

    /// An address as people read it: without scheme and closing slash.
    private static func text(of url: String) -> String {
        let rest = url.replacing(/^https?:\/\/(www\.)?/, with: "")
        return rest.hasSuffix("/") ? String(rest.dropLast()) : rest
    }
}

extension Entry {
    /// What the entry responds to, with the words that pages put before it.
    var contexts: [(property: String, label: String, url: String, name: String?, author: String?)] {
        Self.contextLabels.flatMap { property, label in
            item.citations(property).compactMap { citation in
                citation.url.map {
                    (property: property, label: label, url: $0, name: citation.name, author: citation.author)
                }
            }
        }
    }

    private static let contextLabels = [
        ("in-reply-to", "In reply to"), ("like-of", "Liked"), ("repost-of", "Reposted"), ("bookmark-of", "Bookmarked"),
    ]
}

extension Entry {
    /// What the owner is told of an entry that not everybody sees in the lists; nil for any other.
    var stateLabel: String? {
        if deletedAt != nil { return "Deleted" }
        return switch (state, visibility) {
        case (.draft, _): "Draft"
        case (.scheduled, _): "Scheduled"
        case (.published, .unlisted): "Unlisted"
        case (.published, .private): "Private"
        case (.published, .public): nil
        }
    }
}

extension PostType {
    /// What people call it.
    var label: String {
        switch self {
        case .rsvp: "RSVP"
        case .checkin: "Check-in"
        default: rawValue.prefix(1).uppercased() + rawValue.dropFirst()
        }
    }
}

extension ReadStatus {
    /// What people call it.
    fileprivate var label: String {
        switch self {
        case .toRead: "to read"
        case .reading: "reading"
        case .finished: "finished"
        }
    }

    /// The same before what is read.
    fileprivate var activityLabel: String {
        switch self {
        case .toRead: "Wants to read"
        case .reading: "Reading"
        case .finished: "Finished reading"
        }
    }
}

extension PostDate {
    /// `21 November 2026, 08:20`, at the offset that the author gave.
    var text: String { "\(day), \(clock)" }

    /// `21 November 2026`
    fileprivate var day: String {
        let time = localTime
        return "\(time.day) \(Self.months[time.month - 1]) \(time.year)"
    }

    /// `08:20`
    fileprivate var clock: String {
        let time = localTime
        return [time.hour, time.minute].map { ($0 < 10 ? "0" : "") + String($0) }.joined(separator: ":")
    }

    private static let months = [
        "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
        "December",
    ]
}
