import IndieWeb

/// What somebody looks for in the public entries: words, and filters by tag, time and type.
///
/// Any text is a query. One without a letter or a digit, and one with a filter that nothing can pass, finds nothing.
struct SearchQuery: Sendable, Equatable {
    /// As typed, for the form and for addresses; cut where it isn't read any more.
    let text: String
    let tag: String
    /// `2026`, `2026-11` or `2026-11-21`, in the site's time zone.
    let date: String
    let type: String
    /// What is looked for, in its order.
    let terms: [SearchTerm]
    /// What an entry must have beside that; nil when no entry can have it.
    let facets: [SearchFacet]?

    init(text: String = "", tag: String = "", date: String = "", type: String = "") {
        self.text = String(String.UnicodeScalarView(text.unicodeScalars.prefix(SearchTerm.mostScalars)))
        self.tag = tag
        self.date = date
        self.type = type
        terms = SearchTerm.terms(in: self.text)
        var facets: [SearchFacet?] = []
        if !tag.isEmpty { facets.append(.tag(tag)) }
        if !date.isEmpty { facets.append(.date(date)) }
        if !type.isEmpty { facets.append(PostType(rawValue: type).map { .type($0) }) }
        let known = facets.compactMap(\.self)
        self.facets = known.count == facets.count ? known : nil
    }

    /// Reads the query of an address; of a name that is there twice the first counts, and what can't be read is left out.
    init(query: String?) {
        let fields = (try? FormURLEncoded.parse(query: query ?? "")) ?? []
        func value(_ name: String) -> String {
            let value = fields.first { $0.name == name }?.value ?? ""
            return value.utf8.count > 2000 ? "" : value
        }
        func word(_ name: String) -> String { String(value(name).drop { $0 == " " }.prefix { $0 != " " }) }
        self.init(text: value("q"), tag: value("tag"), date: word("date"), type: word("type"))
    }

    /// Whether nothing is asked: the form alone.
    var isEmpty: Bool { [text, tag, date, type].allSatisfy { $0.allSatisfy(\.isWhitespace) } }

    /// Whether there is anything that an entry could be found by.
    var canFind: Bool {
        guard let facets else { return false }
        return terms.contains { !$0.isExcluded } || (!facets.isEmpty && text.allSatisfy(\.isWhitespace))
    }

    /// The path of a page or feed with this query behind it, and with what else is asked of it.
    func address(_ path: String, _ more: [(String, String)] = []) -> String {
        let parameters = [("q", text), ("tag", tag), ("date", date), ("type", type)].filter { !$0.1.isEmpty } + more
        return parameters.isEmpty ? path : path + "?" + QueryString.encode(parameters)
    }

    /// The query in words: `walks, #uphill, 2026-11`.
    var name: String {
        let parts = [text, tag.isEmpty ? "" : "#" + tag, date, type].filter { !$0.allSatisfy(\.isWhitespace) }
        return parts.joined(separator: ", ")
    }

    static let path = "/search"
}
