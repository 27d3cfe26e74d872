import IndieWeb
import Testing

@Suite struct `Micropub create from JSON` {
    private func create(_ text: String, limits: MicropubLimits = MicropubLimits()) throws -> MicropubCreate {
        try MicropubCreate(json: try JSONValue.parse(text), limits: limits)
    }

    @Test(arguments: [
        (
            #"{"type":["h-entry"],"properties":{"content":["Hi"]}}"#,
            #"{"type":["h-entry"],"properties":{"content":["Hi"]}}"#
        ),
        (#"{"properties":{"content":["Hi"]}}"#, #"{"type":["h-entry"],"properties":{"content":["Hi"]}}"#),
        (#"{"type":"h-event","properties":{"name":["x"]}}"#, #"{"type":["h-event"],"properties":{"name":["x"]}}"#),
        (#"{"type":[],"properties":{"name":["x"]}}"#, #"{"type":["h-entry"],"properties":{"name":["x"]}}"#),
        (#"{"type":null,"properties":{"name":["x"]}}"#, #"{"type":["h-entry"],"properties":{"name":["x"]}}"#),
        (#"{"properties":{"name":["x"]},"type":["h-entry"]}"#, #"{"type":["h-entry"],"properties":{"name":["x"]}}"#),
        // iA Writer sends bare strings.
        (
            #"{"type":["h-entry"],"properties":{"name":"T","content":"C","post-status":"draft","category":"a, b"}}"#,
            #"{"type":["h-entry"],"properties":{"name":["T"],"content":["C"],"post-status":["draft"],"category":["a, b"]}}"#
        ),
        (
            #"{"properties":{"content":{"html":"<p>Hi"}}}"#,
            #"{"type":["h-entry"],"properties":{"content":[{"html":"<p>Hi"}]}}"#
        ),
        (#"{"properties":{"photo":"u"}}"#, #"{"type":["h-entry"],"properties":{"photo":["u"]}}"#),
        (
            #"{"properties":{"photo":[{"value":"u","alt":"a"},"v"]}}"#,
            #"{"type":["h-entry"],"properties":{"photo":[{"value":"u","alt":"a"},"v"]}}"#
        ),
        // shpub escapes slashes.
        (
            #"{"properties":{"like-of":["http:\/\/a.example\/"]}}"#,
            #"{"type":["h-entry"],"properties":{"like-of":["http://a.example/"]}}"#
        ),
        (
            #"{"properties":{"a":[""],"b":[],"c":null,"d":[null],"e":"","f":["",false,0,{}]}}"#,
            #"{"type":["h-entry"],"properties":{"f":[false,0,{}]}}"#
        ),
    ])
    func `The item in one form for each form that clients send`(body: String, item: String) throws {
        #expect(try create(body).item.json.serialized() == item)
    }

    @Test func `Nested objects, unknown properties, numbers and order kept exactly`() throws {
        let body = #"""
            {"type":["h-entry"],"properties":{"zeta":["1"],"checkin":[{"type":["h-card"],"properties":{"name":["Bar"],"latitude":[52.5200],"url":["https://v.example/"],"longitude":[-1.340e1]},"value":"https://v.example/"}],"alpha":[{"b":1,"a":[[null,1e400]]}],"p3k-channel":["x"],"id":["y"],"é":["z"]},"children":[{"type":["h-cite"],"properties":{}}]}
            """#
        #expect(try create(body).item.json.serialized() == body)
    }

    @Test func `Reserved names in no property, at either level`() throws {
        let create = try create(
            #"""
            {"type":["h-entry"],"h":"card","action":"create","url":"https://e.example/","access_token":"secret","uid":"u","id":"i","value":"v",
             "properties":{"url":["https://e.example/"],"access_token":["secret"],"action":["x"],"h":["y"],"mp-slug":["s"],"mp-foo":["z"],
             "uid":["u"],"author":["https://b.example/"],"type":["h-x"],"updated":["2020-01-01"],"deleted":["true"],
             "slug":["t"],"photo-alt":["a"],"content":["Hi"],"nested":[{"url":"kept","author":"kept","uid":"kept"}]}}
            """#)
        #expect(
            create.item.json.serialized()
                == #"{"type":["h-entry"],"properties":{"content":["Hi"],"nested":[{"url":"kept","author":"kept","uid":"kept"}]}}"#
        )
    }

    @Test func `Commands from the properties and from the top`() throws {
        let commands = try create(
            #"""
            {"mp-channel":"c","mp-slug":["top"],"properties":{"content":"x","mp-slug":["my-slug"],"mp-syndicate-to":["a","","b"],
             "mp-destination":"https://e.example/","mp-x":[{"a":1}]}}
            """#
        ).commands
        #expect(commands.slug == "top")
        #expect(commands.channel == "c")
        #expect(commands.syndicateTo == ["a", "b"])
        #expect(commands.strings("mp-destination") == ["https://e.example/"])
        #expect(commands["mp-x"] == [["a": 1]])
        #expect(commands["mp-absent"] == [])
    }

    @Test(arguments: ["mp-slug", "slug"])
    func `The slug under both names`(name: String) throws {
        #expect(try create(#"{"properties":{"content":"x","\#(name)":"my-slug"}}"#).commands.slug == "my-slug")
        #expect(try create(#"{"properties":{"content":"x","\#(name)":[""]}}"#).commands.slug == nil)
    }

    @Test(arguments: [
        (#""photo":["u","v"],"mp-photo-alt":["a","b"]"#, #"[{"value":"u","alt":"a"},{"value":"v","alt":"b"}]"#),
        (#""mp-photo-alt":["a","b","c"],"photo":["u"]"#, #"[{"value":"u","alt":"a"}]"#),
        (#""photo":"u","mp-photo-alt":"a""#, #"[{"value":"u","alt":"a"}]"#),
        (#""photo":"u","photo-alt":"a""#, #"[{"value":"u","alt":"a"}]"#),
        (#""photo":["u","v"],"mp-photo-alt":["","b"]"#, #"["u",{"value":"v","alt":"b"}]"#),
        (#""photo":["u"],"mp-photo-alt":[5]"#, #"["u"]"#),
        (#""photo":["u","v"],"mp-photo-alt":[null,"b"]"#, #"["u",{"value":"v","alt":"b"}]"#),
        (#""photo":[{"value":"u","alt":"own"}],"mp-photo-alt":["a"]"#, #"[{"value":"u","alt":"own"}]"#),
        (#""photo":[{"value":"u","x":1}],"mp-photo-alt":["a"]"#, #"[{"value":"u","x":1,"alt":"a"}]"#),
        (#""photo":[{"x":1},"v"],"mp-photo-alt":["a","b"]"#, #"[{"x":1},{"value":"v","alt":"b"}]"#),
    ])
    func `Texts by position for the photos that have none`(properties: String, photo: String) throws {
        let create = try create("{\"properties\":{\(properties)}}")
        #expect(JSONValue.array(create.item["photo"]).serialized() == photo)
        #expect(create.item(uploadURLs: []) == create.item)
    }

    @Test func `Photos by address in order`() throws {
        let photos = try create(#"{"properties":{"photo":["u",{"alt":"lost"},{"value":"v","alt":"a"}]}}"#).photos
        #expect(photos == [MicropubPhoto(source: .url("u")), MicropubPhoto(source: .url("v"), alt: "a")])
    }

    @Test func `No upload from a text that looks like the mark of one`() throws {
        let create = try create(#"{"properties":{"photo":["\u00000"]}}"#)
        #expect(create.photos == [MicropubPhoto(source: .url("\0" + "0"))])
    }

    @Test(arguments: [
        "[]", "null", "5", "\"x\"", #"{"properties":[]}"#, #"{"properties":"x"}"#,
        #"{"type":5,"properties":{"a":"b"}}"#,
        #"{"type":["h-entry",5],"properties":{"a":"b"}}"#, #"{"type":"entry","properties":{"a":"b"}}"#,
        #"{"type":"h-","properties":{"a":"b"}}"#,
        #"{"type":"h-<script>","properties":{"a":"b"}}"#, #"{"type":{"a":"h-entry"},"properties":{"a":"b"}}"#, "{}",
        #"{"properties":{}}"#,
        #"{"properties":{"mp-slug":"x"}}"#, #"{"properties":{"content":""}}"#, #"{"content":"x"}"#,
        #"{"properties":{"":"x"}}"#,
    ])
    func `400 for a body of another shape or with nothing to show`(body: String) throws {
        let error = #expect(throws: MicropubError.self) { try create(body) }
        #expect(error?.status == 400)
        #expect(error?.code == "invalid_request")
    }

    @Test func `400 that says which limit was passed, and none at the limit`() throws {
        let limits = MicropubLimits(properties: 2, valuesPerProperty: 2, nameBytes: 5, depth: 2)
        for (properties, problem) in [
            (#""a":1,"b":2,"c":3"#, "more than 2 properties"), (#""a":1,"b":2,"url":3"#, "more than 2 properties"),
            (#""a":[1,2,3]"#, "“a” has more than 2 values"), (#""abcdef":1"#, "more than 5 bytes"),
            (#""a":[{"x":{"y":{}}}]"#, "“a” is nested deeper than 2 levels"), (#""mp-x":[[[[]]]]"#, "nested deeper"),
        ] {
            let error = #expect(throws: MicropubError.self) {
                try create("{\"properties\":{\(properties)}}", limits: limits)
            }
            #expect(error?.status == 400)
            #expect(error?.description.contains(problem) == true)
        }
        let fitting = #"{"properties":{"abcde":[1,{"x":{"y":1}}],"b":2}}"#
        #expect(try create(fitting, limits: limits).item.properties.count == 2)
        #expect(throws: MicropubError.self) {
            try create(#"{"properties":{"a":1},"children":[[[[]]]]}"#, limits: limits)
        }
    }
}
