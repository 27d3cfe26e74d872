import IndieWeb

/// What an entry is found by: the texts of its row in the index.
struct SearchWords: Sendable, Equatable {
    /// The name; empty for an entry without one.
    var title = ""
    /// The content, and beside it what else people read on the entry's page.
    var text = ""
    var tags = ""
    var facets = ""

    /// Of an entry that nothing finds.
    init() {}

    /// - Parameters:
    ///   - content: the plain text of the content.
    ///   - published: the time in the site's zone, by which the archives go too.
    init(_ item: Mf2Item, content: String, type: PostType, published: PostDate) {
        let tags = item.tags
        let hasTitle = PostType.hasTitle(item, contentText: content)
        title = hasTitle ? SearchText.clean(item.string("name") ?? "") : ""
        text = SearchText.clean(([content] + Self.others(item, content: content)).joined(separator: "\n"))
        self.tags = SearchText.clean(tags.joined(separator: " · "))
        facets = SearchFacet.all(type: type, tags: tags, published: published.localTime).map(\.token)
            .joined(separator: " ")
    }

    /// The summary, what pictures show, names of what is answered, read and heard, and of places.
    private static func others(_ item: Mf2Item, content: String) -> [String] {
        var texts: [String?] = []
        if let summary = item.string("summary"), summary != content { texts.append(summary) }
        for property in [MediaPlace.Property.photo, .video, .audio] {
            texts += item.media(property).map(\.alt)
        }
        for citation in citing.flatMap({ item.citations($0) }) { texts += [citation.name, citation.author] }
        texts += [item.checkin?.name, item.location?.name]
        return texts.compactMap(\.self)
    }

    private static let citing = [
        "in-reply-to", "like-of", "repost-of", "bookmark-of", "read-of", "watch-of", "listen-of",
    ]
}
