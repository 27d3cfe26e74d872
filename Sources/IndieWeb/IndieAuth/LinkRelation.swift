/// The words of a `rel`, in headers and in HTML.
enum LinkRelation {
    /// Most words that are read of one `rel`.
    private static let maximumCount = 20

    /// The words of a list that blanks divide, ASCII letters in lower case.
    ///
    /// By bytes: Unicode's lower case would make a `k` of the Kelvin sign.
    static func words(_ list: String) -> [String] {
        list.utf8.split(maxSplits: maximumCount, whereSeparator: isBlank).prefix(maximumCount).map { word in
            String(decoding: word.map(HTTPURL.lowerCased), as: UTF8.self)
        }
    }

    /// White space as HTML has it in lists.
    static func isBlank(_ byte: UInt8) -> Bool {
        byte == 0x20 || byte == 0x09 || byte == 0x0A || byte == 0x0C || byte == 0x0D
    }
}
