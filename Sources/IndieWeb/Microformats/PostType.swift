/// The kind of a post, in the words of post type discovery and of the `post-types` that Micropub clients ask for.
package enum PostType: String, CaseIterable, Hashable, Sendable {
    case note, article, photo, video, audio
    case reply, like, repost, bookmark, rsvp
    case event, checkin
    case read, watch, listen
    /// Without a date and in no list. No property tells it from an article: whoever stores it says so.
    case page
}

extension PostType {
    /// The kinds that ``discover(_:contentText:)`` tells apart.
    package static let discovered = allCases.filter { $0 != .page }

    /// Returns the kind of a post by what properties it has.
    ///
    /// The order is that of the specification: RSVP, reply, repost, like, video, photo, article, note. Kinds that it does not
    /// know stand where a post with several of these properties is best described: an h-event first, responses with their
    /// own property (`bookmark-of`, `checkin`, `read-of`, `watch-of`, `listen-of`) before media, `audio` after `video`.
    ///
    /// - Parameter contentText: The plain text of the content when it is HTML. Without it HTML counts by the `value` that was
    ///   sent along, else by `summary`.
    /// - SeeAlso: <https://www.w3.org/TR/post-type-discovery/#algorithm>
    package static func discover(_ item: Mf2Item, contentText: String? = nil) -> PostType {
        if item.type.contains("h-event") { return .event }
        if hasAnswer(item) { return .rsvp }
        if let response = responses.first(where: { item.url($0.property) != nil }) { return response.type }
        if let activity = activities.first(where: { hasObject(item, $0.property) }) { return activity.type }
        if let medium = media.first(where: { item.url($0.property) != nil }) { return medium.type }
        return hasTitle(item, contentText: contentText) ? .article : .note
    }

    private static let responses: [(property: String, type: PostType)] = [
        ("in-reply-to", .reply), ("repost-of", .repost), ("like-of", .like), ("bookmark-of", .bookmark),
    ]

    private static let activities: [(property: String, type: PostType)] = [
        ("checkin", .checkin), ("read-of", .read), ("watch-of", .watch), ("listen-of", .listen),
    ]

    private static let media: [(property: String, type: PostType)] = [
        ("video", .video), ("photo", .photo), ("audio", .audio),
    ]

    private static func hasAnswer(_ item: Mf2Item) -> Bool {
        guard let answer = item.string("rsvp") else { return false }
        return ["yes", "no", "maybe", "interested"].contains(answer.lowercased())
    }

    /// A book or a venue is often known by name alone: any text or nested item counts.
    private static func hasObject(_ item: Mf2Item, _ property: String) -> Bool {
        item.string(property) != nil || item.url(property) != nil || !item.items(property).isEmpty
    }

    /// Whether a post has a title of its own.
    ///
    /// A name counts as a title unless the content starts with it: older clients and parsers repeat the text as the name.
    package static func hasTitle(_ item: Mf2Item, contentText: String?) -> Bool {
        guard let name = item.string("name") else { return false }
        let folded = Array(FoldedWhitespace(name))
        guard !folded.isEmpty else { return false }
        let texts = [contentText, item.content?.plainText, item.string("summary")].lazy.compactMap { $0 }
        let content = texts.map(FoldedWhitespace.init).first { $0.first { _ in true } != nil }
        return content?.starts(with: folded) != true
    }
}
