import IndieWeb

/// The values of `search.mustache`: the form, and what was found.
struct SearchPage: Page {
    static let template = "search"

    let query: SearchQuery
    let results: SearchResults
    let site: Site

    var values: [String: Any] {
        let name = query.isEmpty ? "Search" : "Search: \(query.name)"
        var values = site.layout(
            title: "\(name) – \(site.title)", path: query.isEmpty ? SearchQuery.path : nil, isIndexed: query.isEmpty,
            links: feeds)
        let isFiltered = ![query.tag, query.date, query.type].allSatisfy(\.isEmpty)
        values["searchURL"] = site.url(SearchQuery.path)
        values["queryText"] = query.text
        values["queryTag"] = query.tag
        values["queryDate"] = query.date
        values["typeChoices"] = choices
        values["isFiltered"] = isFiltered
        values["isAsked"] = !query.isEmpty
        values["queryName"] = query.name
        values["listFeedURL"] = feeds.first?.url
        values["countText"] = countText
        values["results"] = results.found.map(result)
        values["hasResults"] = !results.found.isEmpty
        values["firstNumber"] = String(results.firstNumber)
        values["hasNext"] = results.next != nil
        values["nextURL"] = results.next.map { site.url(query.address(SearchQuery.path, [("after", String($0))])) }
        values["hasFirst"] = results.firstNumber > 1
        values["firstURL"] = site.url(query.address(SearchQuery.path))
        return values
    }

    private var feeds: [PageLink] {
        guard query.canFind else { return [] }
        let list = EntryList.search(query)
        return FeedFormat.allCases.compactMap { format in
            list.feedPath(format).map { .feed(site.url($0), format, title: list.name ?? site.title) }
        }
    }

    private var choices: [[String: Any]] {
        [["value": "", "label": "Any", "isChosen": query.type.isEmpty]]
            + PostType.discovered.map {
                ["value": $0.rawValue, "label": $0.label, "isChosen": query.type == $0.rawValue]
            }
    }

    /// `1 result`, `3 results`, `Results 21–40 of more than 1000`.
    private var countText: String {
        let last = results.firstNumber + results.found.count - 1
        let all = results.isCut ? "more than \(SearchStore.mostMatches)" : String(results.total)
        if results.total > results.found.count { return "Results \(results.firstNumber)–\(last) of \(all)" }
        return results.total == 1 ? "1 result" : "\(results.total) results"
    }

    private func result(_ result: SearchResult) -> [String: Any] {
        let shown = EntryValues(result.entry, site: site)
        var values = shown.values
        values["headline"] = shown.headline
        values["snippetHTML"] = result.snippetHTML
        values["hasSnippet"] = !result.snippet.allSatisfy(\.isWhitespace)
        return values
    }
}
