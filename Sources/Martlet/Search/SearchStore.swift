import GRDB

/// Rows of the index that the search reads, one for each entry that everybody sees in lists.
///
/// Speed, at 1,000,000 entries of 40 words: a common word, which four of five entries hold, takes 10 ms; three of them 16, a
/// common and a rare one 12, a beginning of three letters 8, a filter by tag or year no more. Two things make it so. The index
/// gives its matches by descending row without sorting, so only the newest of them are looked at. And `bm25()` counts all
/// matches of each word, 35 to 55 ms for a common one, so it is asked on small sites alone; on large ones what has the words
/// in title or tags comes first, then what is new. What stays slow is a rare phrase of words that nearly all entries
/// hold: 250 ms.
enum SearchStore {
    /// Makes the row of an entry what the entry is now. Called by whatever changes an entry, in the same transaction.
    static func set(_ words: SearchWords, of id: Int64, _ tx: AppDatabase.Transaction) throws {
        let remove = try tx.cachedStatement(sql: "DELETE FROM entrySearch WHERE rowid = ?")
        try remove.execute(arguments: [id])
        let insert = try tx.cachedStatement(
            sql: """
                INSERT INTO entrySearch (rowid, title, text, tags, facets)
                SELECT id, ?, ?, ?, ? FROM entry WHERE id = ? AND \(EntryStore.isListed)
                """)
        try insert.execute(arguments: words.arguments + [id])
    }

    /// Writes the row of an entry that has none, unless the entry was changed since it was read.
    static func add(_ words: SearchWords, of id: Int64, version: Int64, _ tx: AppDatabase.Transaction) throws {
        let insert = try tx.cachedStatement(
            sql: """
                INSERT INTO entrySearch (rowid, title, text, tags, facets)
                SELECT id, ?, ?, ?, ? FROM entry WHERE id = ? AND version = ? AND \(isMissing)
                """)
        try insert.execute(arguments: words.arguments + [id, version])
    }

    /// Entries without the row that they should have, by their ids; nil for one that can't be read.
    static func missing(
        after id: Int64, limit: Int, _ tx: AppDatabase.Transaction
    ) throws -> [(id: Int64, entry: Entry?)] {
        try Row.fetchAll(
            tx,
            sql: "SELECT \(EntryStore.columns) FROM entry WHERE id > ? AND \(isMissing) ORDER BY id LIMIT ?",
            arguments: [id, limit]
        ).map { (id: $0[0], entry: try? EntryStore.entry($0)) }
    }

    /// How many entries lack their row, and how many rows there are that should not be.
    @Sendable static func differences(_ tx: AppDatabase.Transaction) throws -> (missing: Int, hidden: Int) {
        let missing = try Int.fetchOne(tx, sql: "SELECT count(*) FROM entry WHERE \(isMissing)") ?? 0
        let hidden = try Int.fetchOne(tx, sql: "SELECT count(*) FROM entrySearch WHERE rowid NOT IN (\(listed))") ?? 0
        return (missing, hidden)
    }

    /// Removes rows that should not be.
    static func removeHidden(_ tx: AppDatabase.Transaction) throws {
        try tx.execute(sql: "DELETE FROM entrySearch WHERE rowid NOT IN (\(listed))")
    }

    /// One page of results: three statements, whatever the query.
    ///
    /// - Parameter id: the result that the page begins after; where the query doesn't give it, the page is the first.
    static func results(
        of query: SearchQuery, after id: Int64?, limit: Int, _ tx: AppDatabase.Transaction
    ) throws -> SearchResults {
        let expression = SearchExpression(query)
        let rows = try Row.fetchAll(
            try tx.cachedStatement(sql: ranking),
            arguments: [
                "anywhere": expression.anywhere, "named": expression.named, "beginning": expression.beginning,
                "after": id ?? 0, "limit": limit + 1,
            ])
        guard let first = rows.first else { return SearchResults() }
        let ids: [Int64] = rows.prefix(limit).map { $0[0] }
        let begins: Bool = first[3]
        let shown = try entries(
            ids, matching: begins ? expression.beginning : expression.anywhere, isOneScan: begins, tx)
        return SearchResults(
            found: ids.compactMap { shown[$0] }, firstNumber: first[1], total: first[2],
            isCut: first[4], next: rows.count > limit ? ids.last : nil)
    }

