/// The body of a foreign server's answer, JSON or the form encoding that older servers write.
///
/// A body that can't be read has no fields; so has a form with a name sent twice, since its reader could not know which
/// value the server meant. What the fields mean is for ``ProfileAnswer`` and ``VerificationAnswer``.
package struct ServerAnswer: Sendable {
    /// The members of the object; of a form, all are strings.
    package let fields: JSONObject

    /// Reads a body by its type, and by trial when the type is `text/html`, `text/plain`, missing or malformed: Known
    /// sends its forms as HTML.
    package init(body: [UInt8], contentType: String?) {
        let type = contentType.flatMap { MediaTypeHeader($0) }
        if let type, type.isJSON {
            fields = Self.json(body) ?? JSONObject()
        } else if let type, type.isFormURLEncoded {
            fields = Self.form(body) ?? JSONObject()
        } else if type == nil || type?.essence == "text/html" || type?.essence == "text/plain" {
            fields = Self.json(body) ?? Self.form(body) ?? JSONObject()
        } else {
            fields = JSONObject()
        }
    }

    /// The text of a field; `nil` if it is absent or no string.
    package subscript(name: String) -> String? { fields[name]?.string }

    /// The members of a field that is an object, such as `profile`.
    package func object(_ name: String) -> JSONObject? { fields[name]?.object }

    /// A whole number, written as a number or as text.
    package func int(_ name: String) -> Int64? {
        switch fields[name] {
        case .number(let number): Int64(number.literal)
        case .string(let text): Int64(text)
        default: nil
        }
    }

    /// The words of `scope`, which is a text with blanks or, from some servers, a list of texts.
    package var scope: [String] {
        let texts = fields["scope"]?.values.compactMap(\.string) ?? []
        return texts.flatMap { ScopeList.parse($0) ?? [] }
    }

    /// The `error`, whatever the status was: some servers answer 200 with one. The texts are one line each, not
    /// escaped.
    ///
    /// An error that is no text has the code `unknown_error`; `null` is none.
    package var error: (code: String, description: String?)? {
        guard let error = fields["error"], error != .null else { return nil }
        let code = error.string.flatMap { DisplayText.clean($0, limit: 60) }
        return (code ?? "unknown_error", self["error_description"].flatMap { DisplayText.clean($0, limit: 200) })
    }

    private static func json(_ body: [UInt8]) -> JSONObject? {
        (try? JSONValue.parse(body, limits: JSONLimits(bytes: 256 << 10, depth: 16)))?.object
    }

    private static func form(_ body: [UInt8]) -> JSONObject? {
        guard let fields = try? FormURLEncoded.parse(body.span.bytes, limits: FormLimits(bytes: 256 << 10, fields: 100))
        else { return nil }
        var object = JSONObject()
        for field in fields where !object.append(field.name, .string(field.value)) { return nil }
        return object
    }
}
