import GRDB
import IndieWeb

extension EntryStore {
    /// Where a list is read from. By itself SQLite takes an index with the hidden entries in it, and reads past all of them.
    struct Source {
        var table = "entry INDEXED BY entryNewestFirst"
        /// The number of the entry.
        var id = "id"
        var condition = EntryStore.isListed
        var arguments: StatementArguments = []
        /// Whether the entries' own rows are read in the order of the list; else their numbers are found first.
        var hasRows = true

        /// The newest rows that a query finds.
        static let matches = """
            SELECT rowid AS hit FROM entrySearch WHERE entrySearch MATCH ?
            ORDER BY rowid DESC LIMIT \(SearchStore.mostMatches)
            """

        init(_ list: EntryList) {
            switch list {
            case .all: break
            case .withoutResponses:
                table = "entry INDEXED BY entryWithoutResponses"
                condition += " AND " + Self.isNoResponse
            case .channel(let channel):
                table = "entry INDEXED BY entryByChannel"
                condition += " AND channel = ?"
                arguments = [channel.uid]
            case .type(let type):
                table = "entry INDEXED BY entryByType"
                condition += " AND postType = ?"
                arguments = [type.rawValue]
            case .tag(let name):
                (table, id) = ("entryCategory INDEXED BY entryCategoryListed", "entryID")
                (condition, arguments, hasRows) = ("isListed AND name = ?", [name], false)
            case .search(let query):
                table = "(\(Self.matches)) CROSS JOIN entry ON entry.id = hit"
                arguments = [SearchExpression(query).anywhere]
            case .period(let period):
                condition += " AND publishedAt >= ? AND publishedAt < ?"
                arguments = [period.range.lowerBound, period.range.upperBound]
            case .yearDay(let day):
                (table, id) = ("json_each(?) AS day CROSS JOIN entry INDEXED BY entryNewestFirst", "entry.id")
                condition += " AND publishedAt >= day.value ->> 0 AND publishedAt < day.value ->> 1"
                (arguments, hasRows) = ([ArchiveStore.json(day.ranges)], false)
            }
        }

        /// As the index has it, to the letter: otherwise SQLite doesn't take it.
        private static let isNoResponse = "postType NOT IN ('reply', 'like', 'repost', 'rsvp')"
    }
}
