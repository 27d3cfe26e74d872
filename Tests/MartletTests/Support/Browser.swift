import Foundation
import IndieWeb
import Synchronization
import Testing

@testable import Martlet

/// A person's browser at the test site: keeps cookies, fills in what forms hide, follows no redirect by itself.
final class Browser: Sendable {
    let site: TestSite
    private let cookies = Mutex<[String: String]>([:])
    /// Headers that every request carries.
    let headers: [(String, String)]

    init(_ site: TestSite, headers: [(String, String)] = []) {
        self.site = site
        self.headers = headers
    }

    static let passphrase = "correct horse battery"

    /// A browser in which the owner is signed in with the passphrase, which is chosen on the way.
    @discardableResult
    static func signedIn(_ site: TestSite, headers: [(String, String)] = []) async throws -> Browser {
        let browser = Browser(site, headers: headers)
        let link = site.data.setupLink(generation: 0).replacing("https://site.example", with: "")
        let key = link.split(separator: "=", maxSplits: 1).last.map(String.init) ?? ""
        let answer = try await browser.send(
            "/admin/setup", from: link, [("key", key), ("passphrase", passphrase), ("again", passphrase)])
        try #require(answer.status == 303)
        return browser
    }

    /// Asks for a page.
    @discardableResult
    func get(_ path: String, headers more: [(String, String)] = []) async throws -> WireResponse {
        try await keep(site.send("GET", path, headers: all(more)))
    }

    /// Sends a form: with the token that the page `from` hides in its forms, as a person would.
    @discardableResult
    func send(
        _ path: String, from page: String, _ fields: [(String, String)], headers more: [(String, String)] = []
    ) async throws -> WireResponse {
        let csrf = try await get(page).hidden("csrf") ?? ""
        return try await post(path, [("csrf", csrf)] + fields, headers: more)
    }

    /// Sends a form as it is.
    @discardableResult
    func post(
        _ path: String, _ fields: [(String, String)], headers more: [(String, String)] = []
    ) async throws -> WireResponse {
        let type = ("Content-Type", "application/x-www-form-urlencoded")
        let body = Array(QueryString.encode(fields).utf8)
        return try await keep(site.send("POST", path, headers: [type] + all(more), body: body))
    }

    /// The value of a cookie, by its name without prefix.
    func cookie(_ name: String) -> String? { cookies.withLock { $0["__Host-" + name] ?? $0[name] } }

    private func all(_ more: [(String, String)]) -> [(String, String)] {
        let cookie = cookies.withLock { $0.map { "\($0.key)=\($0.value)" }.sorted().joined(separator: "; ") }
        return headers + more + (cookie.isEmpty ? [] : [("Cookie", cookie)])
    }

    private func keep(_ response: WireResponse) -> WireResponse {
        for header in response.headers where header.name == "set-cookie" {
            let pair = header.value.prefix { $0 != ";" }.split(
                separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            guard pair.count == 2 else { continue }
            let isEnded = header.value.contains("Max-Age=0")
            cookies.withLock { $0[String(pair[0])] = isEnded ? nil : String(pair[1]) }
        }
        return response
    }
}

extension WireResponse {
    /// The value of a form's hidden field, with its references resolved.
    func hidden(_ name: String) -> String? {
        guard let start = text.firstRange(of: "name=\"\(name)\" value=\"")?.upperBound else { return nil }
        return String(text[start...].prefix { $0 != "\"" })
            .replacing("&amp;", with: "&").replacing("&#39;", with: "'").replacing("&quot;", with: "\"")
    }

    /// A parameter of the address in `Location`.
    func parameter(_ name: String) -> String? {
        guard let query = location?.split(separator: "?", maxSplits: 1).last else { return nil }
        return (try? FormURLEncoded.parse(query: query))?.first { $0.name == name }?.value
    }

    /// A member of a JSON answer.
    func json(_ name: String) -> JSONValue? { (try? JSONValue.parse(body))?.object?[name] }
}
