/// Reads the elements of a document, and refuses whatever a strict reader would refuse in what the feed writes.
struct XMLOutline {
    struct Malformed: Error {}

    private(set) var elements: [String] = []
    private(set) var attributeCount = 0

    init(_ bytes: [UInt8]) throws {
        guard let text = String(validating: bytes, as: UTF8.self) else { throw Malformed() }
        let scalars = Array(text.unicodeScalars)
        guard scalars.allSatisfy(Self.isAllowed) else { throw Malformed() }
        var open: [String] = []
        var rest = scalars.drop { $0 != ">" }.dropFirst()
        while !rest.isEmpty {
            let text = rest.prefix { $0 != "<" }
            try Self.checkEscapes(text)
            rest = rest[text.endIndex...].dropFirst()
            guard !rest.isEmpty else { break }

            let tag = rest.prefix { $0 != ">" }
            rest = rest[tag.endIndex...].dropFirst()
            guard !tag.contains("<") else { throw Malformed() }
            let words = tag.split(separator: "\"", omittingEmptySubsequences: false)
            guard words.count % 2 == 1, let name = words.first?.split(separator: " ").first else { throw Malformed() }
            for value in words.enumerated() where value.offset % 2 == 1 { try Self.checkEscapes(value.element) }
            attributeCount += words.count / 2
            if tag.first == "/" {
                guard open.popLast() == Self.string(tag.dropFirst()) else { throw Malformed() }
            } else {
                elements.append(Self.string(name.filter { $0 != "/" }))
                if tag.last != "/" { open.append(Self.string(name)) }
            }
        }
        guard open.isEmpty else { throw Malformed() }
    }

    private static func string(_ scalars: some Sequence<Unicode.Scalar>) -> String {
        String(String.UnicodeScalarView(scalars))
    }

    private static func isAllowed(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x9, 0xA, 0xD, 0x20...0xFFFD, 0x10000...: true
        default: false
        }
    }

    private static func checkEscapes(_ text: ArraySlice<Unicode.Scalar>) throws {
        for piece in text.split(separator: "&", omittingEmptySubsequences: false).dropFirst() {
            let name = string(piece.prefix { $0 != ";" })
            let known = ["amp", "lt", "gt", "quot", "apos", "#39", "#34", "#9", "#10", "#13", "#xA", "#xD", "#x9"]
            guard known.contains(name), piece.contains(";") else { throw Malformed() }
        }
    }
}
