@testable import Markup

/// What may come out of the sanitizer, written down a second time and not taken from its own tables.
enum AllowList {
    private static let elements: Set<Substring> = Set(
        """
        abbr b bdi bdo cite code dfn em i kbd mark ruby s samp small span strong sub sup u var a q del ins time data \
        br wbr rt rp h1 h2 h3 h4 h5 h6 div p pre hr blockquote figure figcaption details summary ul ol li dl dt dd \
        table caption tr thead tbody tfoot td th img video audio source
        """.split(separator: " "))
    private static let attributes: Set<Substring> = Set(
        """
        title lang dir href rel cite datetime value src alt width height loading poster loop muted playsinline controls \
        type start reversed open colspan rowspan align scope abbr
        """.split(separator: " "))
    private static let voids: Set<Substring> = ["br", "wbr", "hr", "img", "source"]

    /// What a fragment holds that it may not, found by parsing it again and by reading it as strictly as it must be
    /// written.
    static func violations(in html: String) -> [String] {
        var found: [String] = []
        for node in HTMLTree(fragment: html).root.descendants {
            guard let name = node.name, name != "html", name != "body" else { continue }
            if !elements.contains(name[...]) { found.append("element \(name)") }
            for attribute in node.attributes { found += violations(in: attribute, of: name) }
        }
        return found + misspellings(in: Array(html.utf8))
    }

    private static func violations(in attribute: HTMLNode.Attribute, of element: String) -> [String] {
        if !attributes.contains(attribute.name[...]) { return ["attribute \(attribute.name)"] }
        guard ["href", "src", "cite", "poster"].contains(attribute.name) else { return [] }
        let value = attribute.value
        let others = element == "a" ? ["mailto:", "tel:"] : []
        if (["https://", "http://"] + others).contains(where: { value.hasPrefix($0) && value != $0 }) { return [] }
        return ["\(attribute.name)=\(value)"]
    }

    /// Tags that aren't written as `<name a="b">` or `</name>`, aren't balanced, or stand inside a link or paragraph
    /// where an HTML parser would end it.
    private static func misspellings(in bytes: [UInt8]) -> [String] {
        var found: [String] = []
        var open: [Substring] = []
        var rest = bytes[...]
        while let start = rest.firstIndex(of: UInt8(ascii: "<")) {
            if rest[..<start].contains(UInt8(ascii: ">")) { found.append("a bare >") }
            guard let end = rest[start...].firstIndex(of: UInt8(ascii: ">")) else {
                return found + ["a tag without end"]
            }
            let tag = String(decoding: rest[(start + 1)..<end], as: UTF8.self)
            rest = rest[(end + 1)...]
            if let match = tag.wholeMatch(of: /\/([a-z][a-z0-9]*)/) {
                if open.popLast() != match.1 { found.append("unbalanced \(tag)") }
            } else if let match = tag.wholeMatch(of: /([a-z][a-z0-9]*)(?:\ [a-z]+="[^"<>']*")*/) {
                let closesParagraph = !Self.phrasing.contains(match.1)
                if match.1 == "a", open.contains("a") { found.append("a link in a link") }
                if closesParagraph, open.contains("p") { found.append("\(match.1) in a paragraph") }
                if !voids.contains(match.1) { open.append(match.1) }
            } else {
                found.append("tag \(tag)")
            }
        }
        if rest.contains(UInt8(ascii: ">")) { found.append("a bare >") }
        return found + open.map { "open \($0)" }
    }

    private static let phrasing: Set<Substring> = Set(
        """
        abbr b bdi bdo cite code dfn em i kbd mark ruby s samp small span strong sub sup u var a q del ins time data \
        br wbr rt rp img video audio source
        """.split(separator: " "))
}
