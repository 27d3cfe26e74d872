/// Where the tags of a Markdown paragraph end; asked from left to right, each scalar is looked at a few times at most.
struct TagEnds {
    /// For each mark that ends a tag, the place of its last scalar where it comes next.
    private var known: [String: Int] = [:]

    /// Returns the place of the last scalar of the tag that begins at a place, or `nil` when it has none before `end`.
    ///
    /// - SeeAlso: <https://spec.commonmark.org/0.31.2/#raw-html>
    mutating func last(from place: Int, in scalars: [Unicode.Scalar], before end: Int) -> Int? {
        let start = String(String.UnicodeScalarView(scalars[place..<min(place + 9, end)]))
        let marks = [("<!--", "-->"), ("<?", "?>"), ("<![CDATA[", "]]>")]
        let mark = marks.first { start.hasPrefix($0.0) }?.1 ?? ">"
        if let known = known[mark], known >= place { return known < end ? known : nil }
        let found = Self.last(of: Array(mark.unicodeScalars), from: place, in: scalars, before: end)
        known[mark] = found
        return found < end ? found : nil
    }

    private static func last(
        of mark: [Unicode.Scalar], from place: Int, in scalars: [Unicode.Scalar], before end: Int
    ) -> Int {
        var last = place + mark.count - 1
        while last < end, !scalars[(last - mark.count + 1)...last].elementsEqual(mark) { last += 1 }
        return last < end ? last : end
    }
}
