import Markup

/// A page of what was found.
struct SearchResults: Sendable {
    var found: [SearchResult] = []
    /// The place of the first of them, from 1.
    var firstNumber = 1
    /// How many there are in all, as far as was looked.
    var total = 0
    /// Whether there are more matches than are looked at.
    var isCut = false
    /// What the next page begins after; nil on the last.
    var next: Int64?
}

/// One entry that was found.
struct SearchResult: Sendable {
    let entry: Entry
    /// The part of its text where the match is, with the marks of ``SearchText`` around each match.
    let snippet: String

    /// The snippet as HTML: escaped, each match in a `mark`.
    var snippetHTML: String {
        var html = ""
        var isMarked = false
        var piece = String.UnicodeScalarView()
        func flush() {
            html += escapeHTML(SearchText.withoutBorders(String(piece)))
            piece.removeAll()
        }
        for scalar in snippet.unicodeScalars {
            switch scalar {
            case SearchText.markBegin where !isMarked:
                flush()
                html += "<mark>"
                isMarked = true
            case SearchText.markEnd where isMarked:
                flush()
                html += "</mark>"
                isMarked = false
            case SearchText.markBegin, SearchText.markEnd: break
            default: piece.append(scalar)
            }
        }
        flush()
        return html + (isMarked ? "</mark>" : "")
    }
}
