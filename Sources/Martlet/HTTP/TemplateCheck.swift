/// What a template must be like, beside being Mustache.
enum TemplateCheck {
    /// Sections, blocks and partials with blocks in one file: each may stand within another, and costs stack when it is read.
    static let mostSections = 500

    /// - Parameter names: all templates that there are.
    /// - Throws: ``TemplateError`` with the line, where one is to blame.
    static func check(_ name: String, _ text: String, names: some Collection<String>) throws(TemplateError) {
        guard text.hasPrefix(Templates.pragma) else {
            throw TemplateError(file: name, line: 1, reason: "must start with \(Templates.pragma.dropLast())")
        }
        // Another escaping, or other signs for tags, which would get past what follows.
        if let tag = text.dropFirst(Templates.pragma.count).firstMatch(of: /\{\{[%=]/) {
            throw TemplateError(
                file: name, line: line(of: tag.range.lowerBound, in: text),
                reason: "'\(tag.output)' can't stand here: escaping and tags are as the first line says")
        }
        for raw in text.matches(of: /\{\{\{\s*([^}]*?)\s*\}\}\}|\{\{&\s*([^}]*?)\s*\}\}/) {
            let variable = raw.output.1 ?? raw.output.2 ?? ""
            guard variable.hasSuffix("HTML") else {
                throw TemplateError(
                    file: name, line: line(of: raw.range.lowerBound, in: text),
                    reason: "'\(variable)' is not safe HTML: write {{\(variable)}}")
            }
        }
        for partial in text.matches(of: partialTag) where !names.contains(String(partial.output.1)) {
            throw TemplateError(
                file: name, line: line(of: partial.range.lowerBound, in: text),
                reason: "there is no template '\(partial.output.1)'")
        }
        guard text.matches(of: /\{\{[#^$<]/).count <= mostSections else {
            throw TemplateError(file: name, reason: "has more than \(mostSections) sections")
        }
    }

    /// - Parameter names: the templates to look at, the likeliest to blame first.
    /// - Throws: ``TemplateError`` for a partial that comes back to itself, which would never end.
    static func refuseLoops(_ texts: [String: String], through names: [String]) throws(TemplateError) {
        let partials = texts.mapValues { $0.matches(of: partialTag).map { String($0.output.1) } }
        for name in names {
            var seen: Set<String> = []
            var next = partials[name] ?? []
            while let partial = next.popLast() {
                guard partial != name else { throw TemplateError(file: name, reason: "includes itself") }
                if seen.insert(partial).inserted { next += partials[partial] ?? [] }
            }
        }
    }

    private static var partialTag: Regex<(Substring, Substring)> { /\{\{[<>]\s*([^}]*?)\s*\}\}/ }

    /// The number of an index's line, from 1.
    private static func line(of index: String.Index, in text: String) -> Int {
        1 + text[..<index].count { $0.isNewline }
    }
}

/// A template that can't be used.
struct TemplateError: OwnerError {
    let file: String
    var line: Int?
    let reason: String

    var description: String { "template \(file)\(line.map { " line \($0)" } ?? ""): \(reason)" }
}
