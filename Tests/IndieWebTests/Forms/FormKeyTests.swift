import IndieWeb
import Testing

@Suite("Brackets in field names")
struct FormKeyTests {
    @Test(
        arguments: [
            ("category", "category", []),
            ("category[]", "category", [.append]),
            ("category[0]", "category", [.index(0)]),
            ("category[007]", "category", [.index(7)]),
            ("category[999999999]", "category", [.index(999_999_999)]),
            ("content[html]", "content", [.member("html")]),
            ("photo[0][value]", "photo", [.index(0), .member("value")]),
            ("photo[][value]", "photo", [.append, .member("value")]),
            ("a[b][c][1][d]", "a", [.member("b"), .member("c"), .index(1), .member("d")]),
            ("mp-photo-alt[]", "mp-photo-alt", [.append]),
            ("a[-1]", "a", [.member("-1")]),
            ("a[1x]", "a", [.member("1x")]),
            ("a[ ]", "a", [.member(" ")]),
            ("a[١]", "a", [.member("١")]),
            ("a]", "a]", []),
            ("größe[\u{301}x]", "größe", [.member("\u{301}x")]),
        ] as [(String, String, [FormKey.Segment])])
    func `name and path of a key`(_ text: String, _ name: String, _ path: [FormKey.Segment]) throws {
        let key = try FormKey(text)

        #expect(key.name == name)
        #expect(key.path == path)
    }

    @Test(arguments: [
        ("", FormError.emptyName), ("[]", .emptyName), ("[a]", .emptyName),
        ("a[", .malformedBrackets), ("a[b", .malformedBrackets), ("a[b]c", .malformedBrackets),
        ("a[b]]", .malformedBrackets), ("a[[b]]", .malformedBrackets), ("a[b][", .malformedBrackets),
        ("a[1000000000]", .indexTooLarge(limit: 999_999_999)),
        ("a[99999999999999999999999999]", .indexTooLarge(limit: 999_999_999)),
        ("a[0][1]", .listInList), ("a[][]", .listInList), ("a[b][0][]", .listInList),
        ("a[b][c][d][e][f]", .tooDeep(limit: 4)),
    ])
    func `error for a key`(_ text: String, _ error: FormError) {
        #expect(throws: error) { try FormKey(text) }
    }

    @Test func `error for a thousand brackets before the rest is read`() {
        #expect(throws: FormError.tooDeep(limit: 2)) {
            try FormKey("a" + String(repeating: "[b]", count: 1000) + "[", depth: 2)
        }
    }
}
