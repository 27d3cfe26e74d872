import IndieWeb
import Testing

@Suite struct `Differences between texts` {
    private func marks(_ old: String, _ new: String) -> [String] {
        TextDiff.lines(old, new).map { line in
            switch line.kind {
            case .same: " " + line.text
            case .removed: "-" + line.text
            case .added: "+" + line.text
            }
        }
    }

    private func text(_ lines: [TextDiff.Line], without kind: TextDiff.Line.Kind) -> String {
        lines.filter { $0.kind != kind }.map(\.text).joined(separator: "\n")
    }

    @Test(arguments: [
        ("", "", []), ("a", "a", [" a"]), ("", "a", ["+a"]), ("a", "", ["-a"]), ("a", "b", ["-a", "+b"]),
        ("a\nb\nc", "a\nx\nc", [" a", "-b", "+x", " c"]), ("a\nb", "b\na", ["-a", " b", "+a"]),
        ("a\nb\nc\nd", "b\nd\ne", ["-a", " b", "-c", " d", "+e"]), ("a", "a\n", [" a", "+"]), ("\n", "", ["-", "-"]),
        ("a\na\na", "a\na", [" a", " a", "-a"]), ("a\r\nb", "a\nb", ["-a\r", "+a", " b"]),
        ("a\nb\nc\na\nb\nb\na", "c\nb\na\nb\na\nc", ["-a", "-b", " c", "+b", " a", " b", "-b", " a", "+c"]),
        ("1\n2", "3\n4", ["-1", "-2", "+3", "+4"]), ("caf\u{E9}", "cafe\u{301}", ["-caf\u{E9}", "+cafe\u{301}"]),
    ])
    func `Lines kept, removed and added`(old: String, new: String, expected: [String]) {
        let marks = marks(old, new)
        #expect(marks.count == expected.count)
        #expect(zip(marks, expected).allSatisfy { $0.utf8.elementsEqual($1.utf8) }, "\(marks)")
    }

    /// A sequence of numbers that is the same in every run.
    private struct Numbers: RandomNumberGenerator {
        var state: UInt64
        mutating func next() -> UInt64 {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return state ^ (state >> 29)
        }
    }

    private func longestCommon(_ old: [String], _ new: [String]) -> Int {
        var row = [Int](repeating: 0, count: new.count + 1)
        for line in old {
            var diagonal = 0
            for (place, other) in new.enumerated() {
                let above = row[place + 1]
                row[place + 1] = line == other ? diagonal + 1 : max(above, row[place])
                diagonal = above
            }
        }
        return row[new.count]
    }

    @Test func `Both texts from the lines, and as many kept as can be`() {
        var numbers = Numbers(state: 7)
        for round in 0..<400 {
            let letters = ["a", "b", "c", "d"].prefix(1 + round % 4)
            let old = (0..<Int.random(in: 0...12, using: &numbers)).map { _ in
                letters.randomElement(using: &numbers) ?? ""
            }
            let new = (0..<Int.random(in: 0...12, using: &numbers)).map { _ in
                letters.randomElement(using: &numbers) ?? ""
            }
            let lines = TextDiff.lines(old.joined(separator: "\n"), new.joined(separator: "\n"))
            #expect(lines.filter { $0.kind != .added }.map(\.text) == old)
            #expect(lines.filter { $0.kind != .removed }.map(\.text) == new)
            #expect(lines.count { $0.kind == .same } == longestCommon(old, new))
        }
    }

    @Test func `Everything between replaced when texts differ too much`() {
        let old = ["start"] + (0..<20_000).map { "old \($0 % 7000)" } + ["end"]
        let new = ["start"] + (0..<20_000).map { $0 == 9000 ? "old 5" : "new \($0)" } + ["end"]
        let lines = TextDiff.lines(old.joined(separator: "\n"), new.joined(separator: "\n"))
        #expect(lines.first == TextDiff.Line(.same, "start"))
        #expect(lines.last == TextDiff.Line(.same, "end"))
        #expect(lines.count { $0.kind == .same } == 2)
        #expect(text(lines, without: .added) == old.joined(separator: "\n"))
        #expect(text(lines, without: .removed) == new.joined(separator: "\n"))
    }

    @Test func `A few changes in a long text found`() {
        let old = (0..<20_000).map { "line \($0)" }
        var new = old
        new[100] = "changed"
        new.remove(at: 9000)
        new.insert("new", at: 15_000)
        let lines = TextDiff.lines(old.joined(separator: "\n"), new.joined(separator: "\n"))
        #expect(lines.count { $0.kind == .removed } == 2)
        #expect(lines.count { $0.kind == .added } == 2)
    }
}
