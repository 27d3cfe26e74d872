import IndieWeb
import Testing

@Suite struct `Micropub update refused` {
    private func refusal(
        _ members: String, url: String = #""https://e.example/1""#, limits: MicropubLimits = MicropubLimits()
    ) throws -> MicropubError? {
        let json = try JSONValue.parse(#"{"action":"update","url":\#(url)\#(members.isEmpty ? "" : ",")\#(members)}"#)
        let error = #expect(throws: MicropubError.self, "\(members.prefix(200))") {
            try MicropubUpdate(json: json, limits: limits)
        }
        #expect(error?.status == 400)
        #expect(error?.code == "invalid_request")
        return error
    }

    @Test(arguments: [
        "", #""replace":{}"#, #""replace":{},"add":{},"delete":{}"#, #""delete":[]"#, #""add":{"a":[]}"#,
        #""add":{"a":["",null]}"#, #""delete":{"a":[]}"#, #""properties":{"a":["b"]}"#, #""mp-slug":["x"]"#,
    ])
    func `400 when there is nothing to do`(members: String) throws {
        let text = try refusal(members)?.description
        #expect(text?.contains("nothing to do") == true || text?.contains("none of") == true)
    }

    @Test(arguments: ["replace", "add", "delete"])
    func `400 that names the part for one of another type`(part: String) throws {
        for value in ["null", "5", "true", #""content""#, "1e400"] {
            #expect(try refusal(#""\#(part)":\#(value)"#)?.description.contains("“\(part)”") == true)
        }
    }

