/// Text as the index holds it, and back.
///
/// Chinese, Japanese and Thai are written without blanks, and the index would take a whole sentence for one word. So each of
/// their letters gets an invisible border: a word of several becomes a phrase, in the text and in what is typed.
enum SearchText {
    /// What begins and ends a mark in a snippet; never part of an indexed text.
    static let markBegin: Unicode.Scalar = "\u{2}"
    static let markEnd: Unicode.Scalar = "\u{3}"

    /// The zero width space, which is in no word.
    private static let border: Unicode.Scalar = "\u{200B}"

    /// A text without control characters, with borders around letters that stand for themselves.
    static func clean(_ text: String) -> String {
        var cleaned = String.UnicodeScalarView()
        var needsBorder = false
        for scalar in text.unicodeScalars where scalar != border {
            if scalar.properties.generalCategory == .control {
                cleaned.append(" ")
                continue
            }
            let standsAlone = Self.standsAlone(scalar)
            if needsBorder || (standsAlone && cleaned.last?.isWordScalar == true) { cleaned.append(border) }
            needsBorder = standsAlone
            cleaned.append(scalar)
        }
        return String(cleaned)
    }

    /// A text as its author wrote it, but for control characters.
    static func withoutBorders(_ text: String) -> String {
        String(String.UnicodeScalarView(text.unicodeScalars.filter { $0 != border }))
    }

    /// Letters of scripts without blanks between words.
    private static func standsAlone(_ scalar: Unicode.Scalar) -> Bool {
        guard scalar.value >= 0x0E00 else { return false }
        return switch scalar.value {
        // Thai and Lao; kana; the Chinese characters, with the rarer ones.
        case 0x0E00...0x0EFF, 0x3040...0x30FF, 0x3400...0x4DBF, 0x4E00...0x9FFF, 0xF900...0xFAFF, 0x20000...0x3FFFF:
            scalar.isWordScalar
        default: false
        }
    }
}
