/// What stands before the words of a Markdown line: indentation, the marks of quotations, the bullets of lists.
struct MarkdownLead {
    /// How many quotations the line is in.
    private(set) var quotes = 0

    private(set) var hasBullet = false

    /// How many columns of white space stand before the first mark or word.
    private(set) var indentation = 0

    /// How many columns from the start of the line, or from the last mark of a quotation, the words begin.
    private(set) var column = 0

    /// Whether the line begins with so much white space that it is code if it begins a block.
    private(set) var isIndented = false

    /// Whether there is so much white space behind a mark that the words are code.
    private(set) var isFarFromMark = false

    /// The column as tabs count it, from the start of the line.
    private var position = 0

    /// The words, without white space around them.
    private(set) var content: ArraySlice<Unicode.Scalar>

    init(_ line: ArraySlice<Unicode.Scalar>) {
        content = line
        while let last = content.last, last.properties.isWhitespace { content.removeLast() }
        readMarks()
    }

    private mutating func readMarks() {
        while true {
            let gap = skipBlanks()
            column += gap
            if !hasBullet && quotes == 0 { indentation = gap }
            if gap >= 4 {
                if hasBullet || quotes > 0 { isFarFromMark = true } else { isIndented = true }
            }
            if content.first == ">" {
                content.removeFirst()
                quotes += 1
                column = 0
                position += 1
                if content.first == " " {
                    content.removeFirst()
                    position += 1
                }
            } else if let width = bulletWidth {
                content.removeFirst(width)
                column += width
                position += width
                hasBullet = true
                // The blank after a bullet is part of it.
                if content.first == " " {
                    content.removeFirst()
                    column += 1
                    position += 1
                }
            } else {
                return
            }
        }
    }

    private mutating func skipBlanks() -> Int {
        var width = 0
        while let first = content.first, first == " " || first == "\t" {
            content.removeFirst()
            width += first == "\t" ? 4 - (position + width) % 4 : 1
        }
        position += width
        return width
    }

    /// The length of `-`, `*`, `+`, `1.` or `1)` with a blank behind it.
    private var bulletWidth: Int? {
        let digits = content.prefix { ("0"..."9").contains($0) }
        var width = digits.count
        guard width <= 9, let mark = content.dropFirst(width).first else { return nil }
        guard width == 0 ? "-*+".unicodeScalars.contains(mark) : mark == "." || mark == ")" else { return nil }
        width += 1
        guard let blank = content.dropFirst(width).first, blank == " " || blank == "\t" else { return nil }
        return width
    }

    /// Whether the line is a heading, or underlines one, or a break between sections: the next line begins a block.
    var isWholeBlock: Bool {
        guard let first = content.first, "#-=*_".unicodeScalars.contains(first) else { return false }
        let rest = content.drop { $0 == first }
        if first == "#" { return content.count - rest.count <= 6 && (rest.first ?? " ").properties.isWhitespace }
        return rest.allSatisfy { $0 == first || $0 == " " || $0 == "\t" }
    }
}
