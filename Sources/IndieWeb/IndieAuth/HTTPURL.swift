/// An absolute `http` or `https` address, taken apart and normalised.
///
/// Shape: `HTTPS://Ada.Example:443?x#y` → `https://ada.example/?x#y`: scheme and host are in lower case, the scheme's
/// own port is dropped, an empty path is `/`, letters outside ASCII behind the host are percent-encoded. Paths are
/// otherwise as written. Two addresses are equal when their normalised texts are.
///
/// Stricter than a browser, on purpose: what two parsers could read differently (backslashes, blanks, user names, empty
/// labels such as a trailing dot, percent-encoding in a host) is refused and not repaired.
package struct HTTPURL: Hashable, Sendable {
    /// Most bytes of an address.
    package static let maximumLength = 2048

    /// `http` or `https`.
    package let scheme: String

    /// A domain name or an IPv4 address; an IPv6 address in brackets and in its one short form, `[::1]`.
    package let host: String

    /// `nil` for the port that belongs to the scheme.
    package let port: Int?

    /// Starts with `/`.
    package let path: String

    /// What stands between `?` and `#`; empty for a lone `?`.
    package let query: String?

    /// What stands behind `#`.
    package let fragment: String?

    let hostKind: HostKind

    /// Reads an address; `nil` if it isn't one.
    package init?(_ text: String) {
        guard let url = try? HTTPURL(parsing: text) else { return nil }
        self = url
    }

    /// Reads an address, and says what is wrong with one that isn't.
    ///
    /// - Throws: ``AddressFault`` with `too_long`, `bad_character`, `not_http`, `has_user`, `no_host`, `bad_host`,
    ///   `host_not_ascii` or `bad_port`.
    init(parsing text: String) throws(AddressFault) {
        guard text.utf8.count <= Self.maximumLength else { throw .tooLong }
        guard text.utf8.allSatisfy(Self.mayStandInAddress) else { throw .badCharacter }
        var rest = Array(text.utf8)[...]

        guard let colon = rest.firstIndex(of: UInt8(ascii: ":")) else { throw .notHTTP }
        let scheme = String(decoding: rest[..<colon].map(Self.lowerCased), as: UTF8.self)
        rest = rest[(colon + 1)...]
        guard scheme == "http" || scheme == "https", rest.starts(with: "//".utf8) else { throw .notHTTP }

        let authority = rest.dropFirst(2).prefix { !"/?#".utf8.contains($0) }
        let (host, kind, port) = try Self.readAuthority(authority)
        self.scheme = scheme
        self.host = host
        hostKind = kind
        self.port = port == (scheme == "https" ? 443 : 80) ? nil : port

        rest = rest[authority.endIndex...]
        fragment = Self.takeTail(from: &rest, after: UInt8(ascii: "#"))
        query = Self.takeTail(from: &rest, after: UInt8(ascii: "?"))
        path = rest.isEmpty ? "/" : Self.asciiText(rest)
    }

    /// Scheme, host and port as browsers compare them: `https://a.example:8443`.
    package var origin: String { "\(scheme)://\(host)" + (port.map { ":\($0)" } ?? "") }

    /// Whether the host is an IP address, in any of the ways that programs read as one.
    ///
    /// `127.0.0.1` and `[::1]` are, and so are `2130706433`, `0x7f.1` and any other host whose last label is a number.
    package var hostIsIPAddress: Bool { hostKind != .name }

    /// Whether the host is `localhost` or a name below it.
    ///
    /// - SeeAlso: <https://www.rfc-editor.org/rfc/rfc6761#section-6.3>
    package var isLoopbackName: Bool { host == "localhost" || host.hasSuffix(".localhost") }

    /// Whether the host is this machine: ``isLoopbackName``, an IPv4 address in `127.0.0.0/8`, or `[::1]`.
    package var isLoopback: Bool { isLoopbackName || hostKind == .loopbackAddress }

    /// Whether the path has a segment that is `.` or `..`, written plainly or percent-encoded.
    package var hasDotSegments: Bool {
        path.utf8.split(separator: UInt8(ascii: "/")).contains { segment in
            let plain = PercentEncoding.decoded(segment)
            return plain.elementsEqual(".".utf8) || plain.elementsEqual("..".utf8)
        }
    }

    /// Whether `other` has the same origin and a path that starts with this one's.
    ///
    /// Query and fragment of `other` may be anything; those of this address must be absent.
    package func isPrefix(of other: HTTPURL) -> Bool {
        origin == other.origin && query == nil && fragment == nil && other.path.utf8.starts(with: path.utf8)
    }
}

extension HTTPURL: CustomStringConvertible {
    /// The normalised address.
    package var description: String { withoutFragment + (fragment.map { "#" + $0 } ?? "") }

    /// The normalised address up to its fragment.
    package var withoutFragment: String { origin + path + (query.map { "?" + $0 } ?? "") }
}

extension HTTPURL {
    private static func takeTail(from rest: inout ArraySlice<UInt8>, after mark: UInt8) -> String? {
        guard let start = rest.firstIndex(of: mark) else { return nil }
        let tail = rest[(start + 1)...]
        rest = rest[..<start]
        return asciiText(tail)
    }

    /// The text with every byte outside ASCII percent-encoded.
    private static func asciiText(_ bytes: ArraySlice<UInt8>) -> String {
        guard bytes.contains(where: { $0 >= 0x80 }) else { return String(decoding: bytes, as: UTF8.self) }
        var text: [UInt8] = []
        for byte in bytes {
            if byte < 0x80 { text.append(byte) } else { QueryString.appendEscape(of: byte, to: &text) }
        }
        return String(decoding: text, as: UTF8.self)
    }

    static func lowerCased(_ byte: UInt8) -> UInt8 {
        (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte) ? byte | 0x20 : byte
    }

    /// Not the controls, the blank, and what RFC 3986 allows nowhere; bytes outside ASCII are looked at later.
    static func mayStandInAddress(_ byte: UInt8) -> Bool {
        byte > 0x20 && byte != 0x7F && !#""<>\^`{|}"#.utf8.contains(byte)
    }
}
