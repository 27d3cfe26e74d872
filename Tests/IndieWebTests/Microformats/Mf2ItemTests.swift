import IndieWeb
import Testing

@Suite struct `Microformats items` {
    private func item(_ text: String) throws -> Mf2Item {
        try #require(Mf2Item(try JSONValue.parse(text)))
    }

    @Test(arguments: [
        #"{"type":["h-entry"],"properties":{}}"#,
        #"{"value":"x","properties":{"b":["1",{"z":1.50,"a":null}],"a":[[]],"c":"bare"},"type":["h-cite","h-x"],"html":"<b>","alt":"y"}"#,
        #"{"type":["h-feed"],"children":[{"type":["h-entry"],"properties":{"name":["x"]}}],"properties":{}}"#,
    ])
    func `The same JSON back`(text: String) throws {
        #expect(try item(text).json.serialized() == text)
    }

    @Test(arguments: [
        "null", "[]", "{}", #"{"type":["h-entry"]}"#, #"{"properties":{}}"#, #"{"type":"h-entry","properties":{}}"#,
        #"{"type":[],"properties":{}}"#, #"{"type":[1],"properties":{}}"#, #"{"type":["h-entry"],"properties":[]}"#,
    ])
    func `Nothing for what is no item`(text: String) throws {
        #expect(Mf2Item(try JSONValue.parse(text)) == nil)
    }

    @Test func `Texts, addresses and items of a property in each form`() throws {
        let item = try item(
            #"""
            {"type":["h-entry"],"properties":{"p":[
              "https://a.example/", "text", {"value":"https://b.example/","alt":"x"}, {"html":"<b>"}, 5, null,
              {"type":["h-cite"],"properties":{"url":["javascript:x","https://c.example/"],"name":["C"]},"value":"https://wrong.example/"},
              {"type":["h-card"],"properties":{"name":["D"]}}
            ]}}
            """#)
        #expect(item.urls("p") == ["https://a.example/", "https://b.example/", "https://c.example/"])
        #expect(
            item.strings("p") == ["https://a.example/", "text", "https://b.example/", "https://wrong.example/", "D"])
        #expect(item.items("p").map { $0.string("name") } == ["C", "D"])
        #expect(item.url("p") == "https://a.example/")
        #expect(item.url("absent") == nil)
    }

    @Test(arguments: [
        (#"["Hi"]"#, Mf2Content.text("Hi")), (#"[{"html":"<p>"}]"#, .html("<p>", value: nil)),
        (#"{"html":"<p>"}"#, .html("<p>", value: nil)),
        (#"[{"html":"<p>","value":"v"}]"#, .html("<p>", value: "v")), (#"[{"value":"v"}]"#, .text("v")),
        (#""bare""#, .text("bare")),
        (#"["","second"]"#, .text("second")), (#"[{"html":["<p>"]}]"#, .html("<p>", value: nil)),
        (#"[{"html":"","value":"v"}]"#, .text("v")),
    ])
    func `Content in each form`(json: String, expected: Mf2Content) throws {
        #expect(try item(#"{"type":["h-entry"],"properties":{"content":\#(json)}}"#).content == expected)
    }

    @Test(arguments: ["[]", #"[""]"#, "[{}]", "[5]", "null", #"[{"html":5}]"#, "[[\"x\"]]"])
    func `No content for what holds none`(json: String) throws {
        #expect(try item(#"{"type":["h-entry"],"properties":{"content":\#(json)}}"#).content == nil)
    }

    @Test func `Photos with and without a text`() throws {
        let item = try item(
            #"{"type":["h-entry"],"properties":{"photo":["u",{"value":"v","alt":"a"},{"value":"w","alt":""},{"alt":"x"},""]}}"#
        )
        #expect(item.photos == [Mf2Photo(url: "u"), Mf2Photo(url: "v", alt: "a"), Mf2Photo(url: "w")])
        #expect(item.photos.map { $0.json.serialized() } == [#""u""#, #"{"value":"v","alt":"a"}"#, #""w""#])
    }

    @Test func `A property set in its place, appended, and removed`() throws {
        var item = try item(#"{"type":["h-entry"],"properties":{"a":["1"],"b":["2"]},"children":[]}"#)
        item["a"] = ["3", 4]
        item["c"] = ["5"]
        item["b"] = []
        item["d"] = []
        #expect(item.json.serialized() == #"{"type":["h-entry"],"properties":{"a":["3",4],"c":["5"]},"children":[]}"#)
    }
}
