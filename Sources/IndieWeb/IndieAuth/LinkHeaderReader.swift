/// Reads the links of one `Link` header from start to end, each byte at most twice.
struct LinkHeaderReader {
    /// One piece between commas; without a link when it is malformed or about another page.
    struct Piece {
        let link: LinkHeader?
    }

    private var rest: ArraySlice<UInt8>

    init(_ value: String) {
        rest = Array(value.utf8)[...]
    }

    /// The next piece, or `nil` at the end.
    mutating func next() -> Piece? {
        rest = rest.drop { HeaderText.isBlank($0) || $0 == UInt8(ascii: ",") }
        guard let first = rest.first else { return nil }
        guard first == UInt8(ascii: "<"), let end = rest.firstIndex(of: UInt8(ascii: ">")) else {
            skipToComma()
            return Piece(link: nil)
        }
        let target = HeaderText.trimmed(rest[..<end].dropFirst())
        rest = rest[(end + 1)...]
        let parameters = readParameters()
        skipBlanks()
        guard let parameters, rest.isEmpty || rest.first == UInt8(ascii: ",") else {
            skipToComma()
            return Piece(link: nil)
        }
        return Piece(link: link(to: target, parameters))
    }

    private func link(to target: ArraySlice<UInt8>, _ parameters: [LinkHeader.Parameter]) -> LinkHeader? {
        guard !parameters.contains(where: { $0.name == "anchor" }) else { return nil }
        let rel = parameters.first { $0.name == "rel" }?.value ?? ""
        return LinkHeader(
            target: String(decoding: target, as: UTF8.self), rels: LinkRelation.words(rel),
            parameters: parameters.filter { $0.name != "rel" })
    }

    /// The parameters up to a comma or the end; `nil` when one has no name or its quotes stay open.
    private mutating func readParameters() -> [LinkHeader.Parameter]? {
        var parameters: [LinkHeader.Parameter] = []
        while true {
            skipBlanks()
            guard rest.first == UInt8(ascii: ";") else { return parameters }
            rest.removeFirst()
            skipBlanks()
            let name = take { !"=;,\"".utf8.contains($0) && !HeaderText.isBlank($0) }
            skipBlanks()
            guard rest.first == UInt8(ascii: "=") else {
                // `; flag`, and the empty one in `;;` or at the end.
                if let name = HeaderText.token(name) { parameters.append(.init(name: name, value: "")) }
                continue
            }
            rest.removeFirst()
            skipBlanks()
            guard let value = readValue(), let name = HeaderText.token(name) else { return nil }
            parameters.append(.init(name: name, value: value))
        }
    }

    /// A value in quotes, or all up to a blank, a comma or a semicolon: a bare relation may be an address.
    private mutating func readValue() -> String? {
        guard rest.first == UInt8(ascii: "\"") else {
            return String(decoding: take { !";,\"".utf8.contains($0) && !HeaderText.isBlank($0) }, as: UTF8.self)
        }
        rest.removeFirst()
        var value: [UInt8] = []
        while let byte = rest.popFirst() {
            switch byte {
            case UInt8(ascii: "\""): return String(decoding: value, as: UTF8.self)
            case UInt8(ascii: "\\"): if let escaped = rest.popFirst() { value.append(escaped) }
            default: value.append(byte)
            }
        }
        return nil
    }

    /// Goes to the next comma that stands outside of quotes and angle brackets.
    private mutating func skipToComma() {
        var closing: UInt8?
        while let byte = rest.first {
            if let open = closing {
                if byte == UInt8(ascii: "\\"), open == UInt8(ascii: "\"") { rest.removeFirst() }
                if byte == open { closing = nil }
            } else {
                if byte == UInt8(ascii: ",") { return }
                if byte == UInt8(ascii: "\"") { closing = byte }
                if byte == UInt8(ascii: "<") { closing = UInt8(ascii: ">") }
            }
            rest = rest.dropFirst()
        }
    }

    private mutating func skipBlanks() {
        rest = rest.drop(while: HeaderText.isBlank)
    }

    private mutating func take(while isPart: (UInt8) -> Bool) -> ArraySlice<UInt8> {
        let part = rest.prefix(while: isPart)
        rest = rest[part.endIndex...]
        return part
    }
}
