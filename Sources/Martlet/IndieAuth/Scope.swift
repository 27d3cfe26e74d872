/// The scopes of a token: exact words, compared as wholes.
struct Scope: Sendable, Equatable, CustomStringConvertible {
    let words: [String]

    /// Reads a space-separated list (RFC 6749 §3.3); repeated words count once.
    ///
    /// - Returns: nil when there is no word, or one with characters that scopes can't have.
    init?(_ text: String) {
        var words: [String] = []
        for word in text.split(whereSeparator: { $0 == " " }).map(String.init) where !words.contains(word) {
            let isValid = word.utf8.allSatisfy { (0x21...0x7E).contains($0) && $0 != 0x22 && $0 != 0x5C }
            guard isValid else { return nil }
            words.append(word)
        }
        guard !words.isEmpty else { return nil }
        self.words = words
    }

    /// Whether one of `scopes` was granted.
    ///
    /// Deviation: Micropub §5.4 knows no `post`; clients from before it still ask for that and mean `create`.
    func allows(anyOf scopes: [String]) -> Bool {
        scopes.contains { words.contains($0) || ($0 == "create" && words.contains("post")) }
    }

    /// The space-separated list.
    var description: String { words.joined(separator: " ") }
}
