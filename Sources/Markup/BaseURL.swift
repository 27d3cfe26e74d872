/// An `http` or `https` address against which the addresses in a document are resolved.
///
/// References are read the way browsers read them where that matters for safety (blanks around, line breaks inside,
/// backslashes), and otherwise by RFC 3986. Letters outside ASCII are percent-encoded but for the host's.
///
/// - SeeAlso: <https://www.rfc-editor.org/rfc/rfc3986#section-5.2>
package struct BaseURL: Sendable, Hashable {
    /// Longest reference that is read and longest address that is returned, in bytes.
    private static let maximumLength = 8192

    /// `http` or `https`.
    private let scheme: [UInt8]
    /// User information, host and port, as written.
    private let authority: [UInt8]
    private let path: [UInt8]
    /// The query with its `?`, or nothing.
    private let query: [UInt8]

    /// `nil` unless the address is absolute, and `http` or `https` with a host.
    package init?(_ address: String) {
        guard let reference = URLReference(address, maximumLength: Self.maximumLength),
            let scheme = reference.scheme, Self.isWeb(scheme),
            let authority = reference.authority, Self.isAuthority(authority)
        else { return nil }
        self.scheme = scheme
        self.authority = authority
        path = URLReference.removingDotSegments(reference.path)
        query = reference.query
    }

    /// The address itself, without its fragment.
    package var absolute: String { string(scheme, authority, path, query, []) }

    /// The host in lower case, without user information and port.
    package var host: String {
        var host = authority[...]
        if let at = host.lastIndex(of: UInt8(ascii: "@")) { host = host[(at + 1)...] }
        let end = host.lastIndex(of: UInt8(ascii: "]")) ?? host.startIndex
        if let colon = host[end...].firstIndex(of: UInt8(ascii: ":")) { host = host[..<colon] }
        return String(decoding: host, as: UTF8.self).lowercased()
    }

    /// Resolves a reference found in the document to an absolute `http` or `https` address.
    ///
    /// Shape: against `https://a.example/b/c?d`, `../e?f#g` → `https://a.example/e?f#g`, `//x.example` →
    /// `https://x.example`, `javascript:x` → `nil`.
    package func resolve(_ reference: String) -> String? {
        URLReference(reference, maximumLength: Self.maximumLength).flatMap { resolve($0) }
    }

    func resolve(_ reference: URLReference) -> String? {
        let result: String
        if let scheme = reference.scheme {
            guard Self.isWeb(scheme), let authority = reference.authority, Self.isAuthority(authority) else {
                return nil
            }
            let path = URLReference.removingDotSegments(reference.path)
            result = string(scheme, authority, path, reference.query, reference.fragment)
        } else if let authority = reference.authority {
            guard Self.isAuthority(authority) else { return nil }
            let path = URLReference.removingDotSegments(reference.path)
            result = string(scheme, authority, path, reference.query, reference.fragment)
        } else if reference.path.isEmpty {
            let query = reference.query.isEmpty ? query : reference.query
            result = string(scheme, authority, path, query, reference.fragment)
        } else {
            let path = URLReference.removingDotSegments(merged(reference.path))
            result = string(scheme, authority, path, reference.query, reference.fragment)
        }
        return result.utf8.count <= Self.maximumLength ? result : nil
    }

    /// A relative path put in the place of the last segment of this address's path.
    private func merged(_ relative: [UInt8]) -> [UInt8] {
        if relative.first == UInt8(ascii: "/") { return relative }
        guard let slash = path.lastIndex(of: UInt8(ascii: "/")) else { return [UInt8(ascii: "/")] + relative }
        return path[...slash] + relative
    }

    private func string(
        _ scheme: [UInt8], _ authority: [UInt8], _ path: [UInt8], _ query: [UInt8], _ fragment: [UInt8]
    ) -> String {
        String(decoding: scheme + "://".utf8 + authority + path + query + fragment, as: UTF8.self)
    }

    private static func isWeb(_ scheme: [UInt8]) -> Bool {
        scheme.elementsEqual("http".utf8) || scheme.elementsEqual("https".utf8)
    }

    /// Whether there is a host, and nothing that a host can't have.
    private static func isAuthority(_ authority: [UInt8]) -> Bool {
        guard let last = authority.last, last != UInt8(ascii: "@"), authority.first != UInt8(ascii: ":") else {
            return false
        }
        return authority.allSatisfy { byte in
            switch byte {
            case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x80...: true
            default: "-._~!$&'()*+,;=:@[]%".utf8.contains(byte)
            }
        }
    }
}
