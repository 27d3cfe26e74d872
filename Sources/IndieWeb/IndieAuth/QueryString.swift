/// Writes parameters for a query, so that every way of reading one gives the same bytes back.
package enum QueryString {
    /// `name=value` pairs joined with `&`; every byte is percent-encoded unless it is a letter, a digit or one of
    /// `-._~`.
    ///
    /// A blank becomes `%20` and never `+`, which only some read as a blank.
    ///
    /// - SeeAlso: <https://www.rfc-editor.org/rfc/rfc3986#section-2.3>
    package static func encode(_ parameters: [(String, String)]) -> String {
        var query: [UInt8] = []
        for (name, value) in parameters {
            if !query.isEmpty { query.append(UInt8(ascii: "&")) }
            append(name, to: &query)
            query.append(UInt8(ascii: "="))
            append(value, to: &query)
        }
        return String(decoding: query, as: UTF8.self)
    }

    /// A text in the same way, as one value or as one segment of a path.
    package static func encode(_ text: String) -> String {
        var bytes: [UInt8] = []
        append(text, to: &bytes)
        return String(decoding: bytes, as: UTF8.self)
    }

    /// An `http` or `https` address with parameters behind its query, which is kept; `nil` if it is no such address.
    ///
    /// The fragment is dropped: an endpoint has none, and behind one the parameters would not be sent.
    package static func appending(_ parameters: [(String, String)], to url: String) -> String? {
        HTTPURL(url).map { joined($0.withoutFragment, encode(parameters)) }
    }

    /// An address without a fragment, and a query put behind it or behind the one that it has.
    static func joined(_ address: String, _ query: String) -> String {
        guard !query.isEmpty else { return address }
        guard address.utf8.contains(UInt8(ascii: "?")) else { return address + "?" + query }
        let needsNone = address.utf8.last.map { "?&".utf8.contains($0) } ?? false
        return address + (needsNone ? "" : "&") + query
    }

    static func appendEscape(of byte: UInt8, to bytes: inout [UInt8]) {
        bytes.append(UInt8(ascii: "%"))
        for digit in [byte >> 4, byte & 15] {
            bytes.append(digit < 10 ? UInt8(ascii: "0") + digit : UInt8(ascii: "A") + digit - 10)
        }
    }

    private static func append(_ text: String, to bytes: inout [UInt8]) {
        for byte in text.utf8 {
            if isUnreserved(byte) { bytes.append(byte) } else { appendEscape(of: byte, to: &bytes) }
        }
    }

    static func isUnreserved(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"):
            true
        default:
            "-._~".utf8.contains(byte)
        }
    }
}
