import Markup

/// The microformats2 object by which a page describes an application, as far as a consent page needs it.
///
/// - SeeAlso: <https://indieweb.org/h-app>
struct AppItem {
    /// Most objects of a page that are looked at.
    private static let maximumCount = 50

    /// Most bytes of a name that are collected before it is cleaned.
    private static let maximumNameLength = 4096

    private let root: HTMLNode
    /// Elements inside that have property classes, those of nested objects left out.
    private let properties: [(node: HTMLNode, classes: [Substring])]

    /// The objects of a page in document order, with their elements; each element belongs to one only.
    static func all(in document: HTMLTree) -> [AppItem] {
        let roots = document.root.descendants.filter { node in
            classes(node).contains { $0 == "h-app" || $0 == "h-x-app" }
        }
        return roots.prefix(maximumCount).map { AppItem($0) }
    }

    private init(_ root: HTMLNode) {
        self.root = root
        properties = Self.ownElements(of: root).compactMap { node in
            let classes = Self.classes(node).filter { ["u-", "p-", "e-", "dt-"].contains(where: $0.hasPrefix) }
            return classes.isEmpty ? nil : (node, classes)
        }
    }

    /// The values of `url`; without any, the address of the element itself or of its only link.
    var urls: [String] {
        let explicit = elements("u-url").compactMap(Self.address)
        if !explicit.isEmpty { return explicit }
        if root.name == "a" { return root[attribute: "href"].map { [$0] } ?? [] }
        let links = root.children.filter { $0.name == "a" }
        return links.count == 1 ? links.compactMap { $0[attribute: "href"] } : []
    }

    /// The `name`; without any property that holds text, all text inside.
    var name: String? {
        if let node = elements("p-name").first {
            switch node.name {
            case "img", "area": return node[attribute: "alt"]
            case "data", "input": return node[attribute: "value"]
            case "abbr": return node[attribute: "title"] ?? Self.text(of: node)
            default: return Self.text(of: node)
            }
        }
        let hasText = properties.contains { $0.classes.contains { $0.hasPrefix("p-") || $0.hasPrefix("e-") } }
        return hasText ? nil : Self.text(of: root)
    }

    /// The first `logo`, else the first `photo`.
    var logo: String? {
        (elements("u-logo") + elements("u-photo")).lazy.compactMap(Self.address).first
    }

    private func elements(_ name: String) -> [HTMLNode] {
        properties.filter { $0.classes.contains { $0 == name } }.map(\.node)
    }

    /// The nodes inside an object, in document order, but for nested objects and what is in them.
    private static func ownElements(of root: HTMLNode) -> [HTMLNode] {
        var nodes: [HTMLNode] = []
        var pending = root.firstChild.map { [$0] } ?? []
        while let node = pending.popLast() {
            if let next = node.nextSibling { pending.append(next) }
            if classes(node).contains(where: isObjectClass) { continue }
            nodes.append(node)
            if let child = node.firstChild { pending.append(child) }
        }
        return nodes
    }

    private static func address(_ node: HTMLNode) -> String? {
        switch node.name {
        case "a", "area", "link": node[attribute: "href"]
        case "img", "audio", "video", "source", "iframe": node[attribute: "src"]
        case "object": node[attribute: "data"]
        case "data", "input": node[attribute: "value"]
        default: text(of: node)
        }
    }

    /// The text inside, without scripts and styles, and without the rest of a very long one.
    private static func text(of root: HTMLNode) -> String {
        var text = ""
        var pending = root.firstChild.map { [$0] } ?? []
        while let node = pending.popLast(), text.utf8.count < maximumNameLength {
            if let next = node.nextSibling { pending.append(next) }
            if let name = node.name, ["script", "style", "template"].contains(name) { continue }
            if let own = node.text { text += own }
            if let child = node.firstChild { pending.append(child) }
        }
        return text
    }

    private static func classes(_ node: HTMLNode) -> [Substring] {
        guard let list = node[attribute: "class"] else { return [] }
        return list.utf8.split(whereSeparator: LinkRelation.isBlank).map { Substring($0) }
    }

    /// `h-` and letters: <https://microformats.org/wiki/microformats2-parsing>.
    private static func isObjectClass(_ name: Substring) -> Bool {
        let rest = name.utf8.dropFirst(2)
        return name.hasPrefix("h-") && !rest.isEmpty
            && rest.allSatisfy { (UInt8(ascii: "a")...UInt8(ascii: "z")).contains($0) || $0 == UInt8(ascii: "-") }
    }
}
