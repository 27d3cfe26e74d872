/// Writes HTML that every parser reads as the same tree: names from the policy only, all text and values escaped by
/// bytes, all end tags written, and no element where an HTML parser would move it.
///
/// The last point keeps mutation attacks out: an HTML parser closes a link at the next link, a paragraph at the next
/// block, and moves text out of a table. Where content would have that effect the writer leaves the tag out, writes a
/// `<div>` instead, or supplies the table cell that is missing.
///
/// - SeeAlso: <https://html.spec.whatwg.org/multipage/parsing.html#parsing-main-inbody>
struct SafeHTMLWriter {
    /// Elements inside each other; a deeper one is left out and its content stays. Browsers begin to move elements at
    /// 512.
    private static let maximumDepth = 100

    private struct OpenElement {
        let name: String
        /// Supplied by the writer, and closed when something comes that can't stand in it.
        var isImplied = false
    }

    private static let tableContexts: Set<String> = ["table", "thead", "tbody", "tfoot", "tr"]
    private static let sections: Set<String> = ["thead", "tbody", "tfoot"]

    private var output: [UInt8] = []
    private var open: [OpenElement] = []
    private var openLinks = 0
    private var openHeadings = 0
    /// Whether nothing has been written since the start tag of a `<pre>`.
    private var isAtStartOfPre = false

    init(capacity: Int) {
        output.reserveCapacity(capacity)
    }

    /// The markup so far, all elements closed.
    consuming func finish() -> SafeHTML {
        close(to: 0)
        return SafeHTML(proven: String(decoding: output, as: UTF8.self))
    }

    /// Writes an element's start tag, if one may stand here.
    ///
    /// - Parameter name: what to call it instead of the rule's own name.
    /// - Returns: what to hand to ``close(to:)`` when its content is written; `nil` when no tag was written, or none
    ///   that needs an end.
    mutating func open(_ rule: ElementRule, as name: String, _ attributes: [(name: String, value: String)]) -> Int? {
        if rule.isVoid {
            guard let name = place(rule, name) else { return nil }
            startTag(name, attributes)
            return nil
        }
        guard open.count < Self.maximumDepth, let placed = place(rule, name) else { return nil }
        push(OpenElement(name: placed), placed == rule.name ? attributes : [])
        return open.count - 1
    }

    /// Closes elements until as many are open as before ``open(_:as:_:)`` gave this number.
    mutating func close(to depth: Int) {
        while open.count > depth { pop() }
    }

    /// Writes text, escaped.
    mutating func text(_ text: String) {
        if isInTableContext {
            // Blanks between rows mean nothing; other text would be moved before the table.
            if text.utf8.allSatisfy({ $0 <= 0x20 }) { return }
            supplyCell()
        }
        // A parser drops one line feed after <pre>.
        if isAtStartOfPre, text.utf8.first == 0x0A { output.append(0x0A) }
        isAtStartOfPre = false
        let lines = text.utf8.contains(0x0D) ? String(decoding: HTMLDecoder.clean(text), as: UTF8.self) : text
        ByteEscaping.html.append(lines, to: &output)
    }

    private var isInTableContext: Bool { open.last.map { Self.tableContexts.contains($0.name) } ?? false }

    /// The name under which an element may be opened here, after opening and closing what it needs; `nil` for none.
    private mutating func place(_ rule: ElementRule, _ name: String) -> String? {
        switch rule.placement {
        case .tableSection:
            closeImplied(["td", "tr", "tbody"])
            return open.last?.name == "table" ? name : misplaced(rule)
        case .tableRow:
            closeImplied(["td", "tr"])
            supply("tbody", in: ["table"])
            return open.last.map { Self.sections.contains($0.name) } ?? false ? name : misplaced(rule)
        case .tableCell:
            closeImplied(["td"])
            supply("tbody", in: ["table"])
            supply("tr", in: Self.sections)
            return open.last?.name == "tr" ? name : misplaced(rule)
        case .link where openLinks > 0, .heading where openHeadings > 0:
            return nil
        case .inside(let parents):
            supplyCell()
            return open.last.map { parents.contains($0.name) } ?? false ? name : misplaced(rule)
        case .anywhere, .link, .heading:
            supplyCell()
            return name
        }
    }

    /// What an element is called where it may not stand: blocks still divide the text.
    private func misplaced(_ rule: ElementRule) -> String? {
        rule.isBlock && !isInTableContext ? "div" : nil
    }

    private mutating func supplyCell() {
        supply("tbody", in: ["table"])
        supply("tr", in: Self.sections)
        supply("td", in: ["tr"])
    }

    private mutating func supply(_ name: String, in parents: Set<String>) {
        guard let last = open.last, parents.contains(last.name) else { return }
        push(OpenElement(name: name, isImplied: true), [])
    }

    private mutating func closeImplied(_ names: [String]) {
        while let last = open.last, last.isImplied, names.contains(last.name) { pop() }
    }

    private mutating func push(_ element: OpenElement, _ attributes: [(name: String, value: String)]) {
        startTag(element.name, attributes)
        open.append(element)
        count(element.name, by: 1)
        isAtStartOfPre = element.name == "pre"
    }

    private mutating func pop() {
        guard let element = open.popLast() else { return }
        count(element.name, by: -1)
        isAtStartOfPre = false
        output += "</".utf8
        output += element.name.utf8
        output.append(UInt8(ascii: ">"))
    }

    private mutating func count(_ name: String, by change: Int) {
        switch name {
        case "a": openLinks += change
        case "h1", "h2", "h3", "h4", "h5", "h6": openHeadings += change
        default: break
        }
    }

    private mutating func startTag(_ name: String, _ attributes: [(name: String, value: String)]) {
        isAtStartOfPre = false
        output.append(UInt8(ascii: "<"))
        output += name.utf8
        for (name, value) in attributes {
            output.append(UInt8(ascii: " "))
            output += name.utf8
            output += "=\"".utf8
            ByteEscaping.html.append(value, to: &output)
            output.append(UInt8(ascii: "\""))
        }
        output.append(UInt8(ascii: ">"))
    }
}