    /// Entries that match, each with the part of its text where it does.
    private static func entries(
        _ ids: [Int64], matching expression: String, isOneScan: Bool, _ tx: AppDatabase.Transaction
    ) throws -> [Int64: SearchResult] {
        let list = ids.map(String.init).joined(separator: ",")
        // The index is asked again for each id of a list. For a beginning, all words with it would be merged each time: there
        // it is asked once, for the range that the ids span.
        let isWanted =
            isOneScan
            ? "entrySearch.rowid BETWEEN \(ids.min() ?? 0) AND \(ids.max() ?? 0) AND +entrySearch.rowid IN (\(list))"
            : "entrySearch.rowid IN (\(list))"
        let rows = try Row.fetchAll(
            tx,
            sql: """
                SELECT \(EntryStore.columns), snippet(entrySearch, 1, char(2), char(3), '…', 24)
                FROM entrySearch CROSS JOIN entry ON entry.id = entrySearch.rowid
                WHERE entrySearch MATCH ? AND \(isWanted)
                """, arguments: [expression])
        let entries = try EntryStore.withMedia(try rows.map(EntryStore.entry), tx)
        let results = zip(entries, rows).map { ($0.id, SearchResult(entry: $0, snippet: $1[13])) }
        return Dictionary(results) { first, _ in first }
    }

    /// How many matches are looked at: of all, and again of those by title or tag.
    static let mostMatches = 1000

    /// Up to how many entries `bm25()` is cheap enough.
    private static let smallSite = 20_000

    /// The ids of a page with their places. Titles of older entries than the newest matches are looked for too, but not in all
    /// of a very large site; beginnings of words, where the words themselves give less than a page.
    private static let ranking = """
        WITH
        found AS MATERIALIZED (
            SELECT rowid AS id,
                CASE WHEN (SELECT max(id) FROM entry) <= \(smallSite) THEN bm25(entrySearch, 10, 1, 5, 0) ELSE 0 END AS score
            FROM entrySearch WHERE entrySearch MATCH :anywhere ORDER BY rowid DESC LIMIT \(mostMatches)),
        named AS MATERIALIZED (
            SELECT rowid AS id FROM entrySearch
            WHERE entrySearch MATCH :named AND rowid > (SELECT min(id) FROM found) - 100000
            ORDER BY rowid DESC LIMIT \(mostMatches)),
        begun AS MATERIALIZED (
            SELECT rowid AS id FROM entrySearch
            WHERE entrySearch MATCH
                CASE WHEN (SELECT count(*) FROM found) < 20 THEN :beginning ELSE '\(SearchExpression.nothing)' END
            ORDER BY rowid DESC LIMIT \(mostMatches)),
        hit AS (
            SELECT id, min(kind) AS kind, min(score) AS score FROM (
                SELECT id, 0 AS kind, 0 AS score FROM named
                UNION ALL SELECT id, 1, score FROM found
                UNION ALL SELECT id, 2, 0 FROM begun)
            GROUP BY id),
        ranked AS MATERIALIZED (
            SELECT entry.id AS id, kind,
                row_number() OVER (ORDER BY kind, score, publishedAt DESC, entry.id DESC) AS place
            FROM hit JOIN entry ON entry.id = hit.id WHERE \(EntryStore.isListed))
        SELECT id, place, (SELECT count(*) FROM ranked), (SELECT max(kind) FROM ranked) = 2,
            (SELECT count(*) FROM found) = \(mostMatches) OR (SELECT count(*) FROM begun) = \(mostMatches)
        FROM ranked WHERE place > coalesce((SELECT place FROM ranked WHERE id = :after), 0)
        ORDER BY place LIMIT :limit
        """

    private static let listed = "SELECT id FROM entry WHERE \(EntryStore.isListed)"
    private static let isMissing = """
        \(EntryStore.isListed) AND NOT EXISTS (SELECT 1 FROM entrySearch WHERE rowid = entry.id)
        """
}

extension SearchWords {
    fileprivate var arguments: StatementArguments { [title, text, tags, facets] }
}
