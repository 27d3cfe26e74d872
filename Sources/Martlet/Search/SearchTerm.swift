/// A word or a phrase that somebody looks for, or wants left out.
struct SearchTerm: Sendable, Equatable {
    /// As it was typed, without what could mean something to the index.
    let text: String
    var isExcluded = false
    /// Whether it stood in quotes: then it is meant as it is.
    var isQuoted = false

    /// Unicode scalars of what was typed that are looked at.
    static let mostScalars = 200
    /// Terms that are looked for; what comes behind them is left out.
    static let mostTerms = 12

    /// Whether its last word may be looked for as the beginning of one: shorter ones begin too many.
    var canBeginWords: Bool {
        guard !isExcluded, !isQuoted else { return false }
        let lastWord = text.unicodeScalars.reversed().prefix { $0.isWordScalar }
        return lastWord.count >= 3
    }

    /// Reads what a person typed: words, `"phrases"`, and `-` before what is not wanted.
    ///
    /// Everything else is text. A quote without another one reaches to the end. What has no letter and no digit is no term.
    static func terms(in typed: String) -> [SearchTerm] {
        var terms: [SearchTerm] = []
        var rest = SearchText.clean(typed).unicodeScalars.prefix(mostScalars)
        while terms.count < mostTerms {
            rest = rest.drop { $0.properties.isWhitespace }
            guard let first = rest.first else { break }
            let isExcluded = first == "-" && rest.count > 1
            if isExcluded { rest = rest.dropFirst() }
            let isQuoted = rest.first.map(isQuote) ?? false
            if isQuoted { rest = rest.dropFirst() }
            let end = rest.firstIndex { isQuoted ? isQuote($0) : $0.properties.isWhitespace || isQuote($0) }
            let text = rest[..<(end ?? rest.endIndex)]
            rest = end.map { rest[$0...] } ?? rest[rest.endIndex...]
            if isQuoted { rest = rest.dropFirst() }
            guard text.contains(where: \.isWordScalar) else { continue }
            terms.append(
                SearchTerm(
                    text: String(String.UnicodeScalarView(text)), isExcluded: isExcluded, isQuoted: isQuoted))
        }
        return terms
    }

    private static func isQuote(_ scalar: Unicode.Scalar) -> Bool { "\"“”„«»".unicodeScalars.contains(scalar) }
}

extension Unicode.Scalar {
    /// Whether the index counts it to a word: letters and digits of all scripts.
    var isWordScalar: Bool {
        switch properties.generalCategory {
        case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter, .decimalNumber,
            .letterNumber, .otherNumber:
            true
        default: false
        }
    }
}
