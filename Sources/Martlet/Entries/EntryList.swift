import IndieWeb

/// A list of public entries that has a page of its own, newest first.
enum EntryList: Sendable, Equatable {
    case all
    /// All but what answers somebody: the main feed where its owner wants that.
    case withoutResponses
    case channel(EntryChannel)
    /// Entries with a category.
    case tag(String)
    case type(PostType)
    case period(Period)
    /// Entries of one day in all years.
    case yearDay(YearDay)
    /// What a query finds.
    case search(SearchQuery)

    /// The path of its first page.
    var path: String {
        switch self {
        case .all, .withoutResponses: "/"
        case .channel(let channel): channel.path
        case .tag(let name): "/tags/" + QueryString.encode(name)
        case .type(let type): "/" + type.listName
        case .period(let period): period.path
        case .yearDay(let day): day.path
        case .search(let query): query.address(SearchQuery.path)
        }
    }

    /// The path of its feed; nil for what is past.
    func feedPath(_ format: FeedFormat) -> String? {
        switch self {
        case .all, .withoutResponses: "/" + format.fileName
        case .channel, .tag, .type: "\(path)/\(format.fileName)"
        case .period, .yearDay: nil
        case .search(let query): query.address("\(SearchQuery.path)/\(format.fileName)")
        }
    }

    /// What it is called; nil for the list of everything, which goes by the site's name.
    var name: String? {
        switch self {
        case .all, .withoutResponses: nil
        case .channel(let channel): channel.name
        case .tag(let name): "#" + name
        case .type(let type): type.listLabel
        case .period(let period): period.text
        case .yearDay(let day): "On \(day.text)"
        case .search(let query): "Search: \(query.name)"
        }
    }

    /// Whether there is only a page while something is in it: anything can be asked for as a tag or a time.
    var needsEntries: Bool {
        switch self {
        case .all, .withoutResponses, .channel, .type, .yearDay, .search: false
        case .tag, .period: true
        }
    }

    /// Whether it is what somebody asks for just now: it has no archives, and no hub is told of its changes.
    var isQuery: Bool {
        if case .search = self { true } else { false }
    }

    /// What a page of the list with these entries is about.
    func topics(showing entries: [Entry]) -> Set<PageTopic> {
        let topics = Set(entries.map { PageTopic.entry($0.id) } + [.list(path)])
        return switch self {
        // Which of their neighbours have entries, and which years there are, depends on all entries.
        case .period, .yearDay, .search: topics.union([.list(EntryList.all.path)])
        case .all, .withoutResponses, .channel, .tag, .type: topics
        }
    }
}

extension PostType {
    /// The name of its list, in the address: `photos`.
    var listName: String { Self.lists[self]?.name ?? rawValue + "s" }

    /// The name of its list, for people.
    var listLabel: String { Self.lists[self]?.label ?? label + "s" }

    /// The type whose list has this name.
    init?(listName: String) {
        guard let type = PostType.discovered.first(where: { $0.listName == listName }) else { return nil }
        self = type
    }

    private static let lists: [PostType: (name: String, label: String)] = [
        .reply: ("replies", "Replies"), .audio: ("audio", "Audio"), .checkin: ("checkins", "Check-ins"),
        .read: ("reading", "Reading"), .watch: ("watching", "Watching"), .listen: ("listening", "Listening"),
    ]
}
