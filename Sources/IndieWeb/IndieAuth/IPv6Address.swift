/// An IPv6 address as eight numbers of 16 bits.
///
/// - SeeAlso: <https://www.rfc-editor.org/rfc/rfc4291#section-2.2>
struct IPv6Address: Hashable, Sendable {
    private let groups: [UInt16]

    /// Reads any of the ways of writing an address, without brackets and without a zone; `nil` for other text.
    init?(_ bytes: some Collection<UInt8>) {
        guard bytes.count <= 45, bytes.allSatisfy({ $0 < 0x80 }) else { return nil }
        let text = Array(bytes)
        let colons = UInt8(ascii: ":")
        guard let gap = text.indices.dropLast().first(where: { text[$0] == colons && text[$0 + 1] == colons }) else {
            guard let groups = Self.groups(text[...]), groups.count == 8 else { return nil }
            self.groups = groups
            return
        }
        // `::` stands for at least one group of zeros. A second one leaves an empty piece on its side.
        guard let before = gap == 0 ? [] : Self.groups(text[..<gap], mayEndInIPv4: false),
            let after = gap + 2 == text.count ? [] : Self.groups(text[(gap + 2)...]), before.count + after.count < 8
        else { return nil }
        groups = before + Array(repeating: 0, count: 8 - before.count - after.count) + after
    }

    var isLoopback: Bool { groups == [0, 0, 0, 0, 0, 0, 0, 1] }

    private static func groups(_ text: ArraySlice<UInt8>, mayEndInIPv4: Bool = true) -> [UInt16]? {
        let pieces = text.split(separator: UInt8(ascii: ":"), omittingEmptySubsequences: false)
        var groups: [UInt16] = []
        for (index, piece) in pieces.enumerated() {
            let word = String(decoding: piece, as: UTF8.self)
            if mayEndInIPv4, index == pieces.count - 1, word.contains(".") {
                guard let octets = octets(word) else { return nil }
                groups += [UInt16(octets[0]) << 8 | UInt16(octets[1]), UInt16(octets[2]) << 8 | UInt16(octets[3])]
            } else {
                guard piece.count <= 4, word.allSatisfy(\.isHexDigit), let group = UInt16(word, radix: 16) else {
                    return nil
                }
                groups.append(group)
            }
        }
        return groups
    }

    private static func octets(_ text: String) -> [UInt8]? {
        let parts = text.split(separator: ".", omittingEmptySubsequences: false)
        let octets = parts.compactMap { part in
            // Only what comes back the same: no sign, no leading zero.
            UInt8(part).flatMap { String($0) == part ? $0 : nil }
        }
        return parts.count == 4 && octets.count == 4 ? octets : nil
    }
}

extension IPv6Address: CustomStringConvertible {
    /// The one short form: hexadecimal in lower case, the first of the longest runs of zeros as `::`.
    ///
    /// - SeeAlso: <https://www.rfc-editor.org/rfc/rfc5952#section-4>
    var description: String {
        var longest = 0..<0
        var start = 0
        for (index, group) in groups.enumerated() {
            if group != 0 {
                start = index + 1
            } else if index + 1 - start > max(longest.count, 1) {
                longest = start..<(index + 1)
            }
        }
        let words = groups.map { String($0, radix: 16) }
        if longest.isEmpty { return words.joined(separator: ":") }
        return words[..<longest.lowerBound].joined(separator: ":") + "::"
            + words[longest.upperBound...].joined(separator: ":")
    }
}
