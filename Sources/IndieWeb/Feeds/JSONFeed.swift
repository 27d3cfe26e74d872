/// A feed as a JSON Feed 1.1 document.
///
/// - SeeAlso: <https://www.jsonfeed.org/version/1.1/>
package struct JSONFeed: Hashable, Sendable {
    package var feed: Feed

    package init(_ feed: Feed) {
        self.feed = feed
    }

    /// What to send as Content-Type.
    package static let mediaType = "application/feed+json"

    /// The feed; members without a value are left out.
    ///
    /// Of the links only those that the format knows are there: the next page and the hubs.
    package var json: JSONValue {
        var object = JSONObject()
        object["version"] = "https://jsonfeed.org/version/1.1"
        object["title"] = .string(feed.title)
        object["home_page_url"] = .string(feed.url)
        object["feed_url"] = .string(feed.selfURL)
        object["description"] = feed.subtitle.map(JSONValue.string)
        object["next_url"] = feed.links.first { $0.relation == .next }.map { .string($0.href) }
        object["icon"] = feed.icon.map(JSONValue.string)
        object["authors"] = [Self.json(feed.author)]
        object["language"] = feed.language.map(JSONValue.string)
        object["hubs"] = Self.array(
            feed.links.filter { $0.relation == .hub }.map { ["type": "WebSub", "url": .string($0.href)] })
        object["items"] = .array(feed.entries.map(Self.json))
        return .object(object)
    }

    /// The document in UTF-8.
    package func bytes() -> [UInt8] { json.serializedBytes() }

    /// An item: without a title for a note, with an author only where that isn't the feed's.
    ///
    /// - SeeAlso: <https://www.jsonfeed.org/version/1.1/#items-a-name-items-a>
    private static func json(_ entry: FeedEntry) -> JSONValue {
        var object = JSONObject()
        object["id"] = .string(entry.id)
        object["url"] = .string(entry.url)
        object["title"] = entry.title.map(JSONValue.string)
        if let contentHTML = entry.contentHTML {
            object["content_html"] = .string(contentHTML)
        } else {
            // One of the two kinds of content is required.
            object["content_text"] = .string(entry.summary ?? entry.headline)
        }
        object["summary"] = entry.summary.map(JSONValue.string)
        object["image"] = entry.enclosures.first { $0.medium == .image }.map { .string($0.url) }
        object["date_published"] = entry.published.map { .string($0.rfc3339) }
        object["date_modified"] = .string(entry.updated.rfc3339)
        object["authors"] = entry.author.map { [json($0)] }
        object["tags"] = array(entry.categories.map { .string($0.name) })
        object["attachments"] = array(entry.enclosures.map(json))
        return .object(object)
    }

    private static func json(_ author: FeedAuthor) -> JSONValue {
        var object = JSONObject()
        object["name"] = .string(author.name)
        object["url"] = author.url.map(JSONValue.string)
        object["avatar"] = author.avatar.map(JSONValue.string)
        return .object(object)
    }

    /// Without a title: two attachments with the same one would be two forms of the same thing.
    private static func json(_ enclosure: FeedEnclosure) -> JSONValue {
        var object = JSONObject()
        object["url"] = .string(enclosure.url)
        object["mime_type"] = .string(enclosure.type)
        object["size_in_bytes"] = enclosure.length.map { .number(JSONNumber(Int($0))) }
        object["duration_in_seconds"] = enclosure.wholeSeconds.map { .number(JSONNumber($0)) }
        return .object(object)
    }

    private static func array(_ values: [JSONValue]) -> JSONValue? { values.isEmpty ? nil : .array(values) }
}
