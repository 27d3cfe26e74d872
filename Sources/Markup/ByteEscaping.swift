/// Escapes text for one kind of place in HTML or XML, byte by byte.
///
/// It works on UTF-8 bytes and never on characters: to Swift `"` and a combining mark after it are one character, which
/// is not equal to `"`, so an escape that compares characters lets both through.
struct ByteEscaping: Sendable {
    static let html = ByteEscaping(
        replacing: ["&": "&amp;", "<": "&lt;", ">": "&gt;", "\"": "&quot;", "'": "&#39;"])
    /// A carriage return is written as a reference, or the reader's line end rule would turn it into a line feed.
    ///
    /// XML allows C1 controls, but advises against them, and feedparser 6 reads them as windows-1252 (2026-11).
    static let xmlText = ByteEscaping(
        replacing: ["&": "&amp;", "<": "&lt;", ">": "&gt;", "\r": "&#13;"])
    /// Tab and line feed too: a reader turns them into spaces in an attribute.
    static let xmlAttribute = ByteEscaping(
        replacing: [
            "&": "&amp;", "<": "&lt;", ">": "&gt;", "\"": "&quot;", "\t": "&#9;", "\n": "&#10;", "\r": "&#13;",
        ])

    private enum Action: UInt8 {
        case keep, drop, replace
        /// First byte of a sequence that may be a C1 control, U+0080 to U+009F.
        case checkC1
        /// First byte of a sequence that may be U+FFFE, U+FFFF or one of U+FDD0 to U+FDEF, which are no characters.
        case checkNonCharacter
        /// First byte of a sequence that may be one of the last two of a later plane, which are none either.
        case checkPlaneEnd
    }

    private let actions: [Action]
    private let replacements: [[UInt8]]

    private init(replacing pairs: KeyValuePairs<Unicode.Scalar, String>) {
        var actions = [Action](repeating: .keep, count: 256)
        var replacements = [[UInt8]](repeating: [], count: 256)
        for control in 0..<0x20 where control != 0x09 && control != 0x0A && control != 0x0D {
            actions[control] = .drop
        }
        actions[0x7F] = .drop
        actions[0xC2] = .checkC1
        actions[0xEF] = .checkNonCharacter
        for first in 0xF0...0xF4 { actions[first] = .checkPlaneEnd }
        for (scalar, replacement) in pairs {
            actions[Int(scalar.value)] = .replace
            replacements[Int(scalar.value)] = Array(replacement.utf8)
        }
        self.actions = actions
        self.replacements = replacements
    }

    /// Returns the text itself when nothing in it needs escaping, which is the common case.
    func escape(_ text: String) -> String {
        var text = text
        let isPlain = text.withUTF8 { bytes in
            actions.withUnsafeBufferPointer { actions in bytes.allSatisfy { actions[Int($0)] == .keep } }
        }
        if isPlain { return text }
        var output: [UInt8] = []
        output.reserveCapacity(text.utf8.count + text.utf8.count / 8 + 16)
        append(text, to: &output)
        return String(decoding: output, as: UTF8.self)
    }

    /// Appends the escaped bytes of a text, whole runs of plain bytes at a time.
    func append(_ text: String, to output: inout [UInt8]) {
        var text = text
        text.withUTF8 { bytes in
            var runStart = 0
            var index = 0
            while index < bytes.count {
                let byte = bytes[index]
                let action = actions[Int(byte)]
                if action == .keep {
                    index += 1
                    continue
                }
                let length = Self.droppedLength(action, bytes, at: index)
                if action != .replace, length == 0 {
                    index += 1
                    continue
                }
                output.append(contentsOf: bytes[runStart..<index])
                if action == .replace { output.append(contentsOf: replacements[Int(byte)]) }
                index += max(length, 1)
                runStart = index
            }
            output.append(contentsOf: bytes[runStart...])
        }
    }

    /// How many bytes at an index make a character that has to go; 0 when it may stay.
    private static func droppedLength(_ action: Action, _ bytes: UnsafeBufferPointer<UInt8>, at index: Int) -> Int {
        switch action {
        case .keep, .replace:
            0
        case .drop:
            1
        case .checkC1:
            index + 1 < bytes.count && bytes[index + 1] < 0xA0 ? 2 : 0
        case .checkNonCharacter:
            index + 2 < bytes.count && isNonCharacter(bytes[index + 1], bytes[index + 2]) ? 3 : 0
        case .checkPlaneEnd:
            index + 3 < bytes.count && bytes[index + 1] & 0x0F == 0x0F && bytes[index + 2] == 0xBF
                && bytes[index + 3] >= 0xBE ? 4 : 0
        }
    }

    /// Whether these bytes, after 0xEF, make no character.
    private static func isNonCharacter(_ second: UInt8, _ third: UInt8) -> Bool {
        second == 0xBF && third >= 0xBE || second == 0xB7 && (0x90...0xAF).contains(third)
    }
}
