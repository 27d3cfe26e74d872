import IndieWeb

/// One link of the site's menu.
struct MenuItem: Sendable, Equatable, CustomStringConvertible {
    let label: String
    /// A path of this site, or an absolute address.
    let address: String

    /// As the setting has it.
    var description: String { "\(label) \(address)" }

    static let standard = [
        MenuItem(label: "About", address: AboutPage.path), MenuItem(label: "Archive", address: "/archive"),
        MenuItem(label: "Tags", address: "/tags"), MenuItem(label: "Search", address: SearchQuery.path),
    ]

    /// What every page leads to, in its menu or else in its foot.
    static let everywhere = standard + [MenuItem(label: "On this day", address: YearDay.path)]

    init(label: String, address: String) {
        self.label = label
        self.address = address
    }

    /// Reads `My photos /photos`: the last word is the address; nil when there is no label, or the address is none.
    init?(_ text: some StringProtocol) {
        let words = text.split(whereSeparator: \.isWhitespace)
        guard words.count > 1, let address = words.last.map({ String($0) }), Self.isAddress(address) else { return nil }
        self.init(label: words.dropLast().joined(separator: " "), address: address)
    }

    /// A path that leads nowhere else: browsers read `//elsewhere` and `/\elsewhere` as another host.
    private static func isAddress(_ text: String) -> Bool {
        if HTTPURL(text) != nil { return true }
        let isPlain = text.utf8.allSatisfy { (0x21...0x7E).contains($0) && $0 != UInt8(ascii: "\\") }
        return text.hasPrefix("/") && !text.hasPrefix("//") && isPlain
    }
}
