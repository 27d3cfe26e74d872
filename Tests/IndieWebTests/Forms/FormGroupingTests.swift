import IndieWeb
import Testing

@Suite("Values of a form by name")
struct FormGroupingTests {
    private func group(_ body: String) throws -> [FormProperty] {
        try FormProperty.grouping(FormURLEncoded.parse(Array(body.utf8).span.bytes))
    }

    private static func texts(_ name: String, _ values: String...) -> FormProperty {
        FormProperty(name: name, values: values.map { .text($0) })
    }

    private static func object(_ members: FormProperty...) -> FormValue {
        .object(members)
    }

    @Test(arguments: [
        ("", []),
        ("b=1&a=2", [texts("b", "1"), texts("a", "2")]),
        ("category=a", [texts("category", "a")]),
        ("category[]=a&category[]=b", [texts("category", "a", "b")]),
        ("category=a&x=1&category=b&category[]=c", [texts("category", "a", "b", "c"), texts("x", "1")]),
        ("category%5B0%5D=foo&category%5B1%5D=bar", [texts("category", "foo", "bar")]),
        ("name=", [texts("name", "")]),
    ])
    func `lists of text`(_ body: String, _ form: [FormProperty]) throws {
        #expect(try group(body) == form)
    }

    @Test(arguments: [
        ("a[1]=b&a[0]=a", ["a", "b"]),
        ("a[999999999]=z&a[10]=k&a[9]=j", ["j", "k", "z"]),
        // The same index twice loses nothing.
        ("a[1]=x&a[1]=y&a[0]=w", ["w", "x", "y"]),
        // Without an index: after the greatest so far.
        ("a[5]=x&a[]=y&a=z&a[0]=w", ["w", "x", "y", "z"]),
        ("a[999999999]=x&a[]=y&a[]=z", ["x", "y", "z"]),
        ("a=w&a[0]=x&a[1]=y", ["w", "x", "y"]),
    ])
    func `text in the order of indexes`(_ body: String, _ values: [String]) throws {
        #expect(try group(body) == [FormProperty(name: "a", values: values.map { .text($0) })])
    }

    @Test(arguments: [
        ("p[html]=x", [object(texts("html", "x"))]),
        ("p[html]=x&p[value]=y", [object(texts("html", "x"), texts("value", "y"))]),
        ("p[html]=x&p[html]=y", [object(texts("html", "x", "y"))]),
        ("p[0][value]=u&p[0][alt]=a", [object(texts("value", "u"), texts("alt", "a"))]),
        (
            "p[1][value]=v&p[0][value]=u&p[1][alt]=b",
            [
                object(texts("value", "u")), object(texts("value", "v"), texts("alt", "b")),
            ]
        ),
        ("p[0]=u&p[1][value]=v", [.text("u"), object(texts("value", "v"))]),
        ("p[1][value]=v&p[0]=u", [.text("u"), object(texts("value", "v"))]),
        ("p[0]=u&p[0][alt]=a", [.text("u"), object(texts("alt", "a"))]),
        ("p=u&p[alt]=a", [.text("u"), object(texts("alt", "a"))]),
        // A member sent again starts the next object.
        (
            "p[][value]=u&p[][alt]=a&p[][value]=v&p[][alt]=b",
            [
                object(texts("value", "u"), texts("alt", "a")), object(texts("value", "v"), texts("alt", "b")),
            ]
        ),
        (
            "p[][value]=u&p[][value]=v&p[][alt]=b",
            [
                object(texts("value", "u")), object(texts("value", "v"), texts("alt", "b")),
            ]
        ),
        ("p[][tag][]=u&p[][tag][]=v", [object(texts("tag", "u", "v"))]),
        (
            "p[a][0][b]=x&p[a][0][c]=y",
            [
                object(FormProperty(name: "a", values: [object(texts("b", "x"), texts("c", "y"))]))
            ]
        ),
    ])
    func `objects from members`(_ body: String, _ values: [FormValue]) throws {
        #expect(try group(body) == [FormProperty(name: "p", values: values)])
    }

    @Test func `error from a name that cannot be read`() {
        #expect(throws: FormError.malformedBrackets) { try group("a=1&b[=2") }
        #expect(throws: FormError.emptyName) { try group("a=1&=2") }
        #expect(throws: FormError.tooDeep(limit: 1)) {
            try FormProperty.grouping([FormField(name: "a[b][c]", value: "")], limits: FormLimits(depth: 1))
        }
    }

    @Test(arguments: ["a", "a[]", "a[0]", "a[b]", "a[][b]", "a[0][b]"])
    func `every value of a hundred thousand with one name`(_ name: String) throws {
        let fields = (0..<100_000).map { FormField(name: name, value: "\($0)") }

        let form = try FormProperty.grouping(fields)

        #expect(form.count == 1)
        #expect(form.first.map { count($0.values) } == 100_000)
    }

    private func count(_ values: [FormValue]) -> Int {
        values.reduce(0) { sum, value in
            switch value {
            case .text: sum + 1
            case .object(let members): sum + members.reduce(0) { $0 + count($1.values) }
            }
        }
    }
}
