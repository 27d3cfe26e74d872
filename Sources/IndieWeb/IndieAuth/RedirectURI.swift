/// Where a client wants the browser to be sent back to, exactly as it wrote it.
///
/// `http` and `https` addresses, and the schemes of apps such as `com.example.app:/callback` and `indigenous://back`.
/// Being well-formed says nothing about whose it is: that is for ``isSameOrigin(as:)`` and the client's published list.
///
/// - SeeAlso: <https://www.rfc-editor.org/rfc/rfc6749#section-3.1.2>
package struct RedirectURI: Hashable, Sendable {
    /// Schemes that run or show what the address itself holds, or that lead nowhere a code could be received.
    private static let forbiddenSchemes: Set<String> = [
        "about", "blob", "content", "data", "file", "filesystem", "ftp", "ftps", "intent", "jar", "javascript",
        "livescript", "mailto", "mhtml", "mocha", "res", "resource", "sms", "tel", "urn", "vbscript", "view-source",
        "ws", "wss",
    ]

    /// The address exactly as sent; ASCII without blanks.
    package let text: String

    /// In lower case, without the colon.
    package let scheme: String

    /// The address taken apart, for `http` and `https`.
    package let url: HTTPURL?

    /// Checks an address to which a client wants to be sent.
    ///
    /// - Throws: ``AddressFault`` with `not_absolute`, `has_fragment`, `forbidden_scheme`, `has_user`, `bad_character`,
    ///   `not_ascii` or `too_long`; for `http` and `https` also what ``HTTPURL`` refuses.
    package init(_ text: String) throws(AddressFault) {
        guard text.utf8.count <= HTTPURL.maximumLength else { throw .tooLong }
        guard text.utf8.allSatisfy(HTTPURL.mayStandInAddress) else { throw .badCharacter }
        guard text.utf8.allSatisfy({ $0 < 0x80 }) else { throw .notASCII }
        let end = text.utf8.firstIndex { ":/?#".utf8.contains($0) } ?? text.utf8.endIndex
        let scheme = text.utf8[..<end].map(HTTPURL.lowerCased)
        let rest = text.utf8[end...]
        guard Self.isScheme(scheme), rest.first == UInt8(ascii: ":"), rest.count > 1 else { throw .notAbsolute }
        guard !rest.contains(UInt8(ascii: "#")) else { throw .hasFragment }

        self.scheme = String(decoding: scheme, as: UTF8.self)
        self.text = text
        guard !Self.forbiddenSchemes.contains(self.scheme) else { throw .forbiddenScheme }
        if self.scheme == "http" || self.scheme == "https" {
            url = try HTTPURL(parsing: text)
            return
        }
        url = nil
        let authority = rest.dropFirst().starts(with: "//".utf8) ? rest.dropFirst(3) : rest.dropFirst(rest.count)
        guard !authority.prefix(while: { !"/?".utf8.contains($0) }).contains(UInt8(ascii: "@")) else { throw .hasUser }
    }

    /// Whether the scheme is `http` or `https`.
    package var isWeb: Bool { url != nil }

    /// The host of an `http` or `https` address, else `nil`.
    package var host: String? { url?.host }

    /// Whether scheme, host and port are those of the client's own address, so that no published list is needed.
    ///
    /// - SeeAlso: <https://indieauth.spec.indieweb.org/#redirect-url>
    package func isSameOrigin(as client: ClientID) -> Bool { url?.origin == client.url.origin }

    /// The address with parameters behind its query, which is kept as it is.
    ///
    /// Shape: `app:/cb?a=1` and `state=x y` → `app:/cb?a=1&state=x%20y`.
    package func appending(_ parameters: [(String, String)]) -> String {
        QueryString.joined(text, QueryString.encode(parameters))
    }

    private static func isScheme(_ bytes: [UInt8]) -> Bool {
        guard let first = bytes.first, (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(first) else { return false }
        return bytes.allSatisfy { byte in
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"): true
            default: "+-.".utf8.contains(byte)
            }
        }
    }
}

extension RedirectURI: CustomStringConvertible {
    /// The address exactly as sent.
    package var description: String { text }
}
