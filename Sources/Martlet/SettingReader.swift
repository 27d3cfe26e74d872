import Configuration
import Foundation
import IndieWeb
import NIOCore

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

    func flag(_ name: String) throws -> Bool? {
        guard let text = text(name) else { return nil }
        guard ["0", "1"].contains(text) else { throw SettingError(name, text, allowed: "0 or 1") }
        return text == "1"
    }

    /// The path of a socket, or a numeric IPv4 address with a port.
    func socket(_ name: String) throws -> SocketPlace? {
        guard let text = text(name) else { return nil }
        if text.hasPrefix("/"), text.utf8.count < 108 { return .path(text) }
        let parts = text.split(separator: ":", omittingEmptySubsequences: false).map(String.init)
        guard parts.count == 2, let port = UInt16(parts[1]), port > 0,
            (try? SocketAddress(ipAddress: parts[0], port: 0))?.protocol == .inet
        else { throw SettingError(name, text, allowed: "the path of a socket, or an IPv4 address and a port") }
        return .address(host: parts[0], port: port)
    }

    /// IP addresses with commas between them, in the form in which the system writes them.
    func ipAddresses(_ name: String) throws -> [String] {
        try (text(name) ?? "").split(separator: ",").map { item in
            let item = item.trimmingCharacters(in: .whitespaces)
            guard let address = (try? SocketAddress(ipAddress: item, port: 0))?.ipAddress else {
                throw SettingError(name, item, allowed: "IP addresses, with commas between them")
            }
            return address
        }
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

    /// An address that can be somebody's (IndieAuth §3.2), or a local one, for development.
    func profileURL(_ name: String) throws -> String? {
        guard let address = try webAddress(name, allowPath: true) else { return nil }
        guard let profile = try? ProfileURL(address, allowsLocal: true) else {
            throw SettingError(
                name, address, allowed: "an address like https://example.com/ without . or .. in its path")
        }
        return profile.description
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
