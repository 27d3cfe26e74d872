/// What a `content` value holds: text that its author typed, or HTML.
package enum Mf2Content: Hashable, Sendable {
    case text(String)

    /// Untrusted HTML, with the plain text of it when the client sent that along.
    case html(String, value: String?)

    /// Reads `"text"`, `{"html": …}`, `{"html": …, "value": …}` and `{"value": …}`; `nil` for anything empty or else.
    ///
    /// - SeeAlso: <https://www.w3.org/TR/micropub/#new-article-with-html>
    package init?(_ json: JSONValue) {
        let value = json.string ?? json.object?["value"]?.values.first?.string
        if let html = json.object?["html"]?.values.first?.string, !html.isEmpty {
            self = .html(html, value: value)
        } else if let value, !value.isEmpty {
            self = .text(value)
        } else {
            return nil
        }
    }

    /// The text, or for HTML the plain text that the client sent along; `nil` when there is only HTML.
    package var plainText: String? {
        switch self {
        case .text(let text): text
        case .html(_, let value): value
        }
    }
}
