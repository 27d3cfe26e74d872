import IndieWeb
import Testing

@testable import Martlet

@Suite struct `What is typed into the search` {
    @Test(arguments: [
        ("hill walk", ["hill", "walk"]), ("  hill \t walk\n", ["hill", "walk"]),
        (#""uphill walk" far"#, ["[uphill walk]", "far"]), ("“uphill walk”", ["[uphill walk]"]),
        ("hill -rain", ["hill", "-rain"]), (#"hill -"heavy rain""#, ["hill", "-[heavy rain]"]),
        ("well-known", ["well-known"]), ("don't", ["don't"]), ("- hill", ["hill"]), ("a -- b", ["a", "b"]),
        ("AND OR NOT NEAR", ["AND", "OR", "NOT", "NEAR"]), ("title:x (y) z*", ["title:x", "(y)", "z*"]),
        (#"""#, []), (#""""#, []), (#"a""#, ["a"]), (#"a"b c"#, ["a", "[b c]"]), ("!!! … —", []), ("", []),
        ("日本", ["日\u{200B}本"]), ("a日b", ["a\u{200B}日\u{200B}b"]), ("a\u{0}b\u{2}c", ["a", "b", "c"]),
    ])
    func `is words, phrases and what is left out`(typed: String, terms: [String]) {
        let found = SearchTerm.terms(in: typed).map { term in
            (term.isExcluded ? "-" : "") + (term.isQuoted ? "[\(term.text)]" : term.text)
        }
        #expect(found == terms)
    }

    @Test func `is read up to a limit`() {
        #expect(SearchTerm.terms(in: String(repeating: "a ", count: 1000)).count == SearchTerm.mostTerms)
        let long = SearchQuery(text: String(repeating: "x", count: 5000))
        #expect(long.text.count == SearchTerm.mostScalars)
        #expect(long.terms.map(\.text.count) == [SearchTerm.mostScalars])
    }

    @Test(arguments: [
        ("q=a+b", "a b"), ("q=a%20b&q=c", "a b"), ("q=%22", "\""), ("q=%00", ""), ("q=%FF", ""), ("", ""),
        ("&&=&q", ""),
    ])
    func `comes from the query of an address, whatever that is`(query: String, text: String) {
        #expect(SearchQuery(query: query).text == text)
    }

    @Test(arguments: [
        ("2026", "y2026"), ("2026-11", "m202611"), ("2026-11-21", "d20261121"), ("26", nil), ("2026-1", nil),
        ("2026-11-21-1", nil), ("2026-", nil), ("٢٠٢٦", nil), ("abcd", nil), ("-", nil),
    ])
    func `may name a year, a month or a day`(date: String, token: String?) {
        let query = SearchQuery(text: "a", date: date)
        #expect(query.facets?.map(\.token) == token.map { [$0] })
        #expect(query.canFind == (token != nil))
    }

    @Test func `finds nothing without a word, and everything that a filter lets through`() {
        #expect(!SearchQuery(text: "!!!").canFind)
        #expect(!SearchQuery(text: "-rain").canFind)
        #expect(!SearchQuery(text: "!!!", tag: "walks").canFind)
        #expect(!SearchQuery(text: "a", type: "nonsense").canFind)
        #expect(!SearchQuery(text: "a", tag: String(repeating: "x", count: 501)).canFind)
        #expect(SearchQuery(tag: "walks").canFind)
        #expect(SearchQuery().isEmpty && SearchQuery(text: "  ").isEmpty && !SearchQuery(text: "!").isEmpty)
    }

    @Test func `stands in addresses again as it was`() {
        let query = SearchQuery(text: "a & b + “c”", tag: "Grüße/x", date: "2026", type: "note")
        let address = query.address("/search", [("after", "5")])
        let parts = address.split(separator: "?", maxSplits: 1)
        #expect(parts.first == "/search")
        #expect(parts.last.map { SearchQuery(query: String($0)) } == query)
        #expect(SearchQuery().address("/search") == "/search")
    }

    @Test func `begins words only when it ends with one of three letters that is not in quotes`() {
        let begins = ["hil", "-hil", "hi", "“hil”", "a.hil", "hil.", "日本語"].map {
            SearchTerm.terms(in: $0).last?.canBeginWords
        }
        #expect(begins == [true, false, false, false, true, false, false])
    }

    @Test(arguments: [
        ("a \u{2}b\u{3} <c>", "a <mark>b</mark> &lt;c&gt;"), ("\u{2}a", "<mark>a</mark>"), ("a\u{3}b", "ab"),
        ("\u{2}\u{2}a\u{3}\u{3}", "<mark>a</mark>"), ("\u{2}日\u{200B}本\u{3}", "<mark>日本</mark>"),
    ])
    func `is marked in what was found, and nothing else is HTML`(snippet: String, html: String) throws {
        let entry = Entry(
            id: 1, slug: "x", path: "/notes/x", postType: .note, item: Mf2Item(type: ["h-entry"]),
            published: PostDate(secondsSince1970: 0, offsetSeconds: 0), updatedAt: 0, deletedAt: nil)
        #expect(SearchResult(entry: entry, snippet: snippet).snippetHTML == html)
    }
}
