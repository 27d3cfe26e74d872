import IndieWeb
import Testing

@Suite struct `Micropub source content` {
    private func source(_ item: String, _ names: [String] = []) throws -> String {
        let item = try #require(Mf2Item(try JSONValue.parse(item)))
        return MicropubSource.json(item, properties: names).serialized()
    }

    @Test func `Type and all properties as stored, without other members`() throws {
        let post =
            #"{"type":["h-entry"],"properties":{"z":[1.0],"content":[{"html":"<p>"}],"checkin":[{"type":["h-card"],"properties":{"name":"x"}}]}}"#
        #expect(try source(post) == post)
        #expect(
            try source(#"{"value":"v","properties":{"a":["1"]},"x":1,"type":["h-event","h-entry"]}"#)
                == #"{"type":["h-event","h-entry"],"properties":{"a":["1"]}}"#)
        #expect(try source(#"{"type":["h-entry"],"properties":{}}"#) == #"{"type":["h-entry"],"properties":{}}"#)
    }

    @Test func `Children with the whole post only`() throws {
        let post = #"{"type":["h-entry"],"properties":{"a":["1"]},"children":[{"type":["h-cite"],"properties":{}}]}"#
        #expect(try source(post) == post)
        #expect(try source(post, ["a", "children"]) == #"{"properties":{"a":["1"]}}"#)
    }

    @Test func `A list for every property, and none for one without values`() throws {
        #expect(
            try source(#"{"type":["h-entry"],"properties":{"a":"bare","b":[],"c":null,"d":{"html":"x"}}}"#)
                == #"{"type":["h-entry"],"properties":{"a":["bare"],"d":[{"html":"x"}]}}"#)
    }

    @Test(arguments: [
        (["a"], #"{"properties":{"a":["1"]}}"#), (["b", "a"], #"{"properties":{"b":["2"],"a":["1"]}}"#),
        (["absent", "a", "a"], #"{"properties":{"a":["1"]}}"#), (["absent"], #"{"properties":{}}"#),
        (["type"], #"{"properties":{}}"#), ([""], #"{"properties":{}}"#),
    ])
    func `Only the properties asked for, without the type`(names: [String], expected: String) throws {
        #expect(try source(#"{"type":["h-entry"],"properties":{"a":["1"],"b":["2"],"c":["3"]}}"#, names) == expected)
    }
}

@Suite struct `Post types for clients` {
    private var types: [JSONObject] { PostTypeVocabulary.config.values.compactMap(\.object) }

    private func names(_ object: JSONObject, _ member: String) -> [String] {
        object[member]?.values.compactMap(\.string) ?? []
    }

    @Test func `Every kind once, with a name and lists of properties`() {
        #expect(types.compactMap { $0["type"]?.string } == PostType.discovered.map(\.rawValue))
        for type in types {
            #expect(type.members.map(\.name) == ["type", "name", "properties", "required-properties"])
            #expect(type["name"]?.string?.isEmpty == false)
            let properties = names(type, "properties")
            #expect(Set(properties).count == properties.count)
            #expect(Set(properties).isSuperset(of: names(type, "required-properties")))
        }
        #expect(Set(types.compactMap { $0["name"]?.string }).count == types.count)
    }

    @Test(arguments: PostType.discovered)
    func `The kind made by a post with no more than what it requires`(type: PostType) throws {
        let description = try #require(types.first { $0["type"]?.string == type.rawValue })
        let item = names(description, "required-properties").reduce(
            into: Mf2Item(type: [type == .event ? "h-event" : "h-entry"])
        ) {
            $0[$1] = $1 == "rsvp" ? ["yes"] : [.string("https://a.example/\($1)")]
        }
        #expect(PostType.discover(item) == type)
    }

    @Test func `Nothing named that the server would not take`() throws {
        for type in types {
            let properties = names(type, "properties").map { #""\#($0)":["x"]"# }.joined(separator: ",")
            _ = try MicropubUpdate(
                json: try JSONValue.parse(#"{"url":"https://e.example/","replace":{\#(properties)}}"#))
        }
    }
}
