/// A file of the owner's theme that can't be used, and why.
struct ThemeProblem: Hashable, Sendable, CustomStringConvertible {
    /// Its path in the data directory: `templates/home.mustache`.
    let file: String
    var line: Int?
    /// In words that the owner may see.
    let reason: String

    init(file: String, line: Int? = nil, reason: String) {
        self.file = file
        self.line = line
        self.reason = reason
    }

    init(_ error: TemplateError) {
        self.init(file: "templates/\(error.file).mustache", line: error.line, reason: error.reason)
    }

    var description: String { "\(file)\(line.map { ", line \($0)" } ?? ""): \(reason)" }
}
