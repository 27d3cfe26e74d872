/// Where a nickname begins and ends.
extension NicknameScanner {
    /// Whether marks of emphasis mean the same behind a link, which ends with a bracket, as behind a word.
    ///
    /// - SeeAlso: <https://spec.commonmark.org/0.31.2/#delimiter-run>
    func keepsEmphasis(behind place: Int) -> Bool {
        let run = scalars[place..<end].prefix { $0 == "*" || $0 == "_" || $0 == "~" }
        guard let mark = run.first, run.endIndex < end else { return true }
        let next = scalars[run.endIndex]
        if next.properties.isWhitespace { return true }
        return !next.isInNickname && emphasis.contains(mark)
    }

    /// Whether the word before the cursor is the start of an account, a domain, a package or a Matrix name.
    var goesOn: Bool {
        switch scalar(0) {
        // `<*@ada>` is a mail address.
        case "@", "/", ">": true
        case ".", ":": scalar(1)?.isInNickname == true
        default: false
        }
    }

    var isAtWordStart: Bool { isWordStart(place) }

    func isWordStart(_ place: Int) -> Bool {
        guard place > 0 else { return true }
        let before = scalars[place - 1]
        if before == "*" || before == "_" || before == "~" || before == "|" || before == ">" { return true }
        return before.properties.isWhitespace || "([{\"'“”„‘’‚«»‹›—–-…¿¡,;".unicodeScalars.contains(before)
    }
}

extension Unicode.Scalar {
    var isW: Bool { self == "w" || self == "W" }

    var isInNickname: Bool {
        if self == "_" || self == "-" || properties.isAlphabetic { return true }
        switch properties.generalCategory {
        case .decimalNumber, .nonspacingMark, .spacingMark: return true
        default: return false
        }
    }
}
