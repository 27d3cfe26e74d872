/// A block of HTML in Markdown, in which nothing is Markdown.
///
/// - SeeAlso: <https://spec.commonmark.org/0.31.2/#html-blocks>
struct MarkdownHTMLBlock {
    /// What ends the block with its line, in lower case; `nil` when a blank line does.
    private let mark: String?

    private(set) var isEnded = false

    private let quotes: Int
    /// Where the item of a list that the block is in begins; 0 outside lists.
    private let itemColumn: Int

    /// - Parameter isInParagraph: Whether the line before was words of a paragraph, which not every tag ends.
    init?(_ lead: MarkdownLead, isInParagraph: Bool) {
        guard lead.content.first == "<" else { return nil }
        let start = String(String.UnicodeScalarView(lead.content.prefix(16))).lowercased()
        let isEnd = start.hasPrefix("</")
        let name = String(start.dropFirst(isEnd ? 2 : 1).prefix { $0.isASCII && ($0.isLetter || $0.isNumber) })
        mark = Self.mark(start, name: name)
        guard mark != nil || Self.names.contains(name) || (!isInParagraph && Self.isTagAlone(lead, name)) else {
            return nil
        }
        quotes = lead.quotes
        itemColumn = lead.hasBullet && lead.quotes == 0 ? lead.column : 0
        isEnded = isEnded(by: lead)
    }

    private static func mark(_ start: String, name: String) -> String? {
        if ["pre", "script", "style", "textarea"].contains(name) && !start.hasPrefix("</") { return "</\(name)>" }
        let marks = [("<!--", "-->"), ("<?", "?>"), ("<![cdata[", "]]>")]
        if let mark = marks.first(where: { start.hasPrefix($0.0) }) { return mark.1 }
        return start.hasPrefix("<!") && start.dropFirst(2).first?.isLetter == true ? ">" : nil
    }

    /// Any other tag begins a block only if nothing stands behind it; `<https://…>` is a link.
    private static func isTagAlone(_ lead: MarkdownLead, _ name: String) -> Bool {
        guard !name.isEmpty, lead.content.last == ">", !lead.content.dropFirst().contains("<") else { return false }
        return !lead.content.dropLast().contains(">") && !lead.content.contains(":")
    }

    /// Takes the next line, and returns whether it belongs to the block.
    mutating func goesOn(with lead: MarkdownLead) -> Bool {
        let isBlank = lead.content.isEmpty && !lead.hasBullet && lead.quotes <= quotes
        guard !isEnded, mark != nil || !isBlank else { return false }
        // A quotation or list item that ends takes its HTML with it.
        guard lead.quotes >= quotes, isBlank || lead.indentation >= itemColumn else { return false }
        isEnded = isEnded(by: lead)
        return true
    }

    private func isEnded(by lead: MarkdownLead) -> Bool {
        guard let mark else { return false }
        return String(String.UnicodeScalarView(lead.content)).lowercased().contains(mark)
    }

    private static let names: Set<String> = Set(
        """
        address article aside base basefont blockquote body caption center col colgroup dd details dialog dir div dl dt \
        fieldset figcaption figure footer form frame frameset h1 h2 h3 h4 h5 h6 head header hr html iframe legend li link \
        main menu menuitem nav noframes ol optgroup option p param search section source summary table tbody td tfoot th \
        thead title tr track ul
        """.split(separator: " ").map(String.init))
}
