import CCMark
import Synchronization

/// Renders the plain text of a note as HTML.
///
/// The text is CommonMark with GitHub's autolinks, tables and strikethrough. A line break stays a line break. HTML
/// that the author typed is text: it shows as typed.
///
/// - SeeAlso: <https://github.github.com/gfm/>
package struct Markdown: Sendable {
    /// Renders a text, and passes the result through the sanitizer.
    ///
    /// Shape: `*Hi* <b>` → `<p><em>Hi</em> &lt;b&gt;</p>`.
    ///
    /// A text that would cost the parser too much (``MarkdownCost``: thousands of nested quotes and the like) comes
    /// out as one paragraph with its lines as they are.
    ///
    /// - Parameters:
    ///   - baseURL: against which relative links become absolute.
    ///   - siteURL: as for ``HTMLSanitizer/sanitize(_:baseURL:siteURL:)``.
    package static func html(_ text: String, baseURL: String, siteURL: String? = nil) -> SafeHTML {
        let html = parser.withLock { _ in render(text) } ?? asWritten(text)
        return HTMLSanitizer.sanitize(html, baseURL: baseURL, siteURL: siteURL)
    }

    /// Held while cmark-gfm runs: while it parses, its extensions change tables of the whole process.
    private static let parser = Mutex<Void>({ cmark_gfm_core_extensions_ensure_registered() }())

    private static let options = CMARK_OPT_HARDBREAKS | CMARK_OPT_VALIDATE_UTF8

    /// `nil` when the text is not fit for the parser.
    private static func render(_ text: String) -> String? {
        let cost = MarkdownCost(text)
        guard cost.isBounded, let parser = cmark_parser_new(options) else { return nil }
        defer { cmark_parser_free(parser) }
        attach("strikethrough", to: parser)
        if cost.allowsAutolinks { attach("autolink", to: parser) }
        if cost.allowsTables { attach("table", to: parser) }
        var text = text
        text.withUTF8 { bytes in
            bytes.withMemoryRebound(to: CChar.self) { cmark_parser_feed(parser, $0.baseAddress, $0.count) }
        }
        guard let document = cmark_parser_finish(parser) else { return nil }
        defer { cmark_node_free(document) }
        showTypedHTML(in: document)
        let extensions = cmark_parser_get_syntax_extensions(parser)
        guard let html = cmark_render_html(document, options, extensions) else { return nil }
        defer { cmark_get_default_mem_allocator().pointee.free(html) }
        let rendered = String(cString: html)
        return rendered.hasSuffix("\n") ? String(rendered.dropLast()) : rendered
    }

    private static func attach(_ name: String, to parser: OpaquePointer) {
        if let found = cmark_find_syntax_extension(name) { cmark_parser_attach_syntax_extension(parser, found) }
    }

    /// Turns the HTML in a document into text; the renderer would leave it out.
    private static func showTypedHTML(in document: OpaquePointer) {
        var found: [OpaquePointer] = []
        let iterator = cmark_iter_new(document)
        defer { cmark_iter_free(iterator) }
        while true {
            let event = cmark_iter_next(iterator)
            if event == CMARK_EVENT_DONE { break }
            guard event == CMARK_EVENT_ENTER, let node = cmark_iter_get_node(iterator) else { continue }
            let type = cmark_node_get_type(node)
            if type == CMARK_NODE_HTML_INLINE || type == CMARK_NODE_HTML_BLOCK { found.append(node) }
        }
        for node in found {
            let literal = cmark_node_get_literal(node).map { String(cString: $0) } ?? ""
            let isBlock = cmark_node_get_type(node) == CMARK_NODE_HTML_BLOCK
            guard let replacement = isBlock ? paragraph(literal) : inlineText(literal) else { continue }
            if cmark_node_replace(node, replacement) == 1 {
                cmark_node_free(node)
            } else {
                cmark_node_free(replacement)
            }
        }
    }

    private static func inlineText(_ text: String) -> OpaquePointer? {
        let node = cmark_node_new(CMARK_NODE_TEXT)
        cmark_node_set_literal(node, text)
        return node
    }

    /// A paragraph of lines. Line breaks in it are rendered as hard ones, like all others.
    private static func paragraph(_ text: String) -> OpaquePointer? {
        let paragraph = cmark_node_new(CMARK_NODE_PARAGRAPH)
        for line in text.split(separator: "\n") {
            if cmark_node_first_child(paragraph) != nil {
                cmark_node_append_child(paragraph, cmark_node_new(CMARK_NODE_SOFTBREAK))
            }
            cmark_node_append_child(paragraph, inlineText(String(line)))
        }
        return paragraph
    }

    private static func asWritten(_ text: String) -> String {
        let lines = HTMLDecoder.clean(text).split(separator: 0x0A).map {
            escapeHTML(String(decoding: $0, as: UTF8.self))
        }
        return "<p>" + lines.joined(separator: "<br>\n") + "</p>"
    }
}
