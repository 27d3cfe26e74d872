/// What the `Accept-Encoding` of a request says of the codings that this module knows.
///
/// Weights are in thousandths: 0 is never, 1000 the most wanted. A coding that isn't named has the weight of `*`.
struct AcceptEncoding {
    private var named: (brotli: Int?, gzip: Int?, identity: Int?, others: Int?)

    /// The weights; 0 for what the client hasn't asked for.
    var brotli: Int { named.brotli ?? named.others ?? 0 }
    var gzip: Int { named.gzip ?? named.others ?? 0 }

    /// How much the client wants the body as it is. It may always be sent, so 0 doesn't forbid it.
    var identity: Int { named.identity ?? named.others ?? 0 }

    /// Reads a field's value; `nil` when it breaks the grammar anywhere.
    ///
    /// Looks at each byte a few times and allocates nothing. Of a coding that is named twice the smaller weight counts,
    /// as the plain body is right for everybody. `x-gzip` is `gzip`; other codings are passed over.
    ///
    /// - SeeAlso: <https://www.rfc-editor.org/rfc/rfc9110.html#section-12.5.3>
    init?(_ field: String) {
        var rest = Substring(field).utf8
        while !rest.isEmpty {
            let piece = rest.prefix { $0 != UInt8(ascii: ",") }
            rest = rest[piece.endIndex...].dropFirst()

            // Lists may have empty elements (RFC 9110 §5.6.1.2).
            let element = Self.withoutLeadingSpace(piece)
            guard !element.isEmpty else { continue }

            let name = element.prefix(while: Self.isTokenByte)
            guard !name.isEmpty, let weight = Self.weight(element[name.endIndex...]) else { return nil }
            note(name, weight)
        }
    }

    private mutating func note(_ name: Substring.UTF8View, _ weight: Int) {
        if Self.equal(name, "br") {
            named.brotli = min(weight, named.brotli ?? weight)
        } else if Self.equal(name, "gzip") || Self.equal(name, "x-gzip") {
            named.gzip = min(weight, named.gzip ?? weight)
        } else if Self.equal(name, "identity") {
            named.identity = min(weight, named.identity ?? weight)
        } else if Self.equal(name, "*") {
            named.others = min(weight, named.others ?? weight)
        }
    }

    /// Reads what follows a coding: nothing, or `;q=` and a number from 0 to 1 with three decimals at most.
    private static func weight(_ parameter: Substring.UTF8View) -> Int? {
        var rest = withoutLeadingSpace(parameter)
        guard let semicolon = rest.popFirst() else { return 1000 }
        rest = withoutLeadingSpace(rest)
        guard semicolon == UInt8(ascii: ";"), let q = rest.popFirst(), q | 0x20 == UInt8(ascii: "q"),
            rest.popFirst() == UInt8(ascii: "="), let whole = rest.popFirst().flatMap(digit), whole <= 1
        else { return nil }

        var weight = whole * 1000
        if rest.first == UInt8(ascii: ".") {
            rest = rest.dropFirst()
            for place in [100, 10, 1] {
                guard let digit = rest.first.flatMap(digit) else { break }
                weight += digit * place
                rest = rest.dropFirst()
            }
        }
        return withoutLeadingSpace(rest).isEmpty && weight <= 1000 ? weight : nil
    }

    private static func digit(_ byte: UInt8) -> Int? {
        byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9") ? Int(byte - UInt8(ascii: "0")) : nil
    }

    private static func withoutLeadingSpace(_ text: Substring.UTF8View) -> Substring.UTF8View {
        text.drop { $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\t") }
    }

    /// RFC 9110 §5.6.2.
    private static func isTokenByte(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"):
            true
        case UInt8(ascii: "!"), UInt8(ascii: "#"), UInt8(ascii: "$"), UInt8(ascii: "%"), UInt8(ascii: "&"),
            UInt8(ascii: "'"), UInt8(ascii: "*"), UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: "."),
            UInt8(ascii: "^"), UInt8(ascii: "_"), UInt8(ascii: "`"), UInt8(ascii: "|"), UInt8(ascii: "~"):
            true
        default: false
        }
    }

    /// Whether `name`, which has token bytes alone, is `coding` in whatever case.
    private static func equal(_ name: Substring.UTF8View, _ coding: String) -> Bool {
        name.elementsEqual(coding.utf8) { $0 | 0x20 == $1 }
    }
}