    @Test(arguments: ["replace", "add"], ["[]", #"["a"]"#, #"[{"a":["b"]}]"#, "[[[]]]"])
    func `400 that names the part for a list in place of an object`(part: String, value: String) throws {
        #expect(try refusal(#""\#(part)":\#(value)"#)?.description == "“\(part)” is not an object.")
    }

    @Test(arguments: ["replace", "add", "delete"], ["null", "5", "true", #""x""#, #"{"html":"x"}"#, "{}"])
    func `400 that names the property whose values are no list`(part: String, value: String) throws {
        let text = try refusal(#""\#(part)":{"fine":["x"],"summary":\#(value)}"#)?.description
        #expect(text == "“summary” in “\(part)” is not a list.")
    }

    @Test(arguments: ["[5]", "[null]", #"["a",{"b":["c"]}]"#, #"[{"b":["c"]},"a"]"#, #"[["a"]]"#, "[[]]", "[true]"])
    func `400 for a delete that mixes names and values or holds neither`(value: String) throws {
        #expect(try refusal(#""delete":\#(value)"#)?.description.contains("“delete” is neither") == true)
    }

    @Test(arguments: ["url", "uid", "author", "access_token", "h", "action", "type", "updated", "deleted"])
    func `400 that names what clients cannot change`(name: String) throws {
        for members in [
            #""replace":{"\#(name)":["x"]}"#, #""add":{"a":["b"],"\#(name)":["x"]}"#, #""replace":{"\#(name)":[]}"#,
            #""delete":["a","\#(name)"]"#, #""delete":{"\#(name)":["x"]}"#, #""delete":{"\#(name)":[]}"#,
        ] {
            let text = try refusal(members)?.description
            #expect(text == "“\(name)” cannot be changed by an update: the server keeps it.")
        }
    }

    @Test(arguments: ["mp-slug", "slug", "photo-alt"])
    func `400 for a command among what is deleted`(name: String) throws {
        #expect(try refusal(#""delete":["\#(name)"]"#)?.description.contains("“\(name)” is a command") == true)
        #expect(try refusal(#""delete":{"\#(name)":["x"]}"#)?.description.contains("“\(name)” is a command") == true)
    }

    @Test(arguments: [
        "null", "[]", "{}", "5", #""""#, #""/notes/1""#, #""javascript:alert(1)""#, #""https://""#,
        #"["https://e.example/1","https://e.example/1"]"#, #""https://e.example/ 1""#, #""ftp://e.example/""#,
    ])
    func `400 that names the address when it is none`(url: String) throws {
        #expect(try refusal(#""delete":["a"]"#, url: url)?.description.contains("“url”") == true)
    }

    @Test(arguments: [
        (#""replace":{"a":[1],"b":[2]},"delete":["c"]"#, "more than 2 properties"),
        (#""replace":{"a":[1]},"add":{"b":[1]},"mp-x":1"#, "more than 2 properties"),
        (#""delete":["a","b","c"]"#, "more than 2 properties"), (#""add":{"a":[1,2,3]}"#, "“a” has more than 2 values"),
        (#""replace":{"a":["","",""]}"#, "“a” has more than 2 values"),
        (#""delete":{"a":[1,2,3]}"#, "“a” has more than 2 values"),
        (#""add":{"abcdef":[1]}"#, "more than 5 bytes"), (#""add":{"abcdef":1}"#, "more than 5 bytes"),
        (#""delete":["abcdef"]"#, "more than 5 bytes"), (#""add":{"":[1]}"#, "no name"), (#""delete":[""]"#, "no name"),
        (#""add":{"a":[[[{}]]]}"#, "“a” is nested deeper than 2 levels"),
        (#""delete":{"a":[[[{}]]]}"#, "“a” is nested deeper than 2 levels"),
    ])
    func `400 that says which limit was passed`(members: String, problem: String) throws {
        let limits = MicropubLimits(properties: 2, valuesPerProperty: 2, nameBytes: 5, depth: 2)
        #expect(try refusal(members, limits: limits)?.description.contains(problem) == true)
    }

    @Test func `400 for thousands of values, names and levels`() throws {
        let values = [String](repeating: "1", count: 10_000).joined(separator: ",")
        let names = (0..<10_000).map { #""n\#($0)""# }.joined(separator: ",")
        let members = (0..<10_000).map { #""n\#($0)":[1]"# }.joined(separator: ",")
        let deep = String(repeating: "[", count: 25) + String(repeating: "]", count: 25)
        for part in [
            #""add":{"a":[\#(values)]}"#, #""delete":{"a":[\#(values)]}"#, #""delete":[\#(names)]"#,
            #""replace":{\#(members)}"#, #""add":{"a":[\#(deep)]}"#, #""mp-x":[\#(values)],"delete":["a"]"#,
        ] {
            _ = try refusal(part)
        }
    }

    @Test func `An update or a refusal for any mix of values in any place`() throws {
        let values = [
            "null", "true", "0", "-1.5e9", #""""#, #""a""#, #""url""#, "[]", "{}", "[[]]", "[null]", #"["a"]"#,
            #"[{"a":[]}]"#, #"{"a":1}"#, #"{"a":[1,"",null,{}]}"#,
            #"{"photo":[{"value":[]},{"value":"u","alt":5},[]]}"#,
            #"{"mp-photo-alt":[null,5,"x",{}]}"#, #"{"":[]}"#, #"{"content":[{"html":null}]}"#,
        ]
        let item = try #require(
            Mf2Item(
                try JSONValue.parse(
                    #"{"type":["h-entry"],"properties":{"a":[1,"a"],"photo":[[],{"value":"u"}],"z":5}}"#)))
        var applied = 0
        for replace in values {
            for add in values {
                for delete in values {
                    let body = #"{"url":"https://e.example/","replace":\#(replace),"add":\#(add),"delete":\#(delete)}"#
                    guard let update = try? MicropubUpdate(json: try JSONValue.parse(body)) else { continue }
                    let changed = try update.applied(to: item)
                    #expect(Mf2Item(changed.json) == changed)
                    #expect(changed["z"] == [5])
                    applied += 1
                }
            }
        }
        #expect(applied > 100)
    }

    @Test(arguments: [
        (#"{"url":"https://e.example/","delete":["a"],"delete":["b"]}"#, "the same name twice"),
        (#"{"url":"https://e.example/","add":{"a":["1"],"a":["2"]}}"#, "the same name twice"),
        (#"{"url":"https://e.example/","add":{"a":["\uD800"]}}"#, "surrogate"),
        (#"{"url":"https://e.example/","add":{"a":["1"]}"#, "ends too early"),
        (#"{"url":"https://e.example/","add":{"a":["1",]}}"#, "not valid"),
    ])
    func `400 for text that is no JSON of one meaning`(body: String, problem: String) {
        let error = #expect(throws: JSONError.self) { try JSONValue.parse(body) }
        #expect(error.map { MicropubError($0).status } == 400)
        #expect(error?.description.contains(problem) == true)
    }

    @Test func `400 for bytes that are not UTF-8`() {
        let body = Array(#"{"url":"https://e.example/","add":{"a":[""#.utf8) + [0xC3, 0x28] + Array(#""]}}"#.utf8)
        let error = #expect(throws: JSONError.self) { try JSONValue.parse(body) }
        #expect(error.map { MicropubError($0) } == .invalidRequest("The JSON is not valid UTF-8 at byte 41."))
    }

    @Test(arguments: ["[]", "null", "5", #""x""#, "{}"])
    func `400 for a body that says nothing`(body: String) throws {
        #expect(throws: MicropubError.self) { try MicropubUpdate(json: try JSONValue.parse(body)) }
    }
}
