/// An archive document of a list's feed: some of its older entries, which stay together (RFC 5005 §4).
///
/// Every fiftieth entry or so is a boundary, by its id alone. A document goes from any entry down to the next boundary, which
/// begins the document before it. So whatever entry a reader begins at, it soon comes to documents that all readers have, and
/// new entries move none of them. Nothing is stored for that.
///
/// What changes a document is a change of its entries, and an entry that comes or goes in its midst: deleted, or published
/// with an earlier date. A newer neighbour adds the link `next-archive`. Where the entry at a boundary goes, its document
/// still answers, and the one above it goes on over its entries.
///
/// - SeeAlso: <https://www.rfc-editor.org/rfc/rfc5005#section-4>
struct FeedArchive: Sendable {
    /// Newest first, at most ``mostEntries``.
    let entries: [Entry]
    /// The newest of them, by which the document is asked for.
    let start: EntryCursor
    /// Where the older document begins; nil when this is the oldest.
    let older: EntryCursor?
    /// Where the newer one begins; nil when that isn't settled.
    let newer: EntryCursor?

    /// Where so many entries have none that is a boundary, the document ends all the same.
    static let mostEntries = 500

    /// Whether an archive document begins at an entry: at one in fifty, whatever list it is in.
    ///
    /// Must stay as it is: readers know documents by what this says. The mixing is that of SplitMix64.
    static func begins(at id: Int64) -> Bool {
        var mixed = UInt64(bitPattern: id) &+ 0x9E37_79B9_7F4A_7C15
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return (mixed ^ (mixed >> 31)).isMultiple(of: 50)
    }
}

extension EntryReader {
    /// The archive document of a list that begins at an entry, or at the next one after its place: three statements.
    func archive(from start: EntryCursor, in list: EntryList) async throws -> FeedArchive {
        try await database.read { try Self.archive(from: start, in: list, $0) }
    }

    /// As ``archive(from:in:)``, in a read that is under way.
    static func archive(
        from start: EntryCursor, in list: EntryList, _ tx: AppDatabase.Transaction
    ) throws -> FeedArchive {
        let (entries, older) = try FeedArchiveStore.entries(
            from: start, limit: FeedArchive.mostEntries, in: list, until: FeedArchive.begins(at:), tx)
        // Only from a boundary is it certain which document is the next, and only within reach of one.
        let newer =
            FeedArchive.begins(at: start.id)
            ? try EntryStore.newer(than: start, limit: FeedArchive.mostEntries, in: list, tx)
                .first { FeedArchive.begins(at: $0.id) } : nil
        return FeedArchive(entries: entries, start: start, older: older, newer: newer)
    }
}
