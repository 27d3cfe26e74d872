/// The scopes of a token: exact words, compared as wholes.
struct Scope: Sendable, Equatable, CustomStringConvertible {
    let words: [String]

    /// Reads a space-separated list (RFC 6749 §3.3); repeated words count once.
    ///
    /// - Returns: nil when there is no word, or one with characters that scopes can't have.
    init?(_ text: String) { self.init(words: text.split(separator: " ").map(String.init)) }

    /// - Returns: nil when there is no word, or one with characters that scopes can't have.
    init?(words list: [String]) {
        var words: [String] = []
        for word in list where !words.contains(word) {
            let isValid = word.utf8.allSatisfy { (0x21...0x7E).contains($0) && $0 != 0x22 && $0 != 0x5C }
            guard isValid, !word.isEmpty else { return nil }
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

    /// Whether every word is one of `other`.
    func isSubset(of other: Scope) -> Bool { words.allSatisfy(other.words.contains) }

    /// The space-separated list.
    var description: String { words.joined(separator: " ") }

    /// What this server knows, in the order in which people think of it, with what it lets a client do.
    static let known: [(word: String, meaning: String)] = [
        ("profile", "see your name, photo and address"),
        ("email", "see your e-mail address"),
        ("create", "publish new posts"),
        ("update", "change posts"),
        ("delete", "delete posts"),
        ("undelete", "bring deleted posts back"),
        ("media", "upload pictures and other files"),
        ("draft", "save drafts, without publishing them"),
        ("post", "publish new posts (what older apps call create)"),
    ]
}
