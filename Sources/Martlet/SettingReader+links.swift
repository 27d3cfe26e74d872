import IndieWeb

extension SettingReader {
    /// The links of a menu, with commas between them; an empty one for `none`.
    func menu(_ name: String) throws -> [MenuItem]? {
        guard let text = text(name) else { return nil }
        if text.lowercased() == "none" { return [] }
        return try text.split(separator: ",", omittingEmptySubsequences: false).map { part in
            guard let item = MenuItem(part) else {
                throw SettingError(
                    name, String(part), allowed: "none, or links like 'Photos /photos, About me /about', with commas")
            }
            return item
        }
    }

    /// Addresses of a person, `https` or `mailto`, with spaces or commas between them.
    func profiles(_ name: String) throws -> [String] {
        try (text(name) ?? "").split { $0 == "," || $0.isWhitespace }.map { part in
            guard Self.isProfile(String(part)) else {
                throw SettingError(
                    name, String(part), allowed: "addresses that begin with https:// or mailto:, with spaces between")
            }
            return String(part)
        }
    }

    private static func isProfile(_ text: String) -> Bool {
        if let url = HTTPURL(text) { return url.scheme == "https" }
        let parts = text.split(separator: ":", maxSplits: 1).map(String.init)
        guard parts.count == 2, parts[0].lowercased() == "mailto" else { return false }
        return parts[1].wholeMatch(of: /[A-Za-z0-9._%+'-]+@[A-Za-z0-9.-]+/) != nil
    }
}
