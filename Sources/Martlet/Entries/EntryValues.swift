import Foundation
import IndieWeb
import Markup

/// The values of one entry in a template, on its own page and in lists: the `entry` of `templates/README.md`.
struct EntryValues {
    let entry: Entry
    let site: Site
    let content: EntryContent

    /// Makes the addresses of files that the reader could not see otherwise; nil where everybody may.
    let signer: MediaSigner?

    init(_ entry: Entry, site: Site, signer: MediaSigner? = nil) {
        self.entry = entry
        self.site = site
        self.signer = signer
        content = EntryContent(entry.item, site: site)
    }

    var values: [String: Any] {
        let (photos, contexts, isPage) = (photos, contexts, entry.postType == .page)
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
        values["isDated"] = !isPage
        values["isUpdated"] = !isPage && entry.updatedAt > entry.published.secondsSince1970
        values["updated"] = updated.rfc3339
        values["updatedText"] = updated.text
        // The page of a tag has posts only.
        let linked = Set(isPage ? [] : entry.item.tags)
        values["categories"] = categories.map {
            ["name": $0, "hasURL": linked.contains($0), "url": site.url(EntryList.tag($0).path)] as [String: Any]
        }
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
        let activities = entry.activities.map(activity)
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

    private func activity(_ property: String, _ label: String, _ citation: Citation) -> [String: Any] {
        [
            "property": property, "label": label, "name": citation.name ?? citation.url.map(Self.text(of:)) ?? "",
            "hasURL": citation.url != nil, "url": citation.url ?? "", "hasAuthor": citation.author != nil,
            "author": citation.author ?? "", "saysStatus": property == "read-of" && entry.item.readStatus != nil,
        ]
    }

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

    /// The name, when the entry has one that says more than the beginning of its content; that of a page in any case.
    var title: String? { entry.title(contentText: content.text) }

    /// A line for titles, never empty: its name, its first words, or what it is and about what.
    var headline: String { entry.headline(contentText: content.text) }

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

    private static func link(_ url: String) -> [String: Any] { ["url": url, "text": text(of: url)] }

    /// An address as people read it: without scheme and closing slash.
    static func text(of url: String) -> String {
        // Not by a regular expression: that took a sixth of the time of a page.
        var rest = Substring(url)
        for start in ["https://", "http://"] where rest.hasPrefix(start) { rest = rest.dropFirst(start.count) }
        if rest.startIndex != url.startIndex, rest.hasPrefix("www.") { rest = rest.dropFirst(4) }
        return String(rest.hasSuffix("/") ? rest.dropLast() : rest)
    }
}

extension Entry {
    /// What the owner is told of an entry that not everybody sees in the lists; nil for any other.
    var stateLabel: String? {
        if deletedAt != nil { return "Deleted" }
        return switch (state, audience) {
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

    static let months = [
        "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
        "December",
    ]
}
