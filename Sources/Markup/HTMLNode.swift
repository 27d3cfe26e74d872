/// One node of an ``HTMLTree``: the document, an element or a text.
///
/// A node keeps its whole tree alive.
package struct HTMLNode: Sendable {
    /// What a node can be.
    package enum Kind: Sendable {
        case document, element, text
    }

    /// An attribute as written: the name in lower case, the value with its character references resolved.
    package struct Attribute: Sendable, Hashable {
        /// In lower case.
        package let name: String
        /// Empty for an attribute without a value, as in `<ol reversed>`.
        package let value: String
    }

    let storage: HTMLTree.Storage
    let index: Int

    private var record: HTMLTree.Record { storage.records[index] }

    /// What this node is.
    package var kind: Kind { record.kind }

    /// The element's name in lower case, `a`; `nil` for a text and for the document.
    package var name: String? { kind == .element ? record.text : nil }

    /// The characters of a text node; `nil` for an element and for the document.
    package var text: String? { kind == .text ? record.text : nil }

    /// An element's attributes in the order in which they were written, each name once.
    package var attributes: ArraySlice<Attribute> {
        let range = record.attributes
        return storage.attributes[Int(range.lowerBound)..<Int(range.upperBound)]
    }

    /// The value of an attribute, by its name in lower case.
    package subscript(attribute name: String) -> String? {
        attributes.first { $0.name == name }?.value
    }

    /// `nil` for the document.
    package var parent: HTMLNode? { node(record.parent) }

    /// `nil` for a text and for an element with nothing inside.
    package var firstChild: HTMLNode? { node(record.firstChild) }

    /// `nil` for the last node inside its parent.
    package var nextSibling: HTMLNode? { node(record.nextSibling) }

    /// The nodes directly inside this one, in document order.
    package var children: some Sequence<HTMLNode> {
        sequence(state: firstChild) { next in
            defer { next = next?.nextSibling }
            return next
        }
    }

    /// All nodes inside this one, at any depth, in document order.
    package var descendants: some Sequence<HTMLNode> {
        // Nodes lie in document order, so those inside this one follow it without a gap.
        ((index + 1)..<descendantsEnd).lazy.map { [storage] in HTMLNode(storage: storage, index: $0) }
    }

    /// The elements of a name inside this one, at any depth, in document order.
    package func descendants(named name: String) -> some Sequence<HTMLNode> {
        descendants.lazy.filter { $0.name == name }
    }

    /// All text inside, as the DOM's `textContent` gives it: not folded, and with that of `<script>` and `<style>`.
    package var textContent: String {
        if let text { return text }
        var content = ""
        for node in descendants {
            if let text = node.text { content += text }
        }
        return content
    }

    /// The index after the last node inside this one.
    private var descendantsEnd: Int {
        var ancestor: HTMLNode? = self
        while let current = ancestor {
            if let next = current.nextSibling { return next.index }
            ancestor = current.parent
        }
        return storage.records.count
    }

    private func node(_ index: Int32) -> HTMLNode? {
        index < 0 ? nil : HTMLNode(storage: storage, index: Int(index))
    }
}
