import Foundation
import Synchronization

/// What the site looks like: the built-in templates and static files, and those of the owner in their place, file by file.
///
/// At the start a file that can't be used is left out, and the built-in one serves. Later, changes take effect all at once or,
/// when one of them can't be used, not at all: what served before goes on.
final class Theme: Sendable {
    let templates: Templates
    let statics: StaticFiles
    private let builtInTexts: [String: String]
    private let builtInFiles: [String: Data]
    private let ownTemplates: ThemeFolder
    private let ownFiles: ThemeFolder
    private let state: Mutex<State>

    private struct State {
        var stamp: Stamp
        var problems: [ThemeProblem]
    }

    /// What tells whether something changed.
    struct Stamp: Equatable, Sendable {
        fileprivate let templates: [String: ThemeFolder.Stamp]
        fileprivate let files: [String: ThemeFolder.Stamp]
    }

    /// What became of a look at the owner's files.
    enum Change: Equatable, Sendable {
        case none
        case taken
        /// Something can't be used, so everything is as it was.
        case refused([ThemeProblem])
    }

    /// - Parameters:
    ///   - resources: the directory with the built-in `templates/` and `static/`.
    ///   - data: the directory in which the owner may have such folders too.
    /// - Throws: ``TemplateError`` or ``SettingError`` when the built-in ones can't be used.
    init(resources: String, data: String) throws {
        let texts = try Templates.texts(in: resources + "/templates")
        let files = try StaticFiles.contents(of: resources + "/static")
        ownTemplates = .templates(of: data)
        ownFiles = .statics(of: data)
        let stamp = Stamp(templates: ownTemplates.stamps(), files: ownFiles.stamps())
        var own = Overlay(ownTemplates.read(), ownFiles.read())
        templates = try own.usable(over: texts)
        statics = StaticFiles(files.merging(own.files) { _, new in new })
        state = Mutex(State(stamp: stamp, problems: own.problems))
        builtInTexts = texts
        builtInFiles = files
    }

    /// The files that can't be used as they are now; those of the last look.
    var problems: [ThemeProblem] { state.withLock { $0.problems } }

    /// What the owner's files look like from outside, at this moment.
    var stamp: Stamp { Stamp(templates: ownTemplates.stamps(), files: ownFiles.stamps()) }

    /// Takes what the owner's folders hold now, if that has changed since the last look.
    ///
    /// Blocks on reading. Pages that were rendered before are not called back: see ``ThemeWatcher``.
    func refresh() -> Change {
        let stamp = stamp
        guard state.withLock({ $0.stamp != stamp }) else { return .none }
        let own = Overlay(ownTemplates.read(), ownFiles.read())
        var problems = own.problems
        if problems.isEmpty {
            do {
                try templates.replace(with: own.texts, over: builtInTexts)
                statics.replace(with: builtInFiles.merging(own.files) { _, new in new })
            } catch let error as TemplateError {
                problems = [ThemeProblem(error)]
            } catch {
                problems = [ThemeProblem(file: "templates/", reason: "\(error)")]
            }
        }
        state.withLock { $0 = State(stamp: stamp, problems: problems) }
        return problems.isEmpty ? .taken : .refused(problems)
    }
}

/// What was read from the owner's two folders.
private struct Overlay {
    /// Template name → text.
    var texts: [String: String] = [:]
    var files: [String: Data]
    var problems: [ThemeProblem]

    init(_ templates: ThemeFolder.Contents, _ statics: ThemeFolder.Contents) {
        files = statics.files
        problems = templates.problems + statics.problems
        for (file, data) in templates.files.sorted(by: { $0.key < $1.key }) {
            guard let text = String(validating: data, as: UTF8.self) else {
                problems.append(ThemeProblem(file: "templates/" + file, reason: "is no text in UTF-8"))
                continue
            }
            // Editors of other systems end lines in two characters, and some begin a text with a mark.
            let plain = text.replacing("\r\n", with: "\n")
            texts[String(file.dropLast(".mustache".count))] =
                plain.hasPrefix("\u{FEFF}") ? String(plain.dropFirst()) : plain
        }
    }

    /// The templates, without those of the owner that can't be used, which become problems.
    ///
    /// - Throws: ``TemplateError`` when none of the owner's is to blame.
    mutating func usable(over builtIn: [String: String]) throws -> Templates {
        while true {
            do {
                return try Templates(texts: texts, over: builtIn)
            } catch let error as TemplateError {
                guard texts.removeValue(forKey: error.file) != nil else { throw error }
                problems.append(ThemeProblem(error))
            }
        }
    }
}
