/// What becomes of an element of untrusted HTML.
enum ElementPolicy: Sendable {
    /// Written, under the rule's name.
    case keep(ElementRule)
    /// Not written; what is inside it is.
    case unwrap
    /// Left out with all that is inside.
    case drop

    /// The policy for an element name in lower case.
    ///
    /// Kept is what authors write. Dropped with its content is what isn't text for people, or what some parsers read
    /// as raw text, where a difference between parsers would turn text into elements. All else is unwrapped, forms and
    /// unknown elements too, so that no words are lost.
    static func policy(for name: String) -> ElementPolicy {
        if let rule = rules[name] { return .keep(rule) }
        return dropped.contains(name) ? .drop : .unwrap
    }

    private static let dropped: Set<String> = [
        "applet", "datalist", "frameset", "iframe", "math", "noembed", "noframes", "noscript", "object", "plaintext",
        "script", "select", "style", "svg", "template", "textarea", "title", "xmp",
    ]

    private static let rules: [String: ElementRule] = {
        var rules: [String: ElementRule] = [:]
        let all = inline + blocks + lists + tables + media
        for (name, rule) in all { rules[name] = rule }
        return rules
    }()

    private static let inline: [(String, ElementRule)] =
        [
            "abbr", "b", "bdi", "bdo", "cite", "code", "dfn", "em", "i", "kbd", "mark", "ruby", "s", "samp", "small",
            "span",
            "strong", "sub", "sup", "u", "var",
        ].map { ($0, ElementRule($0)) }
        + [
            ("acronym", ElementRule("abbr")),
            ("strike", ElementRule("s")),
            ("tt", ElementRule("code")),
            ("a", ElementRule("a", placement: .link, required: "href", attributes: [("href", .link)])),
            ("q", ElementRule("q", attributes: [("cite", .resource)])),
            ("del", ElementRule("del", attributes: [("cite", .resource), ("datetime", .text)])),
            ("ins", ElementRule("ins", attributes: [("cite", .resource), ("datetime", .text)])),
            ("time", ElementRule("time", attributes: [("datetime", .text)])),
            ("data", ElementRule("data", attributes: [("value", .text)])),
            ("br", ElementRule("br", isVoid: true)),
            ("wbr", ElementRule("wbr", isVoid: true)),
            ("rt", ElementRule("rt", placement: .inside(["ruby"]))),
            ("rp", ElementRule("rp", placement: .inside(["ruby"]))),
        ]

    private static let blocks: [(String, ElementRule)] =
        ["h1", "h2", "h3", "h4", "h5", "h6"].map { ($0, ElementRule($0, isBlock: true, placement: .heading)) }
        // The page around the content has its own landmarks.
        + [
            "address", "article", "aside", "center", "dialog", "div", "fieldset", "footer", "header", "hgroup", "main",
            "nav", "search", "section",
        ].map { ($0, ElementRule("div", isBlock: true)) }
        + [
            ("p", ElementRule("p", isBlock: true)),
            ("pre", ElementRule("pre", isBlock: true)),
            ("listing", ElementRule("pre", isBlock: true)),
            ("hr", ElementRule("hr", isBlock: true, isVoid: true)),
            ("blockquote", ElementRule("blockquote", isBlock: true, attributes: [("cite", .resource)])),
            ("figure", ElementRule("figure", isBlock: true)),
            ("figcaption", ElementRule("figcaption", isBlock: true, placement: .inside(["figure"]))),
            ("details", ElementRule("details", isBlock: true, attributes: [("open", .flag)])),
            ("summary", ElementRule("summary", isBlock: true, placement: .inside(["details"]))),
        ]

    private static let lists: [(String, ElementRule)] = [
        ("ul", ElementRule("ul", isBlock: true)),
        ("menu", ElementRule("ul", isBlock: true)),
        ("dir", ElementRule("ul", isBlock: true)),
        (
            "ol",
            ElementRule(
                "ol", isBlock: true,
                attributes: [("start", .integer), ("reversed", .flag), ("type", .oneOf(["1"]))])
        ),
        ("li", ElementRule("li", isBlock: true, placement: .inside(["ol", "ul"]), attributes: [("value", .integer)])),
        ("dl", ElementRule("dl", isBlock: true)),
        ("dt", ElementRule("dt", isBlock: true, placement: .inside(["dl"]))),
        ("dd", ElementRule("dd", isBlock: true, placement: .inside(["dl"]))),
    ]

    private static let tables: [(String, ElementRule)] =
        [
            ("table", ElementRule("table", isBlock: true)),
            ("caption", ElementRule("caption", isBlock: true, placement: .tableSection)),
            ("tr", ElementRule("tr", isBlock: true, placement: .tableRow)),
        ]
        + ["thead", "tbody", "tfoot"].map { ($0, ElementRule($0, isBlock: true, placement: .tableSection)) }
        + ["td", "th"].map {
            let attributes: [(String, AttributeRule)] = [
                ("colspan", .digits), ("rowspan", .digits), ("align", .oneOf(["left", "center", "right"])),
            ]
            let scope = ("scope", AttributeRule.oneOf(["row", "col", "rowgroup", "colgroup"]))
            let all = $0 == "th" ? attributes + [scope, ("abbr", .text)] : attributes
            return ($0, ElementRule($0, isBlock: true, placement: .tableCell, attributes: all))
        }

    private static let media: [(String, ElementRule)] = [
        (
            "img",
            ElementRule(
                "img", isVoid: true, required: "src",
                attributes: [
                    ("src", .resource), ("alt", .text), ("width", .digits), ("height", .digits),
                    ("loading", .oneOf(["lazy", "eager"])),
                ],
                always: ["alt"])
        ),
        (
            "video",
            ElementRule(
                "video",
                attributes: [
                    ("src", .resource), ("poster", .resource), ("width", .digits), ("height", .digits), ("loop", .flag),
                    ("muted", .flag), ("playsinline", .flag), ("controls", .flag),
                ],
                always: ["controls"])
        ),
        (
            "audio",
            ElementRule(
                "audio", attributes: [("src", .resource), ("loop", .flag), ("controls", .flag)], always: ["controls"])
        ),
        (
            "source",
            ElementRule(
                "source", isVoid: true, placement: .inside(["audio", "video"]), required: "src",
                attributes: [("src", .resource), ("type", .mediaType)])
        ),
    ]
}
