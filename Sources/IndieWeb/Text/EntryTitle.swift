/// Titles for posts that have none, because feed readers show an entry without a title as "Untitled" or not at all.
package enum EntryTitle {
    /// Returns the first words of a plain text, cut at a word boundary with `…`, or `nil` when the text is blank.
    ///
    /// White space is folded. The result has at most `limit` characters, `…` counted, and is on one line. A first word
    /// longer than that is cut within. The cost is bounded whatever the length of the text.
    package static func summary(of text: String, limit: Int = 60) -> String? {
        // A character may hold any number of combining marks; eight scalars each are enough for every real script.
        let scalarLimit = max(limit, 1) * 8
        var start = String.UnicodeScalarView(FoldedWhitespace(text).prefix(scalarLimit + 1))
        guard !start.isEmpty else { return nil }
        let isCut = start.count > scalarLimit
        if isCut { start.removeLast() }

        let line = String(start)
        if !isCut && line.count <= limit { return line }
        let room = line.prefix(max(limit - 1, 0))
        return (wholeWords(of: room, in: line) ?? room) + "…"
    }

    /// Returns a name on one line and without controls and noncharacters; `nil` when nothing of it can be seen.
    package static func line(of name: String) -> String? {
        let kept = name.unicodeScalars.filter { scalar in
            let properties = scalar.properties
            let isFit = properties.generalCategory != .control && !properties.isNoncharacterCodePoint
            return isFit || properties.isWhitespace
        }
        let line = String(String.UnicodeScalarView(FoldedWhitespace(String(kept))))
        let isVisible = line.unicodeScalars.contains { $0 != " " && $0.properties.generalCategory != .format }
        return isVisible ? line : nil
    }

    /// Returns `room`, the start of `line`, up to its last whole word; `nil` when it has none.
    private static func wholeWords(of room: Substring, in line: String) -> Substring? {
        let endsWithWord = room.endIndex < line.endIndex && line[room.endIndex] == " "
        guard let end = endsWithWord ? room.endIndex : room.lastIndex(of: " ") else { return nil }
        var words = room[..<end]
        // "One, two, …" reads as an accident, "One, two…" as a cut.
        while let last = words.last, ",;:-–—.".contains(last) || last == " " { words.removeLast() }
        return words.isEmpty ? nil : words
    }
}
