/// A field name with its brackets read, in the way that PHP made common.
///
/// Shape: `category` → name alone; `category[]` → `[.append]`; `photo[0][value]` → `[.index(0), .member("value")]`.
/// The Micropub specification knows only `name` and `name[]`, but widely used clients send indexes and members too.
package struct FormKey: Equatable, Sendable {
    package enum Segment: Hashable, Sendable {
        /// `[]`: one more value.
        case append

        /// `[7]`: the value at this place. Only the order of indexes counts; gaps cost nothing.
        case index(Int)

        /// `[html]`: the member of this name.
        case member(String)
    }

    /// The greatest index taken.
    package static let largestIndex = 999_999_999

    /// What stands before the first bracket; never empty.
    package let name: String

    /// The bracketed segments. Between two places in a list there is always a member: a list never holds a bare list.
    package let path: [Segment]

    /// Reads a name that is already percent-decoded.
    ///
    /// - Throws: ``FormError/emptyName``, ``FormError/malformedBrackets``, ``FormError/indexTooLarge(limit:)``,
    ///   ``FormError/listInList``, and ``FormError/tooDeep(limit:)`` when the path would be longer than `depth`.
    package init(_ text: String, depth: Int = FormLimits().depth) throws(FormError) {
        var rest = text.utf8[...]
        let end = rest.firstIndex(of: UInt8(ascii: "[")) ?? rest.endIndex
        guard end > rest.startIndex else { throw .emptyName }
        self.name = String(Substring(rest[..<end]))
        rest = rest[end...]

        var path: [Segment] = []
        while let first = rest.popFirst() {
            guard first == UInt8(ascii: "["), let close = rest.firstIndex(of: UInt8(ascii: "]")) else {
                throw .malformedBrackets
            }
            guard path.count < depth else { throw .tooDeep(limit: depth) }
            let segment = try Self.segment(rest[..<close])
            guard segment.isMember || path.last?.isMember ?? true else { throw .listInList }
            path.append(segment)
            rest = rest[close...].dropFirst()
        }
        self.path = path
    }

    private static func segment(_ text: Substring.UTF8View) throws(FormError) -> Segment {
        if text.isEmpty { return .append }
        guard !text.contains(UInt8(ascii: "[")) else { throw .malformedBrackets }
        guard text.allSatisfy({ (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }) else {
            return .member(String(Substring(text)))
        }
        guard let index = Int(Substring(text)), index <= largestIndex else {
            throw .indexTooLarge(limit: largestIndex)
        }
        return .index(index)
    }
}

extension FormKey.Segment {
    var isMember: Bool {
        if case .member = self { true } else { false }
    }
}
