/// A JSON number as the literal that was sent, so that `1.0`, `1e400` and thirty digits come back as they came.
///
/// Two numbers are equal when their literals are: `1` and `1.0` differ.
package struct JSONNumber: Hashable, Sendable {
    /// As RFC 8259 writes numbers.
    package let literal: String

    package init(_ value: Int) {
        literal = String(value)
    }

    /// - Parameter literal: Known to follow the grammar; only the parser knows.
    init(checked literal: String) {
        self.literal = literal
    }

    /// The value when the literal is a whole number without fraction or exponent that fits, else `nil`.
    package var int: Int? { Int(literal) }
}
