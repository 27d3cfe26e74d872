import IndieWeb
import Testing

@Suite struct `JSON for people` {
    @Test func `A line for each member and element, in their order`() throws {
        let value = try JSONValue.parse(#"{"type":["h-entry"],"a":{},"b":[],"c":[{"z":1.50,"y":[null,true]},"x"]}"#)
        #expect(
            value.pretty == """
                {
                  "type": [
                    "h-entry"
                  ],
                  "a": {},
                  "b": [],
                  "c": [
                    {
                      "z": 1.50,
                      "y": [
                        null,
                        true
                      ]
                    },
                    "x"
                  ]
                }
                """)
    }

    @Test(arguments: [
        "null", "5", "[]", "{}", #""a\"b\\\n""#, #"{"\"":"\u0001"}"#, "[[[[]]]]", #"[{"a":[{"b":{}}]}]"#,
        #"{"a":"[{,}]","é":"\t"}"#,
    ])
    func `The same value when read again`(text: String) throws {
        let value = try JSONValue.parse(text)
        #expect(try JSONValue.parse(value.pretty) == value)
        #expect(value.pretty == (try JSONValue.parse(value.serialized())).pretty)
    }
}
