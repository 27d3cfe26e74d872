/// A piece of HTML that this module made, and that may stand in a page or a feed without escaping.
///
/// Only the sanitizer, the Markdown renderer and ``text(_:)`` make one, so a value of this type is the proof that its
/// HTML holds allowed elements, attributes and URL schemes only, and is balanced. Templates show nothing else
/// unescaped.
package struct SafeHTML: Sendable, Hashable {
    /// The markup: a fragment of the content of `<body>`, UTF-8, every start tag with its end tag.
    package let html: String

    /// Nothing.
    package static let empty = SafeHTML(proven: "")

    /// - Parameter html: markup that the caller, in this module, has proved to be safe.
    init(proven html: String) {
        self.html = html
    }

    /// Plain text as HTML, by ``escapeHTML(_:)``: `a < b` → `a &lt; b`.
    package static func text(_ text: String) -> SafeHTML {
        SafeHTML(proven: escapeHTML(text))
    }

    /// The same, with every link to one of these addresses marked as the card of whom it leads to.
    ///
    /// Shape: `<a href="https://ada.example/">@ada</a>` → `<a class="h-card" href="https://ada.example/">@ada</a>`.
    ///
    /// - SeeAlso: <https://microformats.org/wiki/h-card>
    package func markingCards(_ urls: some Sequence<String>) -> SafeHTML {
        var html = html
        for url in urls {
            let start = "<a href=\"\(escapeHTML(url))\""
            html = html.replacing(start, with: "<a class=\"h-card\" " + start.dropFirst(3))
        }
        return SafeHTML(proven: html)
    }

    /// Whether there is no markup at all; a fragment with an empty paragraph is not empty.
    package var isEmpty: Bool { html.isEmpty }
}

/// Escapes text so that it can stand in HTML, between tags or in a quoted attribute.
///
/// `&`, `<`, `>`, `"` and `'` become references, whatever follows them; NUL and the other control characters that HTML
/// and XML forbid, and U+FFFE and U+FFFF, are left out. Tab, line feed and carriage return stay.
///
/// - SeeAlso: <https://html.spec.whatwg.org/multipage/syntax.html#text-2>
package func escapeHTML(_ text: String) -> String {
    ByteEscaping.html.escape(text)
}
