/// The words of a `scope` parameter.
///
/// - SeeAlso: <https://www.rfc-editor.org/rfc/rfc6749#section-3.3>
enum ScopeList {
    /// Most words that a request may have.
    static let maximumCount = 50

    /// Most bytes of a word.
    static let maximumLength = 100

    /// The words in their order, each once; `nil` when there are too many, or one is no scope.
    static func parse(_ text: String) -> [String]? {
        var words: [String] = []
        for piece in text.utf8.split(separator: UInt8(ascii: " ")) {
            guard piece.count <= maximumLength, piece.allSatisfy(isScopeByte) else { return nil }
            let word = String(decoding: piece, as: UTF8.self)
            guard !words.contains(word) else { continue }
            guard words.count < maximumCount else { return nil }
            words.append(word)
        }
        return words
    }

    /// Printable ASCII but the quotation mark and the backslash.
    private static func isScopeByte(_ byte: UInt8) -> Bool {
        (0x21...0x7E).contains(byte) && byte != UInt8(ascii: "\"") && byte != UInt8(ascii: "\\")
    }
}
