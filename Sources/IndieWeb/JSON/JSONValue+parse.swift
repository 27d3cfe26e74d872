extension JSONValue {
    /// Reads a whole JSON text: strict RFC 8259 in UTF-8, a byte order mark at the start skipped.
    ///
    /// ``serialized()`` gives the same text back but for white space and the choice of escapes. An object with the same
    /// name twice is refused. Time is linear in the length, recursion no deeper than the limit.
    ///
    /// - Throws: ``JSONError``, with the byte where the text went wrong.
    /// - SeeAlso: <https://www.rfc-editor.org/rfc/rfc8259>
    package static func parse(
        _ bytes: some Collection<UInt8>, limits: JSONLimits = JSONLimits()
    ) throws(JSONError) -> JSONValue {
        guard bytes.count <= limits.bytes else { throw JSONError(.tooLong(limit: limits.bytes), at: limits.bytes) }
        let bytes = Array(bytes)
        do {
            _ = try UTF8Span(validating: bytes.span)
        } catch {
            throw JSONError(.invalidUTF8, at: error.byteOffsets.lowerBound)
        }
        var parser = JSONParser(bytes, depth: limits.depth)
        return try parser.document()
    }

    /// Reads JSON from text that is in memory as a string; see ``parse(_:limits:)``.
    package static func parse(_ text: String, limits: JSONLimits = JSONLimits()) throws(JSONError) -> JSONValue {
        try parse(Array(text.utf8), limits: limits)
    }
}
