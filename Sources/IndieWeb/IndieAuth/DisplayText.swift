/// Makes text from strangers fit to be shown on one line; it still has to be escaped.
enum DisplayText {
    /// At most `limit` scalars of the text, white space folded and invisible characters dropped; `nil` if none are
    /// left.
    ///
    /// Dropped are controls, and what shows nothing or turns the direction of what follows. The joiners of some scripts
    /// and emoji go too: a name still reads without them, and can't hide anything with them.
    static func clean(_ text: String, limit: Int = 80) -> String? {
        var line = String.UnicodeScalarView()
        var needsSpace = false
        for scalar in text.unicodeScalars {
            if scalar.properties.isWhitespace {
                needsSpace = !line.isEmpty
            } else if isVisible(scalar) {
                guard line.count + (needsSpace ? 2 : 1) <= limit else { break }
                if needsSpace { line.append(" ") }
                needsSpace = false
                line.append(scalar)
            }
        }
        return line.isEmpty ? nil : String(line)
    }

    private static func isVisible(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .control, .format, .privateUse, .unassigned, .surrogate: false
        default: !scalar.properties.isDefaultIgnorableCodePoint
        }
    }
}
