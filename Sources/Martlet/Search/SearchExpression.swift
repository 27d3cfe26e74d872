/// A query in the language of the index, FTS5.
///
/// Every term is an FTS5 string: in quotes, and without quotes in it. So nothing that is typed can be an operator or a
/// column, and what the index takes for no word falls away by itself.
///
/// - SeeAlso: <https://sqlite.org/fts5.html#full_text_query_syntax>
struct SearchExpression: Sendable {
    /// What an entry must have anywhere.
    let anywhere: String
    /// The same in title and tags alone; of a query without words nothing.
    let named: String
    /// As `anywhere`, with the last term as the beginning of a word; nothing where that would not be meant.
    let beginning: String

    /// Matches no entry, and is no error.
    static let nothing = "\"\""

    init(_ query: SearchQuery) {
        guard query.canFind, let facets = query.facets else {
            (anywhere, named, beginning) = (Self.nothing, Self.nothing, Self.nothing)
            return
        }
        let wanted = query.terms.filter { !$0.isExcluded }
        let unwanted = query.terms.filter(\.isExcluded)
        let filter = facets.isEmpty ? nil : "facets : (\(facets.map { "\"\($0.token)\"" }.joined(separator: " ")))"
        func expression(_ columns: String, _ words: String) -> String {
            let parts = [words.isEmpty ? nil : "{\(columns)} : (\(words))", filter].compactMap(\.self)
            let all = "(" + parts.map { "(\($0))" }.joined(separator: " AND ") + ")"
            guard !unwanted.isEmpty else { return all }
            return all + " NOT ({\(Self.texts)} : (\(unwanted.map(Self.string).joined(separator: " OR "))))"
        }
        let words = wanted.map(Self.string).joined(separator: " ")
        anywhere = expression(Self.texts, words)
        named = wanted.isEmpty ? Self.nothing : expression(Self.names, words)
        let canBegin = wanted.last?.canBeginWords ?? false
        beginning = canBegin ? expression(Self.texts, words + " *") : Self.nothing
    }

    private static let texts = "title text tags"
    private static let names = "title tags"

    private static func string(_ term: SearchTerm) -> String { "\"" + term.text.filter { $0 != "\"" } + "\"" }
}
