import IndieWeb

extension Entry {
    /// A line for where an entry needs a title: its name, its first words, or what it is and about what.
    ///
    /// Never empty, on one line, at most 100 characters.
    ///
    /// - Parameter contentText: the plain text of its content.
    func headline(contentText: String) -> String {
        let lines = [
            title(contentText: contentText).flatMap { EntryTitle.summary(of: $0, limit: 100) },
            EntryTitle.summary(of: contentText), item.string("summary").flatMap { EntryTitle.summary(of: $0) },
            subject.flatMap { EntryTitle.summary(of: $0, limit: 100) },
        ]
        return lines.lazy.compactMap(\.self).first ?? (postType == .page ? path : "\(kind), \(published.text)")
    }

    /// The same where nothing else of the entry is shown.
    func headline(on site: Site) -> String {
        // The name of an article is its title whatever else is in it, and articles are long.
        let isNamed = postType == .article && item.string("name") != nil
        return headline(contentText: isNamed ? "" : EntryContent(item, site: site).text)
    }

    /// The name, when the entry has one that says more than the beginning of its content; that of a page in any case.
    func title(contentText: String) -> String? {
        let isTitle = postType == .page || PostType.hasTitle(item, contentText: contentText)
        return isTitle ? item.string("name").flatMap(EntryTitle.line(of:)) : nil
    }

    /// What an entry without words is about: “RSVP yes to Homebrew Website Club”, “Photo: a heron at the lake”.
    private var subject: String? {
        if postType == .rsvp, let answer = item.string("rsvp") {
            return contexts.first.map { "RSVP \(answer.lowercased()) to \(Self.name($0.name, $0.url))" }
        }
        if let context = contexts.first { return "\(context.label) \(Self.name(context.name, context.url))" }
        if let venue = item.checkin, venue.name != nil || venue.url != nil {
            return "At \(Self.name(venue.name, venue.url))"
        }
        if let activity = activities.first {
            let author = activity.citation.author.map { " by \($0)" } ?? ""
            return "\(activity.label) \(Self.name(activity.citation.name, activity.citation.url))\(author)"
        }
        return alternative.map { "\(kind): \($0)" }
    }

    /// What its first picture, video or sound is said to show.
    private var alternative: String? {
        let photo = item.photos.first?.alt ?? photos[0]?.alt
        let files = ["video", "audio"].lazy.flatMap { self.item[$0].compactMap(Mf2Photo.init) }
        return [photo, files.first?.alt].lazy.compactMap(\.self).first { !$0.isEmpty }
    }

    /// `Photo`, `3 photos`
    private var kind: String {
        postType == .photo && item.photos.count > 1 ? "\(item.photos.count) photos" : postType.label
    }

    private static func name(_ name: String?, _ url: String?) -> String {
        if let name = name.flatMap({ EntryTitle.summary(of: $0) }) { return name }
        // Cut as a whole: an address is one word.
        let text = EntryValues.text(of: url ?? "")
        return text.count > 60 ? text.prefix(59) + "…" : text
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

    /// What it tells that its author reads, watches or listens to, with the words that pages put before it.
    var activities: [(property: String, label: String, citation: Citation)] {
        Self.activityLabels.flatMap { property, label in
            item.citations(property).map { citation in
                let status = property == "read-of" ? item.readStatus : nil
                return (property: property, label: status?.activityLabel ?? label, citation: citation)
            }
        }
    }

    private static let contextLabels = [
        ("in-reply-to", "In reply to"), ("like-of", "Liked"), ("repost-of", "Reposted"), ("bookmark-of", "Bookmarked"),
    ]

    private static let activityLabels = [
        ("read-of", "Reading"), ("watch-of", "Watching"), ("listen-of", "Listening to"),
    ]
}

extension ReadStatus {
    /// What people call it, before what is read.
    fileprivate var activityLabel: String {
        switch self {
        case .toRead: "Wants to read"
        case .reading: "Reading"
        case .finished: "Finished reading"
        }
    }
}
