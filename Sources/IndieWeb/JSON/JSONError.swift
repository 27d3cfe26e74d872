/// Why a JSON text was refused, and where. The description is safe to show.
package struct JSONError: Error, Equatable, Sendable, CustomStringConvertible {
    package enum Reason: Equatable, Sendable {
        /// The text is longer than the limit, given in bytes; fits HTTP status 413. The other cases fit 400.
        case tooLong(limit: Int)
        case tooDeep(limit: Int)
        case invalidUTF8
        case unexpectedEnd
        case unexpectedByte
        case invalidNumber
        case invalidEscape

        /// A `\u` escape names half of a surrogate pair, so the string stands for no text.
        case loneSurrogate

        /// A character below U+0020 stands in a string without an escape.
        case controlCharacter
        case duplicateName

        /// Something follows the end of the value.
        case trailingBytes
    }

    package let reason: Reason

    /// How many bytes stand before the place where the text went wrong.
    package let offset: Int

    package init(_ reason: Reason, at offset: Int) {
        self.reason = reason
        self.offset = offset
    }

    package var description: String {
        switch reason {
        case .tooLong(let limit): "The JSON is longer than \(limit) bytes."
        case .tooDeep(let limit): "The JSON is nested deeper than \(limit) levels, at byte \(offset)."
        case .invalidUTF8: "The JSON is not valid UTF-8 at byte \(offset)."
        case .unexpectedEnd: "The JSON ends too early, at byte \(offset)."
        case .unexpectedByte: "The JSON is not valid at byte \(offset)."
        case .invalidNumber: "The JSON has a number that is not valid, at byte \(offset)."
        case .invalidEscape: "The JSON has a string with an unknown escape, at byte \(offset)."
        case .loneSurrogate: "The JSON has a string with half of a surrogate pair, at byte \(offset)."
        case .controlCharacter: "The JSON has a string with a bare control character, at byte \(offset)."
        case .duplicateName: "The JSON has an object with the same name twice, at byte \(offset)."
        case .trailingBytes: "The JSON goes on after its end, at byte \(offset)."
        }
    }
}
