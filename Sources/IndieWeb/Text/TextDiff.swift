/// What changed between two versions of a text, line by line.
package enum TextDiff {
    /// A line of the old text, of the new one, or of both.
    package struct Line: Hashable, Sendable {
        /// Which of the texts have the line.
        package enum Kind: String, Hashable, Sendable {
            case same, removed, added
        }

        /// Which of the texts have it.
        package let kind: Kind

        /// The line without its LF.
        package let text: String

        package init(_ kind: Kind, _ text: String) {
            self.kind = kind
            self.text = text
        }
    }

    /// Returns the lines of both texts, those in both once; in each place what was removed comes before what was added.
    ///
    /// The shortest such list, unless the texts differ so much that to find it would cost too much: then all lines between
    /// the first and the last difference are removed and added. A text without any character has no line. Lines are the
    /// same when their bytes are.
    package static func lines(_ old: String, _ new: String) -> [Line] {
        let old = split(old)
        let new = split(new)
        var numbers: [[UInt8]: Int] = [:]
        let oldNumbers = old.map { line in number(line, in: &numbers) }
        let newNumbers = new.map { line in number(line, in: &numbers) }

        var lines: [Line] = []
        var (oldPlace, newPlace) = (0, 0)
        for pair in CommonLines.pairs(oldNumbers, newNumbers) {
            lines += old[oldPlace..<pair.old].map { Line(.removed, $0) }
            lines += new[newPlace..<pair.new].map { Line(.added, $0) }
            lines.append(Line(.same, old[pair.old]))
            (oldPlace, newPlace) = (pair.old + 1, pair.new + 1)
        }
        lines += old[oldPlace...].map { Line(.removed, $0) }
        lines += new[newPlace...].map { Line(.added, $0) }
        return lines
    }

    /// By bytes: for Swift CRLF is one character, which is not LF.
    private static func split(_ text: String) -> [String] {
        guard !text.isEmpty else { return [] }
        return text.utf8.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
            .map { String(Substring($0)) }
    }

    private static func number(_ line: String, in numbers: inout [[UInt8]: Int]) -> Int {
        let bytes = Array(line.utf8)
        if let known = numbers[bytes] { return known }
        numbers[bytes] = numbers.count
        return numbers.count - 1
    }
}
