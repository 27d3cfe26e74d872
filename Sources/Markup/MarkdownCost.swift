/// What a text would cost the Markdown parser, estimated in one pass over its bytes.
///
/// Debian 12's cmark-gfm (0.29.0.gfm.6) takes time by the square of the length of some texts; measured on 2026-11-21:
/// half a second for 16 KB of nested lists, 64 KB of table, brackets after `www.`, or unfinished processing
/// instructions. Each limit here keeps one of these under about a fifth of a second for a text of 1 MB.
///
/// - SeeAlso: <https://github.com/github/cmark-gfm/security/advisories>
struct MarkdownCost {
    private var bytes = 0
    private var lines = 1
    /// Most bytes at the start of a line that could each open a quote or a list, or go on with one.
    private var deepestStart = 0
    private var mostPipes = 0
    private var longestBracketRun = 0
    private var atSigns = 0
    /// `<?` and `<![`, each of which is looked for to the end of the text.
    private var openSections = 0

    init(_ text: String) {
        var text = text
        text.withUTF8 { scan($0) }
    }

    /// Whether the text may be parsed at all.
    var isBounded: Bool { deepestStart * lines <= 5_000_000 && openSections * bytes <= 200_000_000 }

    /// Whether the text may be parsed with tables.
    var allowsTables: Bool { mostPipes <= 2_000 && (mostPipes + 1) * lines <= 100_000 }

    /// Whether addresses without `<` and `>` may become links.
    var allowsAutolinks: Bool { longestBracketRun <= 500 && atSigns <= 20_000 }

    private mutating func scan(_ text: UnsafeBufferPointer<UInt8>) {
        bytes = text.count
        var start = 0
        var isAtStart = true
        var pipes = 0
        var brackets = 0
        var previous: UInt8 = 0
        for byte in text {
            if byte == 0x0A || byte == 0x0D {
                lines += 1
                (start, isAtStart, pipes) = (0, true, 0)
            } else {
                isAtStart = isAtStart && Self.opensOrIndents(byte)
                if isAtStart { start += 1 }
                if byte == UInt8(ascii: "|") { pipes += 1 }
                if byte == UInt8(ascii: "@") { atSigns += 1 }
            }
            brackets = byte == UInt8(ascii: ")") ? brackets + 1 : 0
            if previous == UInt8(ascii: "<"), byte == UInt8(ascii: "?") || byte == UInt8(ascii: "!") {
                openSections += 1
            }
            deepestStart = max(deepestStart, start)
            mostPipes = max(mostPipes, pipes)
            longestBracketRun = max(longestBracketRun, brackets)
            previous = byte
        }
    }

    private static func opensOrIndents(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x30...0x39: true
        default: " \t>*+-.)".utf8.contains(byte)
        }
    }
}
