/// The parts of a Markdown text that can hold words: paragraphs and the like, without blocks of code and of HTML.
///
/// Not a parser: what it isn't sure of it takes for code or HTML.
struct MarkdownProse {
    /// Runs of lines without a blank one, as places in the text.
    private(set) var paragraphs: [Range<Int>] = []

    private var start: Int?
    private var fence: Fence?
    private var html: MarkdownHTMLBlock?
    /// Whether the next line begins a block, so that indentation makes it code.
    private var beginsBlock = true

    init(_ text: [Unicode.Scalar]) {
        for line in Self.lines(text) { read(line, text) }
        end(at: text.count)
    }

    private mutating func read(_ line: Range<Int>, _ text: [Unicode.Scalar]) {
        let lead = MarkdownLead(text[line])
        if let open = fence {
            // A quotation or list item that ends takes its code with it.
            if lead.quotes >= open.quotes && !open.isLeft(by: lead) {
                if open.isClosed(by: lead) { fence = nil }
                return
            }
            fence = nil
            beginsBlock = true
        }
        if html?.goesOn(with: lead) == true { return }
        if html != nil { beginsBlock = true }
        html = nil
        if lead.content.isEmpty {
            end(at: line.lowerBound)
            beginsBlock = true
        } else if let open = Fence(lead) {
            end(at: line.lowerBound)
            fence = open
            beginsBlock = true
        } else if let block = MarkdownHTMLBlock(lead, isInParagraph: start != nil) {
            end(at: line.lowerBound)
            if !block.isEnded { html = block }
            beginsBlock = true
        } else if lead.isFarFromMark || (lead.isIndented && beginsBlock) {
            end(at: line.lowerBound)
        } else {
            if start == nil { start = line.lowerBound }
            beginsBlock = lead.isWholeBlock
            if beginsBlock { end(at: line.upperBound) }
        }
    }

    private mutating func end(at place: Int) {
        if let start { paragraphs.append(start..<place) }
        start = nil
    }

    /// The lines with their ends: LF, CRLF or CR.
    private static func lines(_ text: [Unicode.Scalar]) -> [Range<Int>] {
        var lines: [Range<Int>] = []
        var start = 0
        for (place, scalar) in text.enumerated() {
            let next = place + 1
            let endsLine = scalar == "\n" || (scalar == "\r" && !(next < text.count && text[next] == "\n"))
            guard endsLine else { continue }
            lines.append(start..<next)
            start = next
        }
        if start < text.count { lines.append(start..<text.count) }
        return lines
    }
}

extension MarkdownProse {
    /// The line that opened a block of code.
    private struct Fence {
        let mark: Unicode.Scalar
        let length: Int
        let quotes: Int
        let indentation: Int
        /// Whether it stands behind the bullet of a list item that is in no quotation.
        let isInItem: Bool

        init?(_ lead: MarkdownLead) {
            guard let mark = lead.content.first, mark == "`" || mark == "~" else { return nil }
            let run = lead.content.prefix { $0 == mark }
            guard run.count >= 3, mark == "~" || !lead.content.dropFirst(run.count).contains("`") else { return nil }
            self.mark = mark
            length = run.count
            quotes = lead.quotes
            indentation = lead.column
            isInItem = lead.hasBullet && lead.quotes == 0
        }

        func isLeft(by lead: MarkdownLead) -> Bool {
            let isBlank = lead.content.isEmpty && !lead.hasBullet && lead.quotes == 0
            return isInItem && !isBlank && lead.indentation < indentation
        }

        func isClosed(by lead: MarkdownLead) -> Bool {
            guard lead.quotes == quotes, !lead.hasBullet, lead.column <= indentation + 3 else { return false }
            guard lead.content.count >= length else { return false }
            return lead.content.allSatisfy { $0 == mark }
        }
    }
}
