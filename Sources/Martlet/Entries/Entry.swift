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
    /// The uploaded pictures by their place in the `photo` property.
    var photos: [Int: Photo] = [:]

    /// Where a list of entries goes on: after this one.
    var cursor: EntryCursor { EntryCursor(publishedAt: published.secondsSince1970, id: id) }

    /// The name, when the entry has one that says more than its content.
    var title: String? { postType == .article || postType == .event ? item.string("name") : nil }
}

/// An entry that is about to be stored.
struct NewEntry: Sendable {
    let postType: PostType
    let item: Mf2Item
    let published: PostDate
    let updatedAt: Int64
    /// The token of the client that sent it.
    let tokenID: Int64?
}

/// A place in the list of all entries, newest first.
///
/// Shape on the wire: `1763710000-42`, the time of publishing and the row, so that entries of the same second keep apart.
struct EntryCursor: Sendable, Equatable, CustomStringConvertible {
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
