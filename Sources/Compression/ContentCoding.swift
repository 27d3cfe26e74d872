/// How a body is coded for the wire, under the names that `Accept-Encoding` and `Content-Encoding` have for it.
///
/// - SeeAlso: <https://www.rfc-editor.org/rfc/rfc9110.html#section-8.4.1>
package enum ContentCoding: String, CaseIterable, Sendable {
    case gzip
    case brotli = "br"

    /// Returns `bytes` in this coding; `nil` when they would not become smaller, or the library fails.
    ///
    /// The same bytes always give the same result, which has no room to spare: it may be kept. Costs about 2 ms for
    /// 60 KB and 20 ms for 1 MB, and brotli up to 5 MB of memory meanwhile; zlib takes bodies below 4 GiB alone.
    package func encode(_ bytes: [UInt8]) -> [UInt8]? {
        // One byte less than the body has: what doesn't fit isn't wanted, and both libraries stop when it is full.
        guard bytes.count > 1 else { return nil }
        return withUnsafeTemporaryAllocation(of: UInt8.self, capacity: bytes.count - 1) { output in
            let count =
                switch self {
                case .gzip: Self.gzip(bytes, into: output)
                case .brotli: Self.brotli(bytes, into: output)
                }
            return count.map { Array(output.prefix($0)) }
        }
    }

    /// Returns the coding to answer with, by the request's `Accept-Encoding`; `nil` for the body as it is.
    ///
    /// Shape: `gzip, deflate, br, zstd` → `br`; `gzip;q=1, br;q=0.5` → `gzip`; `*` → `br`; `identity, *;q=0.5` → `nil`.
    /// `nil` too without the field, where any coding would be allowed but was not asked for, and for a field that breaks
    /// the grammar. Several fields of a request are one, with commas between them. Where weights are equal a coding goes
    /// before the plain body, and brotli before gzip.
    ///
    /// - SeeAlso: <https://www.rfc-editor.org/rfc/rfc9110.html#section-12.5.3>
    package static func preferred(_ header: String?) -> ContentCoding? {
        guard let accepted = header.flatMap(AcceptEncoding.init) else { return nil }
        let best: ContentCoding = accepted.brotli >= accepted.gzip ? .brotli : .gzip
        let weight = max(accepted.brotli, accepted.gzip)
        return weight > 0 && weight >= accepted.identity ? best : nil
    }
}
