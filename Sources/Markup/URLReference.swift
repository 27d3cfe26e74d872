/// An address as it stands in a document, taken apart and cleaned, not yet resolved.
struct URLReference {
    /// In lower case; `nil` for a relative reference.
    let scheme: [UInt8]?
    /// What stands after `//`; `nil` when there is no `//`.
    let authority: [UInt8]?
    /// The rest up to `?` or `#`, percent-encoded where needed; for `mailto:` and the like, all of the address.
    let path: [UInt8]
    /// With its `?`, or empty.
    let query: [UInt8]
    /// With its `#`, or empty.
    let fragment: [UInt8]

    /// `nil` when the text is too long, or holds a control character that browsers wouldn't skip.
    init?(_ text: String, maximumLength: Int) {
        guard text.utf8.count <= maximumLength else { return nil }
        // Browsers skip blanks and controls around an address and line breaks and tabs inside:
        // https://url.spec.whatwg.org/#concept-basic-url-parser
        var rest = text.utf8.drop { $0 <= 0x20 }.filter { $0 != 0x09 && $0 != 0x0A && $0 != 0x0D }[...]
        while let last = rest.last, last <= 0x20 { rest.removeLast() }
        guard rest.allSatisfy({ $0 >= 0x20 && $0 != 0x7F }) else { return nil }

        scheme = Self.takeScheme(from: &rest)
        fragment = Self.takeTail(from: &rest, startingWith: UInt8(ascii: "#"))
        query = Self.takeTail(from: &rest, startingWith: UInt8(ascii: "?"))
        if scheme.map({ $0.elementsEqual("mailto".utf8) || $0.elementsEqual("tel".utf8) }) ?? false {
            authority = nil
            path = Self.percentEncoded(rest)
            return
        }
        // To a browser a backslash is a slash.
        rest = rest.map { $0 == UInt8(ascii: "\\") ? UInt8(ascii: "/") : $0 }[...]
        if rest.starts(with: "//".utf8) {
            rest.removeFirst(2)
            let end = rest.firstIndex(of: UInt8(ascii: "/")) ?? rest.endIndex
            authority = Array(rest[..<end])
            rest = rest[end...]
        } else {
            authority = nil
        }
        path = Self.percentEncoded(rest)
    }

    /// Whether it says nothing at all, and means the document it stands in.
    var isEmpty: Bool { scheme == nil && authority == nil && path.isEmpty && query.isEmpty && fragment.isEmpty }

    /// The path without `.` and `..` segments; a `..` above the root is ignored.
    ///
    /// - SeeAlso: <https://www.rfc-editor.org/rfc/rfc3986#section-5.2.4>
    static func removingDotSegments(_ path: [UInt8]) -> [UInt8] {
        guard path.contains(where: { $0 == UInt8(ascii: ".") || $0 == UInt8(ascii: "%") }) else { return path }
        var kept: [ArraySlice<UInt8>] = []
        let segments = path.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
        for (index, segment) in segments.enumerated() {
            let isLast = index == segments.count - 1
            let dots = dotCount(segment)
            if dots == 2, kept.count > 1 { kept.removeLast() }
            if dots == 0 { kept.append(segment) } else if isLast { kept.append([]) }
        }
        return Array(kept.joined(separator: [UInt8(ascii: "/")]))
    }

    /// 1 for `.`, 2 for `..`, written plainly or percent-encoded; 0 for any other segment.
    private static func dotCount(_ segment: ArraySlice<UInt8>) -> Int {
        var count = 0
        var rest = segment
        while let first = rest.first {
            if first == UInt8(ascii: ".") {
                rest.removeFirst()
            } else if first == UInt8(ascii: "%"), String(decoding: rest.prefix(3), as: UTF8.self).lowercased() == "%2e"
            {
                rest.removeFirst(3)
            } else {
                return 0
            }
            count += 1
        }
        return count <= 2 ? count : 0
    }

    private static func takeScheme(from rest: inout ArraySlice<UInt8>) -> [UInt8]? {
        guard let end = rest.firstIndex(where: { ":/?#\\".utf8.contains($0) }), rest[end] == UInt8(ascii: ":") else {
            return nil
        }
        let scheme = rest[..<end].map { (0x41...0x5A).contains($0) ? $0 + 0x20 : $0 }
        rest = rest[(end + 1)...]
        return scheme
    }

    private static func takeTail(from rest: inout ArraySlice<UInt8>, startingWith mark: UInt8) -> [UInt8] {
        guard let start = rest.firstIndex(of: mark) else { return [] }
        let tail = rest[(start + 1)...]
        rest = rest[..<start]
        return [mark] + percentEncoded(tail)
    }

    /// Encodes what may not stand in an address; a `%` that encodes nothing becomes `%25`.
    private static func percentEncoded(_ bytes: ArraySlice<UInt8>) -> [UInt8] {
        var output: [UInt8] = []
        output.reserveCapacity(bytes.count)
        for (index, byte) in zip(bytes.indices, bytes) {
            let isPlain =
                switch byte {
                case UInt8(ascii: "%"): bytes[index...].dropFirst().prefix(2).count(where: isHexDigit) == 2
                case 0x21..<0x7F: !"\"<>\\^`{|}".utf8.contains(byte)
                default: false
                }
            if isPlain {
                output.append(byte)
            } else {
                output += [UInt8(ascii: "%"), hexDigit(byte >> 4), hexDigit(byte & 15)]
            }
        }
        return output
    }

    private static func isHexDigit(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x30...0x39, 0x41...0x46, 0x61...0x66: true
        default: false
        }
    }

    private static func hexDigit(_ value: UInt8) -> UInt8 {
        value < 10 ? UInt8(ascii: "0") + value : UInt8(ascii: "A") + value - 10
    }
}
