extension HTTPURL {
    /// What the host of an address is.
    enum HostKind: Hashable, Sendable {
        case name
        case loopbackAddress
        case otherAddress
    }

    /// Reads host and port; no user information is accepted.
    static func readAuthority(
        _ authority: ArraySlice<UInt8>
    ) throws(AddressFault) -> (host: String, kind: HostKind, port: Int?) {
        guard !authority.contains(UInt8(ascii: "@")) else { throw .hasUser }
        if authority.first == UInt8(ascii: "[") {
            guard let end = authority.firstIndex(of: UInt8(ascii: "]")),
                let address = IPv6Address(authority[..<end].dropFirst())
            else { throw .badHost }
            let kind = address.isLoopback ? HostKind.loopbackAddress : .otherAddress
            return ("[\(address)]", kind, try readPort(authority[(end + 1)...]))
        }
        let end = authority.firstIndex(of: UInt8(ascii: ":")) ?? authority.endIndex
        let (host, kind) = try readName(authority[..<end])
        return (host, kind, try readPort(authority[end...]))
    }

    /// Reads a domain name or a number in its place.
    ///
    /// Letters outside ASCII are refused, and dots outside ASCII with them: `URLComponents` of FoundationEssentials
    /// percent-encodes `bücher.example` instead of making `xn--bcher-kva.example` of it (tried with Swift 6.3.1).
    private static func readName(_ bytes: ArraySlice<UInt8>) throws(AddressFault) -> (String, HostKind) {
        guard !bytes.isEmpty else { throw .noHost }
        guard bytes.allSatisfy({ $0 < 0x80 }) else { throw .hostNotASCII }
        let host = bytes.map(lowerCased)
        let labels = host.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
        guard host.count <= 253, labels.allSatisfy({ (1...63).contains($0.count) && $0.allSatisfy(isLabelByte) }) else {
            throw .badHost
        }
        let text = String(decoding: host, as: UTF8.self)
        // https://url.spec.whatwg.org/#ends-in-a-number-checker
        guard let last = labels.last, isNumber(last) else { return (text, .name) }
        let isLoopback = labels.count == 4 && labels.allSatisfy(isOctet) && labels[0].elementsEqual("127".utf8)
        return (text, isLoopback ? .loopbackAddress : .otherAddress)
    }

    private static func readPort(_ bytes: ArraySlice<UInt8>) throws(AddressFault) -> Int? {
        guard let colon = bytes.first else { return nil }
        guard colon == UInt8(ascii: ":") else { throw .badHost }
        let digits = bytes.dropFirst()
        if digits.isEmpty { return nil }
        guard digits.allSatisfy(isDigit), digits.count <= 5,
            let port = Int(String(decoding: digits, as: UTF8.self)), (1...65535).contains(port)
        else { throw .badPort }
        return port
    }

    /// Letters, digits and hyphen, and the underscore that many working host names have.
    private static func isLabelByte(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "-"), UInt8(ascii: "_"): true
        default: isDigit(byte)
        }
    }

    private static func isNumber(_ label: ArraySlice<UInt8>) -> Bool {
        if label.allSatisfy(isDigit) { return true }
        guard label.starts(with: "0x".utf8) else { return false }
        return label.dropFirst(2).allSatisfy { isDigit($0) || (UInt8(ascii: "a")...UInt8(ascii: "f")).contains($0) }
    }

    /// Whether the label is a number from 0 to 255 as people write it, without leading zeros (which some read as
    /// octal).
    private static func isOctet(_ label: ArraySlice<UInt8>) -> Bool {
        guard label.allSatisfy(isDigit), label.count == 1 || label.first != UInt8(ascii: "0") else { return false }
        return UInt8(String(decoding: label, as: UTF8.self)) != nil
    }

    private static func isDigit(_ byte: UInt8) -> Bool {
        (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
    }
}
