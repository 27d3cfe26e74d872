/// Reads `application/x-www-form-urlencoded`, in bodies and in query strings.
///
/// - SeeAlso: <https://url.spec.whatwg.org/#urlencoded-parsing>
package enum FormURLEncoded {
    /// Returns the fields in the order sent, decoded; empty pieces between `&` are skipped.
    ///
    /// Clients leave `[`, `]`, `,` and whole `http://` addresses unencoded, so every byte but `&`, `=`, `+` and `%` stands
    /// for itself. A `%` without two hexadecimal digits after it is kept as it is, as the URL standard says.
    ///
    /// Deviation: the standard replaces what is not UTF-8 and lets NUL pass; both are refused here, because a post would
    /// otherwise be stored with other text than its author wrote.
    ///
    /// - Throws: ``FormError/tooLong(limit:)``, ``FormError/tooManyFields(limit:)``, ``FormError/invalidUTF8``,
    ///   ``FormError/containsNUL``.
    package static func parse(_ bytes: RawSpan, limits: FormLimits = FormLimits()) throws(FormError) -> [FormField] {
        guard bytes.byteCount <= limits.bytes else { throw .tooLong(limit: limits.bytes) }
        return try bytes.withUnsafeBytes { bytes throws(FormError) in try fields(bytes, limits: limits) }
    }

    /// Reads a query string; see ``parse(_:limits:)``.
    package static func parse(query: some StringProtocol) throws(FormError) -> [FormField] {
        let bytes = Array(query.utf8)
        return try parse(bytes.span.bytes)
    }

    private static func fields(_ bytes: UnsafeRawBufferPointer, limits: FormLimits) throws(FormError) -> [FormField] {
        var fields: [FormField] = []
        var rest = bytes[...]
        while !rest.isEmpty {
            let piece = rest.prefix { $0 != UInt8(ascii: "&") }
            rest = rest[piece.endIndex...].dropFirst()
            guard !piece.isEmpty else { continue }
            guard fields.count < limits.fields else { throw .tooManyFields(limit: limits.fields) }

            let name = piece.prefix { $0 != UInt8(ascii: "=") }
            let value = piece[name.endIndex...].dropFirst()
            fields.append(try FormField(name: decoded(name), value: decoded(value)))
        }
        return fields
    }

    private static func decoded(_ piece: Slice<UnsafeRawBufferPointer>) -> [UInt8] {
        PercentEncoding.decoded(piece, plusIsSpace: true)
    }
}
