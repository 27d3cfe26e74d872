import IndieWeb
import Testing

@Suite struct `Micropub update` {
    private static let post =
        #"{"type":["h-entry"],"properties":{"published":["2024-05-06"],"content":["Hi"],"category":["a","b","a"]},"children":[{"x":1}]}"#

    private func update(_ members: String, limits: MicropubLimits = MicropubLimits()) throws -> MicropubUpdate {
        let body = #"{"action":"update","url":"https://e.example/notes/1",\#(members)}"#
        return try MicropubUpdate(json: try JSONValue.parse(body), limits: limits)
    }

    private func properties(
        _ members: String, of properties: String, limits: MicropubLimits = MicropubLimits()
    ) throws -> String {
        let json = try JSONValue.parse(#"{"type":["h-entry"],"properties":\#(properties)}"#)
        let item = try update(members, limits: limits).applied(to: try #require(Mf2Item(json)))
        return JSONValue.object(item.properties).serialized()
    }

    @Test(arguments: [
        (#""replace":{"content":["New"]}"#, #"{"a":["1"],"content":["New"],"b":["2"]}"#),
        (#""replace":{"new":["x",{"y":[1.0]}]}"#, #"{"a":["1"],"content":["Old"],"b":["2"],"new":["x",{"y":[1.0]}]}"#),
        (#""replace":{"a":[]}"#, #"{"content":["Old"],"b":["2"]}"#),
        (#""replace":{"a":["",null]}"#, #"{"content":["Old"],"b":["2"]}"#),
        (#""replace":{"a":["",false,null,0]}"#, #"{"a":[false,0],"content":["Old"],"b":["2"]}"#),
        (#""add":{"b":["3","2"]}"#, #"{"a":["1"],"content":["Old"],"b":["2","3","2"]}"#),
        (#""add":{"c":["3",""],"d":["4"]}"#, #"{"a":["1"],"content":["Old"],"b":["2"],"c":["3"],"d":["4"]}"#),
        (#""delete":["a","b","absent","a"]"#, #"{"content":["Old"]}"#),
        (#""delete":{"a":["1"]}"#, #"{"content":["Old"],"b":["2"]}"#),
        (#""delete":{"a":["2",1,["1"],{"value":"1"}]}"#, #"{"a":["1"],"content":["Old"],"b":["2"]}"#),
        (#""delete":{"absent":["1"]}"#, #"{"a":["1"],"content":["Old"],"b":["2"]}"#),
        (#""delete":{"content":["Old"],"b":["2"]}"#, #"{"a":["1"]}"#),
        (#""replace":{"a":["5"]},"add":{"a":["6"]},"delete":{"a":["5"]}"#, #"{"a":["6"],"content":["Old"],"b":["2"]}"#),
        (#""delete":["a"],"add":{"a":["6"]},"replace":{"a":["5"]}"#, #"{"content":["Old"],"b":["2"]}"#),
        (#""replace":{},"add":{},"delete":["a"]"#, #"{"content":["Old"],"b":["2"]}"#),
        (
            #""replace":{"content":[{"html":"<p>New"}]},"delete":[]"#,
            #"{"a":["1"],"content":[{"html":"<p>New"}],"b":["2"]}"#
        ),
    ])
    func `Replace, then add, then delete, each property in its place`(members: String, expected: String) throws {
        #expect(try properties(members, of: #"{"a":["1"],"content":["Old"],"b":["2"]}"#) == expected)
    }

    @Test func `What the update does not name kept exactly, beside the properties too`() throws {
        let text =
            #"{"value":"v","properties":{"zeta":[[null,1e400]],"a":"bare","é":[{"b":1.0,"a":2}],"b":["x","y"]},"type":["h-entry","h-x"],"children":[{"x":1}]}"#
        let item = try #require(Mf2Item(try JSONValue.parse(text)))
        let changed = try update(#""delete":{"b":["y"]}"#).applied(to: item)
        #expect(changed.json.serialized() == text.replacing(#"["x","y"]"#, with: #"["x"]"#))
    }

    @Test func `Nested and unknown properties changed as a whole`() throws {
        let venue = #"{"type":["h-card"],"properties":{"name":["Bar"],"latitude":[52.5200]}}"#
        let old = #"{"checkin":[\#(venue)],"x-unknown":[{"a":[{}]}]}"#
        let new = #"{"type":["h-card"],"properties":{"name":["Café"]}}"#
        #expect(
            try properties(#""replace":{"checkin":[\#(new)]}"#, of: old)
                == #"{"checkin":[\#(new)],"x-unknown":[{"a":[{}]}]}"#)
        #expect(try properties(#""delete":{"checkin":[\#(venue)]}"#, of: old) == #"{"x-unknown":[{"a":[{}]}]}"#)
        #expect(try properties(#""delete":{"x-unknown":[{"a":[{}]}]}"#, of: old) == #"{"checkin":[\#(venue)]}"#)
        #expect(
            try properties(#""add":{"x-unknown":["z"]}"#, of: #"{"x-unknown":"bare"}"#)
                == #"{"x-unknown":["bare","z"]}"#)
    }

    @Test(arguments: [
        (#""delete":{"photo":["https://e.example/p"]}"#, #"{"photo":["https://e.example/q"],"z":[1]}"#),
        (
            #""delete":{"photo":[{"value":"https://e.example/p","alt":"A"}]}"#,
            #"{"photo":["https://e.example/q"],"z":[1]}"#
        ),
        (
            #""delete":{"photo":[{"alt":"A","value":"https://e.example/p"}]}"#,
            #"{"photo":["https://e.example/q"],"z":[1]}"#
        ),
        (
            #""delete":{"photo":[{"value":"https://e.example/p","alt":"B"}]}"#,
            #"{"photo":[{"value":"https://e.example/p","alt":"A"},"https://e.example/q"],"z":[1]}"#
        ),
        (
            #""delete":{"photo":["https://e.example/q"]}"#,
            #"{"photo":[{"value":"https://e.example/p","alt":"A"}],"z":[1]}"#
        ),
        (#""delete":{"photo":["https://e.example/q","https://e.example/p"]}"#, #"{"z":[1]}"#),
    ])
    func `A photo deleted by its address or as it is stored`(members: String, expected: String) throws {
        let old = #"{"photo":[{"value":"https://e.example/p","alt":"A"},"https://e.example/q"],"z":[1]}"#
        #expect(try properties(members, of: old) == expected)
    }

    @Test(arguments: ["video", "audio"])
    func `A medium with a text deleted by its address`(name: String) throws {
        let old = #"{"\#(name)":[{"value":"u","alt":"A"},"v"]}"#
        #expect(try properties(#""delete":{"\#(name)":["u"]}"#, of: old) == #"{"\#(name)":["v"]}"#)
    }

    @Test func `Content and other objects never deleted by their value alone`() throws {
        let old = #"{"content":[{"value":"x","html":"<p>x"}],"syndication":[{"value":"x"}]}"#
        #expect(try properties(#""delete":{"content":["x"],"syndication":["x"]}"#, of: old) == old)
        let rest = try properties(#""delete":{"content":[{"html":"<p>x","value":"x"}]}"#, of: old)
        #expect(rest == #"{"syndication":[{"value":"x"}]}"#)
    }

    @Test(arguments: [
        (#""replace":{"photo":[{"value":"u","alt":"New"}]}"#, #"{"photo":[{"value":"u","alt":"New"}]}"#),
        (#""replace":{"photo":["u"]},"mp-photo-alt":["New"]"#, #"{"photo":[{"value":"u","alt":"New"}]}"#),
        (#""replace":{"photo":["u"],"mp-photo-alt":["New"]}"#, #"{"photo":[{"value":"u","alt":"New"}]}"#),
        (#""add":{"photo-alt":["New"],"photo":["v"]}"#, #"{"photo":["u",{"value":"v","alt":"New"}]}"#),
        (
            #""replace":{"photo":["u","v"]},"add":{"photo":["w"]},"mp-photo-alt":["","b","c"]"#,
            #"{"photo":["u",{"value":"v","alt":"b"},{"value":"w","alt":"c"}]}"#
        ),
    ])
    func `The alternative text of a photo with the photo or by position`(members: String, expected: String) throws {
        #expect(try properties(members, of: #"{"photo":["u"]}"#) == expected)
    }

    @Test func `Commands from the top, from replace and from add, and none in the post`() throws {
        let update = try update(
            #""mp-slug":"s","mp-syndicate-to":["a"],"replace":{"mp-syndicate-to":["b"],"mp-x":[1]},"add":{"slug":["t"],"c":["d"]}"#
        )
        #expect(update.commands.slug == "s")
        #expect(update.commands.syndicateTo == ["a", "b"])
        #expect(update.commands.strings("mp-slug") == ["s", "t"])
        #expect(update.commands["mp-x"] == [1])
        let item = try update.applied(to: try #require(Mf2Item(try JSONValue.parse(Self.post))))
        #expect(item.properties.members.map(\.name) == ["published", "content", "category", "c"])
        #expect(try self.update(#""replace":{},"mp-syndicate-to":["a"]"#).commands.syndicateTo == ["a"])
    }

    @Test func `The post not changed by members that belong to no update`() throws {
        let update = try update(
            #""type":["h-x"],"h":"x","properties":{"content":["Evil"]},"content":["Evil"],"access_token":"t","add":{"a":["b"]}"#
        )
        let item = try update.applied(to: try #require(Mf2Item(try JSONValue.parse(Self.post))))
        #expect(item.json.serialized() == Self.post.replacing(#""a"]}"#, with: #""a"],"a":["b"]}"#))
        #expect(update.commands == MicropubCommands())
    }

    @Test func `The body that shpub sends, with escaped slashes`() throws {
        let body =
            #"{"action":"update","url":"http:\/\/e.example\/notes\/1","replace":{"category":["x","y"]},"add":{"syndication":["http:\/\/a.example\/1"]},"delete":["summary"]}"#
        let update = try MicropubUpdate(json: try JSONValue.parse(body))
        #expect(update.url == "http://e.example/notes/1")
        let item = try update.applied(
            to: Mf2Item(type: ["h-entry"], properties: ["category": ["a"], "summary": ["s"]]))
        #expect(
            item.json.serialized()
                == #"{"type":["h-entry"],"properties":{"category":["x","y"],"syndication":["http://a.example/1"]}}"#)
    }

    @Test func `400 for an update that leaves no property`() throws {
        for members in [#""delete":["a"]"#, #""delete":{"a":["1"]}"#, #""replace":{"a":[]}"#] {
            let error = #expect(throws: MicropubError.self) { try properties(members, of: #"{"a":["1"]}"#) }
            #expect(error?.status == 400)
            #expect(error?.description.contains("without any property") == true)
        }
        #expect(try properties(#""replace":{"b":["2"]},"delete":["a"]"#, of: #"{"a":["1"]}"#) == #"{"b":["2"]}"#)
    }

    @Test func `400 for a post that would pass a limit, but not for one that did before`() throws {
        let limits = MicropubLimits(properties: 2, valuesPerProperty: 2)
        let values = #expect(throws: MicropubError.self) {
            try properties(#""add":{"a":["3"]}"#, of: #"{"a":["1","2"]}"#, limits: limits)
        }
        #expect(values?.description == "“a” has more than 2 values.")
        let names = #expect(throws: MicropubError.self) {
            try properties(#""add":{"c":["3"]}"#, of: #"{"a":["1"],"b":["2"]}"#, limits: limits)
        }
        #expect(names?.description == "The post has more than 2 properties.")
        let imported = #"{"a":["1","2","3"],"b":["1"],"c":["1"],"d":["1"]}"#
        #expect(
            try properties(#""replace":{"b":["2"]}"#, of: imported, limits: limits)
                == imported.replacing(#""b":["1"]"#, with: #""b":["2"]"#))
        #expect(
            try properties(#""add":{"e":["2"]},"delete":["d"]"#, of: imported, limits: limits)
                == imported.replacing(#""d":["1"]"#, with: #""e":["2"]"#))
    }
}
