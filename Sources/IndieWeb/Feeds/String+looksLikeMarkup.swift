extension String {
    /// Whether a plain text has an end tag or a character reference, so that it could be taken for HTML.
    var looksLikeMarkup: Bool {
        // Few texts have any of both, and patterns are slow.
        utf8.contains { $0 == UInt8(ascii: "<") || $0 == UInt8(ascii: "&") }
            && contains(/<\/[a-zA-Z]|&#?[a-zA-Z0-9]+;/)
    }
}
