/// Finds each `@ada` that Markdown shows as plain text. Time is linear in the length of the text.
struct NicknameScanner {
    struct Mention {
        /// Where it is, the `@` included, counted in scalars.
        let range: Range<Int>
        let nickname: String
    }

    /// A bracket that is open. What was found since is dropped when it turns out to be part of a link.
    private enum Bracket {
        case square(found: Int, at: Int)
        case destination(found: Int)
        case round

        var isSquare: Bool {
            if case .square = self { true } else { false }
        }
    }

    let scalars: [Unicode.Scalar]
    private(set) var mentions: [Mention] = []

    private(set) var place = 0
    /// Where the paragraph ends.
    private(set) var end = 0
    private var brackets: [Bracket] = []
    private var squareCount = 0
    private var isInAddress = false
    /// The HTML element whose content is no prose.
    private var hiddenBy: String?
    private var codeEnds = CodeSpanEnds()
    private var tagEnds = TagEnds()
    /// Which of `*`, `_` and `~` have stood in the paragraph.
    private(set) var emphasis: Set<Unicode.Scalar> = []

    /// Longer words are nobody's nickname.
    private static let longest = 64

    init(_ text: String) {
        scalars = Array(text.unicodeScalars)
        for paragraph in MarkdownProse(scalars).paragraphs { scan(paragraph) }
    }

    private mutating func scan(_ paragraph: Range<Int>) {
        (place, end) = (paragraph.lowerBound, paragraph.upperBound)
        (brackets, squareCount, isInAddress, hiddenBy) = ([], 0, false, nil)
        emphasis = []
        codeEnds = CodeSpanEnds(scalars[paragraph])
        tagEnds = TagEnds()
        while place < end { step() }
    }

    private mutating func step() {
        let scalar = scalars[place]
        switch scalar {
        case "\\": place += 2
        case "`": skipCode()
        case "<": skipTag()
        case "[":
            brackets.append(.square(found: mentions.count, at: place))
            squareCount += 1
            place += 1
        case "]": closeSquare()
        case "(":
            if let last = brackets.last, !last.isSquare { brackets.append(.round) }
            place += 1
        case ")": closeRound()
        case "@": readMention()
        case "*", "_", "~":
            emphasis.insert(scalar)
            place += 1
        default:
            if scalar.properties.isWhitespace {
                isInAddress = false
            } else if beginsAddress {
                isInAddress = true
            }
            place += 1
        }
    }

    func scalar(_ offset: Int) -> Unicode.Scalar? {
        let target = place + offset
        return scalars.indices.contains(target) && target < end ? scalars[target] : nil
    }

    private mutating func skipCode() {
        var length = 1
        while scalar(length) == "`" { length += 1 }
        place += length
        if let end = codeEnds.end(ofLength: length, from: place) { place = end }
    }

    private mutating func skipTag() {
        isInAddress = false
        guard let next = scalar(1), next.properties.isAlphabetic || "/!?".unicodeScalars.contains(next),
            let close = tagEnds.last(from: place, in: scalars, before: end)
        else {
            place += 1
            return
        }
        let isEnd = next == "/"
        let name = scalars[(place + (isEnd ? 2 : 1))..<close].prefix(12).prefix { $0.properties.isAlphabetic }
        noteTag(String(String.UnicodeScalarView(name)).lowercased(), isEnd: isEnd)
        place = close + 1
    }

    private mutating func noteTag(_ name: String, isEnd: Bool) {
        if isEnd {
            if name == hiddenBy { hiddenBy = nil }
        } else if hiddenBy == nil, ["a", "code", "pre", "kbd", "samp", "script", "style", "textarea"].contains(name) {
            hiddenBy = name
        }
    }

    private mutating func closeSquare() {
        place += 1
        guard squareCount > 0 else { return }
        while let bracket = brackets.popLast() {
            guard case .square(let found, let start) = bracket else { continue }
            squareCount -= 1
            mentions.removeLast(mentions.count - found)
            if scalar(0) == "(" {
                brackets.append(.destination(found: mentions.count))
                place += 1
            } else if scalar(0) == ":", isAtLineStart(start) {
                // A link's definition: all the rest of its line belongs to it.
                while let next = scalar(0), next != "\n", next != "\r" { place += 1 }
            }
            return
        }
    }

    private mutating func closeRound() {
        place += 1
        guard let last = brackets.last, !last.isSquare else { return }
        brackets.removeLast()
        if case .destination(let found) = last { mentions.removeLast(mentions.count - found) }
    }

    private func isAtLineStart(_ place: Int) -> Bool {
        var before = place
        while before > 0, scalars[before - 1] == " " || scalars[before - 1] == ">" { before -= 1 }
        return before == 0 || scalars[before - 1] == "\n" || scalars[before - 1] == "\r"
    }

    /// Whether here is the `:` of `https://`, or the start of `www.`: a web address as far as the next white space.
    private var beginsAddress: Bool {
        switch scalars[place] {
        case ":": scalar(1) == "/" && scalar(2) == "/"
        case "w", "W": scalar(3) == "." && scalar(1)?.isW == true && scalar(2)?.isW == true && isAtWordStart
        default: false
        }
    }

    private mutating func readMention() {
        let start = place
        place += 1
        let isFree = !isInAddress && hiddenBy == nil && isWordStart(start)
        while let next = scalar(0), next.isInNickname { place += 1 }
        guard isFree, place - start - 1 <= Self.longest, !goesOn else { return }
        let word = scalars[(start + 1)..<place]
        // `_@ada_` is emphasis, and nobody's name ends like that.
        guard let last = word.lastIndex(where: { $0 != "_" && $0 != "-" }), keepsEmphasis(behind: last + 1) else {
            return
        }
        mentions.append(
            Mention(range: start..<(last + 1), nickname: String(String.UnicodeScalarView(word[...last]))))
    }
}
