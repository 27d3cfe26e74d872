import Foundation
import Markup
import Mustache
import Synchronization

/// The site's Mustache templates, checked when they are loaded.
///
/// Mustache's own escaping lets `"` or `<` through when a combining mark follows. Every template must therefore start with
/// the pragma of our own content type, which escapes bytes; and `{{{raw}}}` is only for values whose names end in `HTML`,
/// which hold what the sanitizer returned.
final class Templates: Sendable {
    private let library: Mutex<MustacheLibrary>

    /// The first line of every template and partial.
    static let pragma = "{{% CONTENT_TYPE:MARKUP}}\n"

    /// - Parameters:
    ///   - texts: template name → text.
    ///   - builtIn: the templates in whose place they stand, and the others.
    /// - Throws: ``TemplateError`` with file and line for a template that can't be used; one of `texts`, if `builtIn` is fine.
    init(texts: [String: String], over builtIn: [String: String] = [:]) throws {
        library = Mutex(try Self.load(texts, over: builtIn))
    }

    /// Every `*.mustache` file of a directory: template name → text.
    static func texts(in directory: String) throws -> [String: String] {
        let files: [String]
        do {
            files = try FileManager.default.contentsOfDirectory(atPath: directory)
        } catch {
            throw SettingError(
                "MARTLET_RESOURCE_DIR", directory, allowed: "a directory that holds templates/ and static/")
        }
        var texts: [String: String] = [:]
        for file in files where file.hasSuffix(".mustache") {
            texts[String(file.dropLast(".mustache".count))] = try String(
                contentsOfFile: directory + "/" + file, encoding: .utf8)
        }
        return texts
    }

    /// Takes other templates in place of all those that are there; from then on every page is rendered with them.
    ///
    /// - Throws: ``TemplateError``; then nothing has changed.
    func replace(with texts: [String: String], over builtIn: [String: String]) throws {
        let new = try Self.load(texts, over: builtIn)
        library.withLock { $0 = new }
    }

    /// Renders a page with the template of its name.
    func render(_ page: some Page) -> String {
        let library = library.withLock { $0 }
        return library.render(page.values, withTemplate: type(of: page).template) ?? ""
    }

    private static func load(_ own: [String: String], over builtIn: [String: String]) throws -> MustacheLibrary {
        let texts = builtIn.merging(own) { _, new in new }
        MustacheContentTypes.register(ByteEscaping(), named: "MARKUP")
        var library = MustacheLibrary()
        for (name, text) in texts.sorted(by: { $0.key < $1.key }) {
            try TemplateCheck.check(name, text, names: texts.keys)
            do {
                try library.register(text, named: name)
            } catch let error as MustacheTemplate.ParserError {
                throw TemplateError(file: name, line: error.context.lineNumber, reason: words(for: error.error))
            }
        }
        try TemplateCheck.refuseLoops(texts, through: own.keys.sorted() + builtIn.keys.sorted())
        return library
    }

    private static func words(for error: any Error) -> String {
        switch error as? MustacheTemplate.Error {
        case .sectionCloseNameIncorrect: "a section is closed by another name than it was opened with"
        case .expectedSectionEnd: "a section has no end"
        case .unfinishedName: "a tag has no end, or a name that can't be one"
        case .illegalTokenInsideInheritSection: "only blocks can stand between {{<…}} and its end"
        default: "\(error)"
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

private struct ByteEscaping: MustacheContentType {
    func escapeText(_ text: String) -> String { escapeHTML(text) }
}
