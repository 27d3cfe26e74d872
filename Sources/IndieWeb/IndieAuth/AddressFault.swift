/// Why an address can't be what it was sent as.
///
/// Both texts are fixed: nothing of the address itself is in them.
package struct AddressFault: Error, Hashable, Sendable, CustomStringConvertible {
    /// A word for logs and rows: `has_port`, `is_ip_address`, `not_http` and so on.
    package let word: String

    /// A sentence that is safe to show.
    package let description: String

    init(_ word: String, _ description: String) {
        self.word = word
        self.description = description
    }
}

extension AddressFault {
    static let tooLong = AddressFault("too_long", "The address is longer than \(HTTPURL.maximumLength) bytes.")
    static let badCharacter = AddressFault(
        "bad_character", "The address has a blank, a backslash or another character that no address may have.")
    static let notHTTP = AddressFault("not_http", "The address does not start with http:// or https://.")
    static let hasUser = AddressFault("has_user", "The address has a user name or a password.")
    static let noHost = AddressFault("no_host", "The address has no host.")
    static let badHost = AddressFault(
        "bad_host", "The address has a host that is neither a domain name nor an IP address.")
    static let hostNotASCII = AddressFault(
        "host_not_ascii", "The address has a host with letters outside ASCII; write it in its xn-- form.")
    static let badPort = AddressFault("bad_port", "The address has a port that is no number from 1 to 65535.")
    static let hasPort = AddressFault("has_port", "The address has a port.")
    static let hasFragment = AddressFault("has_fragment", "The address has a fragment, the part after #.")
    static let isIPAddress = AddressFault(
        "is_ip_address", "The address has an IP address in the place of a domain name.")
    static let isLocal = AddressFault("is_local", "The address names this machine and no public site.")
    static let dotSegments = AddressFault("dot_segments", "The address has a path with . or .. as a segment.")
    static let notAbsolute = AddressFault("not_absolute", "The address does not start with a scheme.")
    static let forbiddenScheme = AddressFault(
        "forbidden_scheme", "The address has a scheme to which nobody may be redirected.")
    static let notASCII = AddressFault(
        "not_ascii", "The address has letters outside ASCII that are not percent-encoded.")
}
