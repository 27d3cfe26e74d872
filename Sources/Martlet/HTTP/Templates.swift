import Foundation
import Markup
import Mustache

/// The site's Mustache templates, checked when they are loaded.
///
/// Mustache's own escaping lets `"` or `<` through when a combining mark follows. Every template must therefore start with
/// the pragma of our own content type, which escapes bytes; and `{{{raw}}}` is only for values whose names end in `HTML`,
/// which hold what the sanitizer returned.
struct Templates: Sendable {
    private let library: MustacheLibrary

    /// The first line of every template and partial.
    static let pragma = "{{% CONTENT_TYPE:MARKUP}}\n"

    /// Loads every `*.mustache` file of a directory.
    ///
    /// - Throws: ``TemplateError`` with file and line for a template that can't be used.
    init(directory: String) throws {
        let files: [String]
        do {
            files = try FileManager.default.contentsOfDirectory(atPath: directory)
        } catch {
            throw SettingError(
                "MARTLET_RESOURCE_DIR", directory, allowed: "a directory that holds templates/ and static/")
        }
        var texts: [String: String] = [:]
        for file in files.sorted() where file.hasSuffix(".mustache") {
            texts[String(file.dropLast(".mustache".count))] = try String(
                contentsOfFile: directory + "/" + file, encoding: .utf8)
        }
        try self.init(texts: texts)
    }

    /// - Parameter texts: template name → text.
    init(texts: [String: String]) throws {
        MustacheContentTypes.register(ByteEscaping(), named: "MARKUP")
        var library = MustacheLibrary()
        for (name, text) in texts.sorted(by: { $0.key < $1.key }) {
            try Self.check(name, text, names: Set(texts.keys))
            do {
                try library.register(text, named: name)
            } catch let error as MustacheTemplate.ParserError {
                throw TemplateError(
                    file: name, line: error.context.lineNumber, reason: "\(error.error)")
            }
        }
        try Self.refuseLoops(texts)
        self.library = library
    }

    /// Renders a page with the template of its name.
    func render(_ page: some Page) -> String {
        library.render(page.values, withTemplate: type(of: page).template) ?? ""
    }

    private static func check(_ name: String, _ text: String, names: Set<String>) throws {
        guard text.hasPrefix(pragma) else {
            throw TemplateError(file: name, line: 1, reason: "must start with \(pragma.dropLast())")
        }
        for raw in text.matches(of: /\{\{\{\s*([^}]*?)\s*\}\}\}|\{\{&\s*([^}]*?)\s*\}\}/) {
            let variable = raw.output.1 ?? raw.output.2 ?? ""
            guard variable.hasSuffix("HTML") else {
                throw TemplateError(file: name, reason: "'\(variable)' is not safe HTML: write {{\(variable)}}")
            }
        }
        for missing in partials(text) where !names.contains(missing) {
            throw TemplateError(file: name, reason: "there is no template '\(missing)'")
        }
    }

    private static func partials(_ text: String) -> [String] {
        text.matches(of: /\{\{[<>]\s*([^}]*?)\s*\}\}/).map { String($0.output.1) }
    }

    /// A partial that comes back to itself would never end.
    private static func refuseLoops(_ texts: [String: String]) throws {
        for name in texts.keys {
            var seen: Set<String> = []
            var next = partials(texts[name] ?? "")
            while let partial = next.popLast() {
                guard partial != name else { throw TemplateError(file: name, reason: "includes itself") }
                if seen.insert(partial).inserted { next += partials(texts[partial] ?? "") }
            }
        }
    }
}

/// The values that one template shows.
protocol Page {
    /// The template's name: the file without `.mustache`.
    static var template: String { get }
    /// What the template can use, nested: texts, booleans, lists and objects.
    var values: [String: Any] { get }
}

/// A template that can't be used.
struct TemplateError: OwnerError {
    let file: String
    var line: Int?
    let reason: String

    var description: String { "template \(file)\(line.map { " line \($0)" } ?? ""): \(reason)" }
}

private struct ByteEscaping: MustacheContentType {
    func escapeText(_ text: String) -> String { escapeHTML(text) }
}
