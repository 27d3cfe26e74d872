import IndieWeb
import Testing

@Suite struct `JSON writing` {
    @Test(arguments: [
        "null", "true", "false", "[]", "{}", #""""#, #"{"z":1,"a":2,"m":[3,{"y":null,"b":1.50}]}"#, #"["é😀","\"\\/"]"#,
        #"["\b\t\n\f\r\u0000\u0001\u001f"]"#, "[[[[1e400]]]]", #"{"":{"":""}}"#, "[\"\u{7F}\u{2028}\u{FFFF}\"]",
    ])
    func `The same text for a compact text`(text: String) throws {
        #expect(Array(try JSONValue.parse(text).serialized().utf8) == Array(text.utf8))
    }

    @Test func `Shortest escapes and no white space for a loose text`() throws {
        let loose = #" { "a" : [ "\u0041\/\u000a" , 1.0 ] , "b" : { } } "#
        #expect(try JSONValue.parse(loose).serialized() == #"{"a":["A/\n",1.0],"b":{}}"#)
    }

    @Test func `The same bytes for text that Unicode would compose`() throws {
        let text = "[\"e\u{301}\",\"\u{E9}\"]"
        #expect(try JSONValue.parse(text).serializedBytes() == Array(text.utf8))
    }

    @Test func `A combining mark after a quote does not hide the quote`() throws {
        let value = JSONValue.string("x\"\u{301}\\\u{301}")
        #expect(value.serialized() == "\"x\\\"\u{301}\\\\\u{301}\"")
        #expect(try JSONValue.parse(value.serialized()) == value)
    }
}

@Suite struct `JSON objects` {
    @Test(arguments: [0, 1, 7, 8, 9, 10, 300])
    func `Every member by name and in order, for few and for many`(count: Int) {
        let members = (0..<count).map { ("n\($0)", JSONValue(integerLiteral: $0)) }
        let object = JSONObject(members)
        #expect(object.members.map(\.name) == members.map(\.0))
        #expect(members.allSatisfy { object[$0.0] == $0.1 })
        #expect(object["other"] == nil)
    }

    @Test(arguments: [3, 8, 9, 12])
    func `A place kept when a member is set, and freed when it is removed`(count: Int) {
        var object = JSONObject((0..<count).map { ("n\($0)", 0) })
        object["n1"] = 5
        #expect(object.members[1] == JSONObject.Member(name: "n1", value: 5))

        object["n1"] = nil
        object["absent"] = nil
        #expect(object.count == count - 1)
        #expect(object["n1"] == nil)
        #expect(object["n2"] == 0)

        object["n1"] = 7
        #expect(object.members.last == JSONObject.Member(name: "n1", value: 7))
        #expect(object["n1"] == 7)
    }

    @Test func `Unequal objects for another order or another literal`() throws {
        #expect(try JSONValue.parse(#"{"a":1,"b":2}"#) != JSONValue.parse(#"{"b":2,"a":1}"#))
        #expect(try JSONValue.parse("1.0") != JSONValue.parse("1"))
    }

    @Test func `An error for a name that comes again after many others`() {
        let members = (0..<1000).map { "\"n\($0)\":0" }.joined(separator: ",")
        #expect(throws: JSONError.self) { try JSONValue.parse("{\(members),\"n7\":1}") }
    }
}
