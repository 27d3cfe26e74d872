extension SafeHTML {
    /// The words without the markup, on one line: for titles, summaries and searching.
    ///
    /// Shape: `<h1>A</h1><p>b <em>c</em><br>d</p>` → `A b c d`. Blanks and line ends become one space, and so do the
    /// borders of blocks; pictures leave nothing.
    package var plainText: String {
        var line = FoldedLine(capacity: html.utf8.count)
        var steps = HTMLTree(fragment: html).root.firstChild.map { [Step.visit($0)] } ?? []
        while let step = steps.popLast() {
            guard case .visit(let node) = step else {
                line.space()
                continue
            }
            if let next = node.nextSibling { steps.append(.visit(next)) }
            if let text = node.text { line.append(text) }
            if Self.dividesText(node) {
                line.space()
                steps.append(.endOfBlock)
            }
            if let child = node.firstChild { steps.append(.visit(child)) }
        }
        return String(decoding: line.bytes, as: UTF8.self)
    }

    private enum Step {
        case visit(HTMLNode)
        case endOfBlock
    }

    private static func dividesText(_ node: HTMLNode) -> Bool {
        guard let name = node.name, case .keep(let rule) = ElementPolicy.policy(for: name) else { return false }
        return rule.isBlock || name == "br"
    }
}

/// Text in which each run of blanks is one space, and none is at the start or the end.
private struct FoldedLine {
    private(set) var bytes: [UInt8] = []
    private var needsSpace = false

    init(capacity: Int) {
        bytes.reserveCapacity(capacity)
    }

    mutating func space() {
        needsSpace = true
    }

    mutating func append(_ text: String) {
        for byte in text.utf8 {
            if byte == 0x20 || (0x09...0x0D).contains(byte) {
                needsSpace = true
                continue
            }
            if needsSpace, !bytes.isEmpty { bytes.append(0x20) }
            needsSpace = false
            bytes.append(byte)
        }
    }
}
