/// Whether a text is an address that a post can point to.
enum WebAddress {
    /// True for `http://` or `https://` with something that can be a host, and no blank or control character anywhere.
    ///
    /// Deliberately less than a URL parser: enough to tell an address from other text in a property.
    static func isValid(_ text: String) -> Bool {
        let bytes = text.utf8
        guard let scheme = ["https://", "http://"].first(where: { hasPrefix(bytes, $0) }) else { return false }
        let host = bytes.dropFirst(scheme.utf8.count).prefix { !"/?#".utf8.contains($0) }
        return !host.isEmpty && host.first != UInt8(ascii: ":") && bytes.allSatisfy { $0 > 0x20 && $0 != 0x7F }
    }

    private static func hasPrefix(_ bytes: String.UTF8View, _ prefix: String) -> Bool {
        let start = bytes.prefix(prefix.utf8.count)
        return start.count == prefix.utf8.count && zip(start, prefix.utf8).allSatisfy { lowerCased($0) == $1 }
    }

    private static func lowerCased(_ byte: UInt8) -> UInt8 {
        (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte) ? byte | 0x20 : byte
    }
}
