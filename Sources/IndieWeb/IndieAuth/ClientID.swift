/// The address by which an application is known.
///
/// Specifications compare it as a string, so it is kept exactly as sent; two are equal only if every byte is.
///
/// - SeeAlso: <https://indieauth.spec.indieweb.org/#client-identifier>
package struct ClientID: Hashable, Sendable {
    /// The address taken apart, to be fetched and compared by origin.
    package let url: HTTPURL

    /// ASCII only, so that comparing strings compares bytes.
    private let text: String

    /// Checks an address that a client sent as its own.
    ///
    /// The specification asks for a path; clients that leave out the last `/` are taken, as for a profile address.
    /// Of IP addresses only `127.0.0.1` and `[::1]` are allowed.
    ///
    /// - Throws: ``AddressFault`` with `has_fragment`, `is_ip_address`, `dot_segments`, `not_ascii`, or what any
    ///   address can have wrong.
    package init(_ text: String) throws(AddressFault) {
        let url = try HTTPURL(parsing: text)
        guard text.utf8.allSatisfy({ $0 < 0x80 }) else { throw .notASCII }
        guard url.fragment == nil else { throw .hasFragment }
        guard !url.hasDotSegments else { throw .dotSegments }
        guard !url.hostIsIPAddress || url.host == "127.0.0.1" || url.host == "[::1]" else { throw .isIPAddress }
        self.url = url
        self.text = text
    }

    /// Whether the client is on the machine of its user, so that nothing may be fetched from its address.
    ///
    /// - SeeAlso: <https://indieauth.spec.indieweb.org/#client-information-discovery>
    package var isLoopback: Bool { url.isLoopback }
}

extension ClientID: CustomStringConvertible {
    /// The text exactly as sent.
    package var description: String { text }
}
