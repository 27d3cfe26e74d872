/// Turns HTML that an author, a client or a remote site wrote into HTML that may stand in the site's pages and feeds.
///
/// Only elements, attributes and URL schemes of an allow-list come through (``ElementPolicy``, ``AttributeRule``),
/// written out anew by ``SafeHTMLWriter``; nothing of the input is ever copied as markup. An HTML parser reads the
/// result as the tree that was written.
package struct HTMLSanitizer: Sendable {
    /// Sanitizes a fragment of HTML in linear time.
    ///
    /// Shape: `<p onclick=x>See <a href="/b">this</a><script>…</script>` → `<p>See <a
    /// href="https://a.example/b">this</a></p>`.
    ///
    /// Limits: those of ``HTMLLimits/fragment``, past which the content ends; elements more than 100 deep become their
    /// text.
    ///
    /// - Parameters:
    ///   - html: the content of a `<body>`; a whole document does as well.
    ///   - baseURL: the address of the page that it comes from. Relative addresses become absolute; if this isn't an
    ///     `http` or `https` address they are dropped.
    ///   - siteURL: the site that will show the result; `baseURL` when `nil`. Links to any other host get
    ///     `rel="nofollow ugc noopener"`.
    package static func sanitize(_ html: String, baseURL: String, siteURL: String? = nil) -> SafeHTML {
        let tree = HTMLTree(fragment: html)
        let resolver = LinkResolver(baseURL: baseURL, siteURL: siteURL ?? baseURL)
        var sanitizer = HTMLSanitizer(tree: tree, resolver: resolver, capacity: html.utf8.count)
        return sanitizer.run()
    }

    private enum Step {
        case visit(HTMLNode)
        case close(Int)
    }

    private let tree: HTMLTree
    private let policies: [ElementPolicy]
    private let holdsBlock: [Bool]
    private var resolver: LinkResolver
    private var writer: SafeHTMLWriter

    private init(tree: HTMLTree, resolver: LinkResolver, capacity: Int) {
        self.tree = tree
        self.resolver = resolver
        writer = SafeHTMLWriter(capacity: capacity)
        policies = tree.storage.records.map { $0.kind == .element ? .policy(for: $0.text) : .unwrap }
        holdsBlock = Self.blockHolders(tree, policies)
    }

    /// For each node, whether a block will be written somewhere inside it.
    private static func blockHolders(_ tree: HTMLTree, _ policies: [ElementPolicy]) -> [Bool] {
        var holders = [Bool](repeating: false, count: policies.count)
        // Parents lie before their children, so backwards each node is complete when it is reached.
        for (index, record) in tree.storage.records.enumerated().reversed() where record.parent >= 0 {
            switch policies[index] {
            case .drop: break
            case .unwrap: if holders[index] { holders[Int(record.parent)] = true }
            case .keep(let rule): if holders[index] || rule.isBlock { holders[Int(record.parent)] = true }
            }
        }
        return holders
    }

    private mutating func run() -> SafeHTML {
        var steps = tree.root.firstChild.map { [Step.visit($0)] } ?? []
        while let step = steps.popLast() {
            switch step {
            case .close(let depth):
                writer.close(to: depth)
            case .visit(let node):
                if let next = node.nextSibling { steps.append(.visit(next)) }
                if let text = node.text {
                    writer.text(isFirstInPre(node) ? Self.droppingFirstLineFeed(text) : text)
                } else if let depth = open(node) {
                    steps.append(.close(depth))
                }
                if !isDropped(node), let child = node.firstChild { steps.append(.visit(child)) }
            }
        }
        return writer.finish()
    }

    /// Writes an element's start tag if it is kept, and returns how to close it.
    private mutating func open(_ node: HTMLNode) -> Int? {
        guard case .keep(let rule) = policies[node.index],
            let attributes = rule.attributes(of: node, resolvingWith: &resolver)
        else { return nil }
        // A parser would end a paragraph at the first block in it.
        let name = rule.name == "p" && holdsBlock[node.index] ? "div" : rule.name
        return writer.open(rule, as: name, attributes)
    }

    private func isDropped(_ node: HTMLNode) -> Bool {
        if case .drop = policies[node.index] { true } else { false }
    }

    private func isFirstInPre(_ node: HTMLNode) -> Bool {
        guard let parent = node.parent, parent.firstChild?.index == node.index else { return false }
        return parent.name == "pre" || parent.name == "listing"
    }

    /// HTML lets an author begin a `<pre>` with a line feed that doesn't count; libxml2 keeps it.
    private static func droppingFirstLineFeed(_ text: String) -> String {
        text.utf8.first == 0x0A ? String(decoding: text.utf8.dropFirst(), as: UTF8.self) : text
    }
}
