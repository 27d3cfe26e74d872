/// How an element of untrusted HTML is written when it is kept.
final class ElementRule: Sendable {
    /// Where an element may stand, so that an HTML parser finds it where it was written.
    enum Placement: Sendable {
        case anywhere
        /// Not inside another link.
        case link
        /// Not inside another heading.
        case heading
        /// Directly inside one of these.
        case inside([String])
        /// Directly inside a table.
        case tableSection
        /// Inside a table's section, which is supplied.
        case tableRow
        /// Inside a table's row, which is supplied.
        case tableCell
    }

    /// The name under which it is written.
    let name: String
    /// Whether its start tag would end a paragraph that is open, or it stands only where such an element does.
    let isBlock: Bool
    /// Whether it has no content and no end tag.
    let isVoid: Bool
    let placement: Placement
    /// An attribute without which the tag says nothing and is left out.
    let required: String?
    /// The attributes that are kept, in the order in which they are written.
    let attributes: [(name: String, rule: AttributeRule)]
    /// Attributes that are written, empty, when they are missing.
    let always: [String]

    /// Attributes that any element may have.
    ///
    /// Not among them: `class`, since a `u-` or `p-` class in somebody's content would add properties to the
    /// microformats of the page around it; `id`, which could collide with the page's; and `style` and all event
    /// handlers.
    private static let global: [(name: String, rule: AttributeRule)] = [
        ("title", .text), ("lang", .language), ("dir", .oneOf(["ltr", "rtl", "auto"])),
    ]

    init(
        _ name: String, isBlock: Bool = false, isVoid: Bool = false, placement: Placement = .anywhere,
        required: String? = nil, attributes: [(String, AttributeRule)] = [], always: [String] = []
    ) {
        self.name = name
        self.isBlock = isBlock
        self.isVoid = isVoid
        self.placement = placement
        self.required = required
        self.attributes = attributes.map { (name: $0.0, rule: $0.1) } + Self.global
        self.always = always
    }

    /// The attributes to write for an element as it was found; `nil` when a required one is missing.
    func attributes(
        of node: HTMLNode, resolvingWith resolver: inout LinkResolver
    ) -> [(name: String, value: String)]? {
        var accepted: [(name: String, value: String)] = []
        for (name, rule) in node.attributes.isEmpty && always.isEmpty ? [] : attributes {
            if let value = node[attribute: name].flatMap({ rule.accept($0, resolvingWith: &resolver) }) {
                accepted.append((name: name, value: value))
            } else if always.contains(name) {
                accepted.append((name: name, value: ""))
            }
        }
        if let required, !accepted.contains(where: { $0.name == required }) { return nil }
        if name == "a", let href = accepted.first(where: { $0.name == "href" }), resolver.isForeign(href.value) {
            accepted.append((name: "rel", value: "nofollow ugc noopener"))
        }
        return accepted
    }
}
