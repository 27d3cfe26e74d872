import IndieWeb

/// One published entry.
struct Entry: Sendable {
    let id: Int64
    let slug: String
    /// The permalink's path: `/notes/20261121072000`.
    let path: String
    let postType: PostType
    /// What the author sent, whole.
    let item: Mf2Item
    let published: PostDate
    /// Seconds since 1970.
    let updatedAt: Int64
    /// Set for a deleted entry, whose address answers 410.
    let deletedAt: Int64?
    var state = EntryState.published
    var visibility = Visibility.public
    /// The `uid` of the channel it is filed under.
    var channel: String?
    /// Counts the changes, from 1.
    var version: Int64 = 1
    /// The uploads of this site that it shows.
    var media = ShownMedia()
    /// The uploaded pictures by their place in the `photo` property.
    var photos: [Int: Photo] { media.photos }

    /// Whether anybody may read it, and lists show it.
    var isPublic: Bool { deletedAt == nil && state == .published && visibility == .public }

    /// Whether search engines may have it: what is public, pages among it, which no list shows.
    var isIndexed: Bool { deletedAt == nil && state == .published && audience == .public }

    /// Who may find it, as its author wishes. A page is stored as unlisted also when it is for everybody.
    var audience: Visibility { postType == .page ? (try? item.visibility) ?? visibility : visibility }

    /// Whether anybody who knows the address may read it.
    var isReadable: Bool { state == .published && visibility != .private }

    /// What a client that changes the entry may name, to be sure of what it changes (RFC 9110 §13.1.1).
    var tag: String { tag(version: version) }

    /// The same for any version of it.
    func tag(version: Int64) -> String { "\"\(id)-\(version)\"" }

    /// Where a list of entries goes on: after this one.
    var cursor: EntryCursor { EntryCursor(publishedAt: published.secondsSince1970, id: id) }

}

/// Whether an entry has come out.
enum EntryState: String, Sendable {
    case published
    /// Comes out when its time of publishing comes.
    case scheduled
    case draft
}

/// What an entry is, as its columns hold it: before it is stored, or after a change.
struct NewEntry: Sendable {
    let postType: PostType
    let item: Mf2Item
    let published: PostDate
    let updatedAt: Int64
    let state: EntryState
    let visibility: Visibility
    let channel: String?
    /// The token of the client that sent it.
    let tokenID: Int64?
    /// What the search finds it by.
    let words: SearchWords

    var categories: [String] { item.tags }
}

/// Who changes an entry, when and how: what its history says.
struct EntryChange: Sendable {
    let at: Int64
    /// A `client_id`, the name of a token, or the owner.
    let by: String
    let kind: Kind

    enum Kind: String, Sendable {
        case create, update, delete, undelete, restore, publish
        /// A picture from elsewhere was fetched into the site.
        case photo
    }
}

/// A place in the list of all entries, newest first.
///
/// Shape on the wire: `1763710000-42`, the time of publishing and the row, so that entries of the same second keep apart.
struct EntryCursor: Sendable, Hashable, CustomStringConvertible {
    let publishedAt: Int64
    let id: Int64

    init(publishedAt: Int64, id: Int64) {
        self.publishedAt = publishedAt
        self.id = id
    }

    init?(_ text: some StringProtocol) {
        // The first hyphen may be the sign of a time before 1970.
        guard let hyphen = text.dropFirst().firstIndex(of: "-"), let publishedAt = Int64(text[..<hyphen]),
            let id = Int64(text[text.index(after: hyphen)...]), id > 0
        else { return nil }
        self.init(publishedAt: publishedAt, id: id)
    }

    var description: String { "\(publishedAt)-\(id)" }
}

extension Mf2Item {
    /// The categories that have a page: not those whose names no address can hold.
    var tags: [String] {
        strings("category").filter { name in
            !["", ".", ".."].contains(name)
                && name.unicodeScalars.allSatisfy { $0.properties.generalCategory != .control }
        }
    }
}
