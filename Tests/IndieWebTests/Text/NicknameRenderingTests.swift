import IndieWeb
import Markup
import Testing

@Suite struct `Linked nicknames as rendered` {
    private func html(_ text: String) -> String {
        Markdown.html(text, baseURL: "https://e.example/").html
    }

    /// The HTML without the links to Ada, whose text is left.
    private func withoutLinks(_ html: String) -> (html: String, count: Int) {
        var rest = html[...]
        var result = ""
        var count = 0
        while let link = rest.firstRange(of: "<a href=\"https://ada.example/\"") {
            result += rest[..<link.lowerBound]
            rest = rest[link.upperBound...]
            guard let start = rest.firstIndex(of: ">"), let end = rest.firstRange(of: "</a>") else { break }
            result += rest[rest.index(after: start)..<end.lowerBound]
            rest = rest[end.upperBound...]
            count += 1
        }
        return (result + rest, count)
    }

    private static let pieces = [
        "@ada", "@ada", " @ada ", "@ada", "x", " ", " ", "\n", "\n", "\n\n", "`", "``", "```", "\n```\n", "\n~~~\n",
        "    ",
        "- ", "> ", "\n> ", "\n- ", "\n    - ", "1. ", "# ", "[", "]", "(", ")", "](x)", "][", "[x]: ", "\\", "<", ">",
        "<b>",
        "</b>", "<a>", "</a>", "<div>", "\n<pre>\n", "</pre>", "<!--", "-->", "*", "_", "**", "~~", "|", "!", "\"", ":",
        "https://x.example/", "www.x.example/", "\t", "===", "\n---\n", ".", "@", "&", "\r\n", "<x y=\"",
    ]

    /// A sequence of numbers that is the same in every run.
    private struct Numbers: RandomNumberGenerator {
        var state: UInt64
        mutating func next() -> UInt64 {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return state ^ (state >> 29)
        }
    }

    @Test func `Links added and nothing else changed, whatever the Markdown`() {
        var numbers = Numbers(state: 11)
        var linkCount = 0
        var wrong: [String] = []
        for _ in 0..<6000 {
            let length = Int.random(in: 1...14, using: &numbers)
            let text = (0..<length).map { _ in Self.pieces.randomElement(using: &numbers) ?? "" }.joined()
            let linked = NicknameLinks.linked(text, contacts: ["ada": ("Ada", "https://ada.example/")])
            let result = withoutLinks(html(linked))
            if result.html != html(text) { wrong.append("\(text.debugDescription) → \(html(linked))") }
            linkCount += result.count
        }
        #expect(wrong.isEmpty, "\(wrong.count): \(wrong.prefix(12).joined(separator: "\n"))")
        #expect(linkCount > 1000)
    }
}
