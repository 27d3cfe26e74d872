/// The address by which somebody is known, in the one text that is stored and compared.
///
/// Two profile addresses are the same identity if, and only if, they are equal.
///
/// - SeeAlso: <https://indieauth.spec.indieweb.org/#user-profile-url>
package struct ProfileURL: Hashable, Sendable {
    /// The address taken apart.
    package let url: HTTPURL

    /// Checks an address that somebody sent.
    ///
    /// - Parameter allowsLocal: lets a port, `localhost` and IP addresses pass; for development only.
    /// - Throws: ``AddressFault`` with `has_port`, `has_fragment`, `is_ip_address`, `is_local`, `dot_segments`, or what
    ///   any address can have wrong.
    package init(_ text: String, allowsLocal: Bool = false) throws(AddressFault) {
        let url = try HTTPURL(parsing: text)
        guard url.fragment == nil else { throw .hasFragment }
        guard !url.hasDotSegments else { throw .dotSegments }
        if !allowsLocal {
            guard !url.hostIsIPAddress else { throw .isIPAddress }
            guard !url.isLoopbackName else { throw .isLocal }
            // The scheme's own port counts as none, since it is not part of the normalised text either.
            guard url.port == nil else { throw .hasPort }
        }
        self.url = url
    }

    /// Makes a profile address of what a person typed to sign in.
    ///
    /// Shape: ` Ada.Example ` → `https://ada.example/`; `http://ada.example` → `http://ada.example/`.
    /// Without a scheme `https` is taken, since whoever can tamper with the first request could otherwise answer it;
    /// with `allowsLocal`, a loopback host gets `http`, as nothing there has a certificate.
    ///
    /// `ada@service.example` → `https://service.example/`: the name before the `@` is not sent, and the service asks
    /// for it; the address that it returns is confirmed as any other is. A lone `#` at the end is dropped.
    ///
    /// - Throws: ``AddressFault`` as the initialiser does.
    /// - SeeAlso: <https://indieauth.spec.indieweb.org/#url-canonicalization>
    package static func typed(_ text: String, allowsLocal: Bool = false) throws(AddressFault) -> ProfileURL {
        var address = trimmed(text)
        guard !address.isEmpty else { throw .noHost }
        if address.utf8.last == UInt8(ascii: "#") { address.removeLast() }
        if hasScheme(address) { return try ProfileURL(String(address), allowsLocal: allowsLocal) }

        let authority = address.utf8.prefix { !"/?#".utf8.contains($0) }
        if let at = authority.lastIndex(of: UInt8(ascii: "@")) {
            // `ada:secret@…` and `mailto:ada@…` are no names of that form.
            guard at > authority.startIndex, !authority[..<at].contains(where: { ":@".utf8.contains($0) }) else {
                throw .hasUser
            }
            address = address[address.utf8.index(after: at)...]
        }
        let isLocal = allowsLocal && HTTPURL("http://" + address)?.isLoopback ?? false
        return try ProfileURL((isLocal ? "http://" : "https://") + address, allowsLocal: allowsLocal)
    }

    private static func trimmed(_ text: String) -> Substring {
        let scalars = text.unicodeScalars
        let start = scalars.firstIndex { !$0.properties.isWhitespace } ?? scalars.endIndex
        let end = scalars.lastIndex { !$0.properties.isWhitespace }.map(scalars.index(after:)) ?? start
        return Substring(scalars[start..<end])
    }

    private static func hasScheme(_ address: Substring) -> Bool {
        let start = address.utf8.prefix { $0 != UInt8(ascii: "/") }
        return start.last == UInt8(ascii: ":") && address.utf8[start.endIndex...].starts(with: "//".utf8)
    }
}

extension ProfileURL: CustomStringConvertible {
    /// The canonical text.
    package var description: String { url.description }
}
