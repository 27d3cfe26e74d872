/// Collects what the HTML parser reports into the arrays of an ``HTMLTree``.
final class HTMLTreeBuilder {
    private let limits: HTMLLimits
    private var records: [HTMLTree.Record] = []
    private var attributes: [HTMLNode.Attribute] = []
    /// The last child of each record so far, to link the next one to.
    private var lastChildren: [Int32] = []
    /// The open elements, as far as the depth limit lets them open. The document is the first.
    private var open: [Int32] = [0]
    /// Open elements past the depth limit, which have no place in `open`.
    private var tooDeep = 0

    /// Whether something was left out or moved because of a limit.
    private(set) var isCut = false

    init(limits: HTMLLimits) {
        self.limits = limits
        records.append(HTMLTree.Record(kind: .document, text: "", parent: -1, attributes: 0..<0))
        lastChildren.append(-1)
    }

    /// Opens an element. Returns whether the parser may go on.
    func startElement(_ name: String, attributes: [HTMLNode.Attribute]) -> Bool {
        guard records.count <= limits.nodes else {
            isCut = true
            return false
        }
        let first = Int32(self.attributes.count)
        self.attributes += attributes
        let index = append(.element, name, attributes: first..<Int32(self.attributes.count))
        if open.count <= limits.depth {
            open.append(index)
        } else {
            tooDeep += 1
            isCut = true
        }
        return true
    }

    /// Closes the innermost open element.
    func endElement() {
        if tooDeep > 0 {
            tooDeep -= 1
        } else if open.count > 1 {
            open.removeLast()
        }
    }

    /// Adds characters, to the text before them when nothing lies between. Returns whether the parser may go on.
    func characters(_ text: String) -> Bool {
        let last = records.count - 1
        if records[last].kind == .text, records[last].parent == open.last {
            records[last].text += text
            return true
        }
        guard records.count <= limits.nodes else {
            isCut = true
            return false
        }
        _ = append(.text, text, attributes: 0..<0)
        return true
    }

    /// The parser stopped before the end.
    func cut() {
        isCut = true
    }

    func finish() -> HTMLTree.Storage {
        HTMLTree.Storage(records: records, attributes: attributes)
    }

    private func append(_ kind: HTMLNode.Kind, _ text: String, attributes: Range<Int32>) -> Int32 {
        let index = Int32(records.count)
        let parent = open.last ?? 0
        records.append(HTMLTree.Record(kind: kind, text: text, parent: parent, attributes: attributes))
        let previous = lastChildren[Int(parent)]
        if previous < 0 {
            records[Int(parent)].firstChild = index
        } else {
            records[Int(previous)].nextSibling = index
        }
        lastChildren[Int(parent)] = index
        lastChildren.append(-1)
        return index
    }
}
