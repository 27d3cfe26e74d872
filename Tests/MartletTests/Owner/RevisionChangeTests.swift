import IndieWeb
import Testing

@testable import Martlet

@Suite struct `What changed between two versions` {
    private static func version(_ number: Int64, _ content: String, _ more: JSONObject = [:]) -> Revision {
        var properties: JSONObject = ["content": [.string(content)]]
        for member in more.members { properties[member.name] = member.value }
        return Revision(
            version: number, item: Mf2Item(type: ["h-entry"], properties: properties), state: .published,
            visibility: .public, change: EntryChange(at: TestSite.start, by: "you", kind: .update))
    }

    private static func changes(_ old: Revision, _ new: Revision) -> [String] {
        RevisionChange.changes(from: old, to: new).map { change in
            let sign =
                switch change.kind {
                case .same: " "
                case .added: "+"
                case .removed: "-"
                case .folded: "~"
                }
            return sign + change.text
        }
    }

    @Test func `texts have their own lines, below the name of their property`() {
        let changes = Self.changes(Self.version(1, "One\n\nTwo"), Self.version(2, "One\r\n\r\nThree"))
        #expect(changes == ["~… 3 lines as before", " content:", "   One", "   ", "-  Two", "+  Three"])
    }

    @Test func `what stands far from a change is counted, what stands beside it shown`() {
        let lines = (1...20).map { "Line \($0)" }
        var changed = lines
        changed[9] = "Other"
        let changes = Self.changes(
            Self.version(1, lines.joined(separator: "\n")), Self.version(2, changed.joined(separator: "\n")))
        #expect(
            changes == [
                "~… 3 lines as before", " content:", "~… 8 lines as before", "   Line 9", "-  Line 10", "+  Other",
                "   Line 11", "~… 9 lines as before",
            ])
    }

    @Test func `nested values are read like properties`() {
        let changes = Self.changes(
            Self.version(1, "x"), Self.version(2, "x", ["checkin": [["properties": ["name": ["A\nB"]]]], "n": [7]]))
        #expect(
            changes.suffix(7) == ["+checkin:", "+  properties:", "+    name:", "+      A", "+      B", "+n:", "+  7"])
    }

    @Test func `versions that say the same have no changes, and long ones an end`() {
        #expect(Self.changes(Self.version(1, "x"), Self.version(2, "x")) == [])
        let long = (0..<5000).map(String.init).joined(separator: "\n")
        let changes = Self.changes(Self.version(1, "x"), Self.version(2, long))
        #expect(changes.count == RevisionChange.mostLines + 1)
        #expect(changes.last?.hasSuffix("more lines") == true)
        let wide = Self.changes(Self.version(1, "x"), Self.version(2, String(repeating: "y", count: 100_000)))
        #expect(wide.allSatisfy { $0.count < RevisionChange.mostCharacters + 10 })
    }
}
