/// The `; name=value` parameters after the first word of a header such as Content-Type or Content-Disposition.
///
/// - SeeAlso: <https://www.rfc-editor.org/rfc/rfc9110#name-parameters>
struct HeaderParameters: Equatable, Sendable {
    struct Parameter: Equatable, Sendable {
        /// In lower case.
        var name: String

        /// Without quotes; not known to be valid UTF-8.
        var value: [UInt8]
    }

    /// As sent, in order; a name may stand twice.
    private(set) var all: [Parameter] = []

    /// Reads parameters from bytes that are empty or start with `;`, or returns `nil` when they cannot be told apart.
    ///
    /// An unquoted value runs to the next `;`, whatever it holds: boundaries are often sent unquoted with `=` or `/` inside.
    /// A parameter without `=` is skipped. In quotes only `\"` and `\\` are escapes, since browsers write other backslashes
    /// of a file name as they are.
    init?(_ bytes: some Collection<UInt8>) {
        var rest = ArraySlice(bytes)
        while let first = rest.popFirst() {
            guard first == UInt8(ascii: ";") else { return nil }
            let name = rest.prefix { $0 != UInt8(ascii: ";") && $0 != UInt8(ascii: "=") }
            rest = rest[name.endIndex...]
            guard rest.first == UInt8(ascii: "=") else { continue }
            rest.removeFirst()

            rest = rest.drop(while: HeaderText.isBlank)
            guard let value = rest.first == UInt8(ascii: "\"") ? Self.quoted(&rest) : Self.unquoted(&rest) else {
                return nil
            }
            guard let name = HeaderText.token(HeaderText.trimmed(name)) else { return nil }
            all.append(Parameter(name: name, value: value))
        }
    }

    /// The values of every parameter called `name`, which is in lower case.
    func values(_ name: String) -> [[UInt8]] {
        all.filter { $0.name == name }.map(\.value)
    }

    private static func unquoted(_ rest: inout ArraySlice<UInt8>) -> [UInt8]? {
        let value = rest.prefix { $0 != UInt8(ascii: ";") }
        rest = rest[value.endIndex...]
        return Array(HeaderText.trimmed(value))
    }

    private static func quoted(_ rest: inout ArraySlice<UInt8>) -> [UInt8]? {
        rest.removeFirst()
        var value: [UInt8] = []
        while let byte = rest.popFirst() {
            switch byte {
            case UInt8(ascii: "\""):
                rest = rest.drop(while: HeaderText.isBlank)
                return value
            case UInt8(ascii: "\\"):
                let next = rest.first
                let isEscape = next == UInt8(ascii: "\"") || next == UInt8(ascii: "\\")
                value.append(isEscape ? rest.removeFirst() : byte)
            default:
                value.append(byte)
            }
        }
        return nil
    }
}
