import IndieWeb

/// A piece of what differs between two versions of an entry, for people to read.
struct RevisionChange: Sendable, Equatable {
    let kind: Kind
    /// A line; of what is folded, how many there are.
    let text: String

    enum Kind: String, Sendable { case same, added, removed, folded }

    /// How many lines of a version are shown, and how many characters of a line.
    static let (mostLines, mostCharacters) = (400, 2000)

    /// What differs, line by line, in its surroundings; nothing when the versions say the same.
    static func changes(from old: Revision, to new: Revision) -> [RevisionChange] {
        let lines = TextDiff.lines(old.lines.joined(separator: "\n"), new.lines.joined(separator: "\n"))
        guard lines.contains(where: { $0.kind != .same }) else { return [] }
        let changes = folded(lines)
        guard changes.count > mostLines else { return changes }
        let rest = changes.count - mostLines
        return changes.prefix(mostLines) + [RevisionChange(kind: .folded, text: "… \(rest) more lines")]
    }

    /// The lines with those left out that are the same in both versions and far from any change.
    private static func folded(_ lines: [TextDiff.Line]) -> [RevisionChange] {
        var changes: [RevisionChange] = []
        var rest = lines[...]
        while let line = rest.first {
            guard line.kind == .same else {
                changes.append(RevisionChange(kind: line.kind == .added ? .added : .removed, text: cut(line.text)))
                rest = rest.dropFirst()
                continue
            }
            let run = rest.prefix { $0.kind == .same }
            let isLast = run.endIndex == rest.endIndex
            changes += folded(run, isFirst: changes.isEmpty, isLast: isLast)
            rest = rest[run.endIndex...]
        }
        return changes
    }

    /// A run of unchanged lines: its ends where they stand beside a change, and the name of the property that goes on.
    private static func folded(_ run: ArraySlice<TextDiff.Line>, isFirst: Bool, isLast: Bool) -> [RevisionChange] {
        var kept = Set<Int>()
        if run.count <= 3 { kept = Set(run.indices) }
        if !isFirst { kept.insert(run.startIndex) }
        if !isLast {
            kept.insert(run.endIndex - 1)
            if let heading = run.lastIndex(where: { !$0.text.hasPrefix(" ") }) { kept.insert(heading) }
        }
        var changes: [RevisionChange] = []
        var left = 0
        for index in run.indices {
            if kept.contains(index) {
                if left > 0 { changes.append(asBefore(left, run[index - 1])) }
                left = 0
                changes.append(RevisionChange(kind: .same, text: cut(run[index].text)))
            } else {
                left += 1
            }
        }
        if left > 0 { changes.append(asBefore(left, run[run.endIndex - 1])) }
        return changes
    }

    /// Lines that are left out, the last of which is `line`.
    private static func asBefore(_ count: Int, _ line: TextDiff.Line) -> RevisionChange {
        count == 1
            ? RevisionChange(kind: .same, text: cut(line.text))
            : RevisionChange(kind: .folded, text: "… \(count) lines as before")
    }

    private static func cut(_ line: String) -> String {
        let start = line.unicodeScalars.prefix(mostCharacters)
        return start.endIndex == line.unicodeScalars.endIndex ? line : String(start) + "…"
    }
}

extension Revision {
    /// The version as lines: who may see it, then each property's name and, further in, its values.
    ///
    /// Only a name begins without a blank.
    fileprivate var lines: [String] {
        var lines = ["state: \(state.rawValue), \(visibility.rawValue)"]
        for member in item.object.members {
            let isProperties = member.name == "properties"
            for (name, value) in isProperties
                ? item.properties.members.map({ ($0.name, $0.value) })
                : [(member.name, member.value)]
            {
                lines.append(Self.oneLine(name) + ":")
                Self.append(value, to: &lines, indent: "  ")
            }
        }
        return lines
    }

    /// Recursion: as deep as the value, which came through a parser with a depth limit.
    private static func append(_ value: JSONValue, to lines: inout [String], indent: String) {
        switch value {
        case .string(let text):
            let text = text.replacing("\r\n", with: "\n")
            for line in text.utf8.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false) {
                lines.append(indent + String(Substring(line)))
            }
        case .array(let elements):
            for element in elements { append(element, to: &lines, indent: indent) }
        case .object(let object):
            for member in object.members {
                lines.append("\(indent)\(oneLine(member.name)):")
                append(member.value, to: &lines, indent: indent + "  ")
            }
        case .null, .bool, .number:
            lines.append(indent + value.serialized())
        }
    }

    private static func oneLine(_ name: String) -> String { name.replacing("\n", with: " ") }
}
