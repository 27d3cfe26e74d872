/// What an attribute may hold to be kept.
enum AttributeRule: Sendable {
    /// Any text.
    case text
    /// A language tag: letters, digits and hyphens.
    case language
    /// One of these words, in lower case.
    case oneOf([String])
    /// A whole number of at most five digits, without a sign.
    case digits
    /// A whole number of at most five digits, which may be negative.
    case integer
    /// Present or not; written without a value.
    case flag
    /// A media type, with or without parameters.
    case mediaType
    /// An address to follow: `http`, `https`, `mailto` or `tel`.
    case link
    /// An address to load or to point to: `http` or `https`.
    case resource

    /// The value as it is written out, before escaping; `nil` to leave the attribute out.
    func accept(_ value: String, resolvingWith resolver: inout LinkResolver) -> String? {
        switch self {
        case .text:
            return value
        case .language:
            let isTag = !value.isEmpty && value.utf8.count <= 35 && value.utf8.allSatisfy(Self.isTagByte)
            return isTag ? value : nil
        case .oneOf(let words):
            let word = value.lowercased()
            return words.contains(word) ? word : nil
        case .digits:
            return Self.isNumber(value) ? value : nil
        case .integer:
            return Self.isNumber(value.hasPrefix("-") ? String(value.dropFirst()) : value) ? value : nil
        case .flag:
            return ""
        case .mediaType:
            let isType = value.utf8.count <= 200 && value.utf8.allSatisfy(Self.isMediaTypeByte)
            return isType && value.utf8.contains(UInt8(ascii: "/")) ? value : nil
        case .link:
            return resolver.link(value)
        case .resource:
            return resolver.resource(value)
        }
    }

    private static func isNumber(_ value: String) -> Bool {
        (1...5).contains(value.utf8.count) && value.utf8.allSatisfy { (0x30...0x39).contains($0) }
    }

    private static func isTagByte(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, UInt8(ascii: "-"): true
        default: false
        }
    }

    private static func isMediaTypeByte(_ byte: UInt8) -> Bool {
        isTagByte(byte) || "/+._=;, \"".utf8.contains(byte)
    }
}
