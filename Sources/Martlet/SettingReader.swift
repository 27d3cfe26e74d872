import Configuration
import Foundation

/// Reads single settings and checks their form. An empty value counts as not set.
struct SettingReader {
    private let reader: ConfigReader

    init(_ reader: ConfigReader) { self.reader = reader }

    /// The text of a setting, trimmed, or nil when it isn't set.
    func text(_ name: String) -> String? {
        let key = name.split(separator: "_").map { $0.lowercased() }.joined(separator: ".")
        guard let value = reader.string(forKey: ConfigKey(key))?.trimmingCharacters(in: .whitespacesAndNewlines) else {
            return nil
        }
        return value.isEmpty ? nil : value
    }

    func number(_ name: String, in range: ClosedRange<Int>) throws -> Int? {
        guard let text = text(name) else { return nil }
        guard let number = Int(text), range.contains(number) else {
            throw SettingError(name, text, allowed: "a whole number from \(range.lowerBound) to \(range.upperBound)")
        }
        return number
    }

    func word<Word: RawRepresentable<String>>(_ name: String, of words: [Word]) throws -> Word? {
        guard let text = text(name) else { return nil }
        guard let word = words.first(where: { $0.rawValue == text.lowercased() }) else {
            throw SettingError(name, text, allowed: words.map(\.rawValue).joined(separator: ", "))
        }
        return word
    }

    /// An http or https address without user, query or fragment; scheme and host in lower case, with at least `/` as path.
    func webAddress(_ name: String, allowPath: Bool) throws -> String? {
        guard let text = text(name) else { return nil }
        let allowed = "an address like https://example.com/" + (allowPath ? "" : " without a path")
        guard var parts = URLComponents(string: text), let scheme = parts.scheme?.lowercased(),
            ["http", "https"].contains(scheme), let host = parts.host?.lowercased(), !host.isEmpty,
            (1...65_535).contains(parts.port ?? 80), parts.user == nil, parts.password == nil, parts.fragment == nil,
            parts.query == nil,
            allowPath || ["", "/"].contains(parts.path)
        else { throw SettingError(name, text, allowed: allowed) }
        parts.scheme = scheme
        parts.host = host
        if parts.path.isEmpty { parts.path = "/" }
        if parts.port == (scheme == "https" ? 443 : 80) { parts.port = nil }
        guard let address = parts.string else { throw SettingError(name, text, allowed: allowed) }
        return address
    }

    func languageTag(_ name: String) throws -> String? {
        guard let text = text(name) else { return nil }
        guard text.wholeMatch(of: /[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*/) != nil else {
            throw SettingError(name, text, allowed: "a language tag like en or pt-BR")
        }
        return text
    }

    func timeZone(_ name: String) throws -> TimeZone? {
        guard let text = text(name) else { return nil }
        guard let zone = TimeZone(identifier: text) else {
            throw SettingError(name, text, allowed: "the name of a time zone like UTC or Europe/Berlin")
        }
        return zone
    }
}
