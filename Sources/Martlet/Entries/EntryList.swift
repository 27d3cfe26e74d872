import Foundation
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

    /// The path of its first page.
    var path: String {
        switch self {
        case .all, .withoutResponses: "/"
        case .channel(let channel): channel.path
        case .tag(let name): "/tags/" + QueryString.encode(name)
        case .type(let type): "/" + type.listName
        case .period(let period): period.path
        }
    }

    /// The path of its feed; nil for what is past.
    func feedPath(_ format: FeedFormat) -> String? {
        switch self {
        case .all, .withoutResponses: "/" + format.fileName
        case .channel, .tag, .type: "\(path)/\(format.fileName)"
        case .period: nil
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
        }
    }

    /// Whether there is only a page while something is in it: anything can be asked for as a tag or a time.
    var needsEntries: Bool {
        switch self {
        case .all, .withoutResponses, .channel, .type: false
        case .tag, .period: true
        }
    }

    /// What a page of the list with these entries is about.
    func topics(showing entries: [Entry]) -> Set<PageTopic> {
        Set(entries.map { .entry($0.id) } + [.list(path)])
    }

    /// A year, a month or a day, in the site's time zone.
    struct Period: Sendable, Equatable {
        let year: Int
        var month: Int?
        var day: Int?
        /// Seconds since 1970: from the first to before the second.
        let range: Range<Int64>

        var path: String { "/" + parts.joined(separator: "/") }

        /// `2026`, `November 2026`, `21 November 2026`.
        var text: String {
            let month = month.map { PostDate.months[$0 - 1] + " " } ?? ""
            return (day.map { "\($0) " } ?? "") + month + String(year)
        }

        private var parts: [String] {
            [String(zeroPadding: year, to: 4)]
                + [month, day].compactMap { $0.map { String(zeroPadding: $0, to: 2) } }
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

extension Clock {
    /// The period that a path names: `2026`, `2026/11`, `2026/11/21`; nil for anything else.
    func period(_ path: String) -> EntryList.Period? {
        let parts = path.split(separator: "/", omittingEmptySubsequences: false)
        guard
            zip(parts, [4, 2, 2]).allSatisfy({ $0.utf8.count == $1 && $0.utf8.allSatisfy { (48...57).contains($0) } }),
            (1...3).contains(parts.count), let year = Int(parts[0]), year > 0
        else { return nil }
        let (month, day) = (parts.count > 1 ? Int(parts[1]) : nil, parts.count > 2 ? Int(parts[2]) : nil)
        var calendar = Calendar(identifier: .gregorian)
        calendar.timeZone = zone
        let wanted = DateComponents(year: year, month: month ?? 1, day: day ?? 1)
        guard let start = calendar.date(from: wanted),
            calendar.dateComponents([.year, .month, .day], from: start)
                == DateComponents(
                    year: year, month: month ?? 1, day: day ?? 1),
            let end = calendar.date(byAdding: day != nil ? .day : month != nil ? .month : .year, value: 1, to: start)
        else { return nil }
        let range = Int64(start.timeIntervalSince1970)..<Int64(end.timeIntervalSince1970)
        return EntryList.Period(year: year, month: month, day: day, range: range)
    }
}
