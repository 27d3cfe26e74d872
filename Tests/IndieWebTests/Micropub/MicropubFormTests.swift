import IndieWeb
import Testing

@Suite struct `Micropub create from a form` {
    private func create(_ body: String, limits: MicropubLimits = MicropubLimits()) throws -> MicropubCreate {
        try MicropubCreate(fields: try FormURLEncoded.parse(Array(body.utf8).span.bytes), limits: limits)
    }

    @Test(arguments: [
        ("h=entry&content=Hi", #"{"type":["h-entry"],"properties":{"content":["Hi"]}}"#),
        ("content=Hi", #"{"type":["h-entry"],"properties":{"content":["Hi"]}}"#),
        ("h=&content=Hi", #"{"type":["h-entry"],"properties":{"content":["Hi"]}}"#),
        ("h=h-entry&content=Hi", #"{"type":["h-entry"],"properties":{"content":["Hi"]}}"#),
        (
            "h=event&name=Party&start=2024-05-06",
            #"{"type":["h-event"],"properties":{"name":["Party"],"start":["2024-05-06"]}}"#
        ),
        ("content=a&category=one", #"{"type":["h-entry"],"properties":{"content":["a"],"category":["one"]}}"#),
        (
            "category[]=b&content=x&category[]=a",
            #"{"type":["h-entry"],"properties":{"category":["b","a"],"content":["x"]}}"#
        ),
        ("category%5B%5D=a&category%5B%5D=b", #"{"type":["h-entry"],"properties":{"category":["a","b"]}}"#),
        ("category%5B0%5D=foo&category%5B1%5D=bar", #"{"type":["h-entry"],"properties":{"category":["foo","bar"]}}"#),
        ("category[1]=b&category[0]=a", #"{"type":["h-entry"],"properties":{"category":["a","b"]}}"#),
        ("category=a,b", #"{"type":["h-entry"],"properties":{"category":["a,b"]}}"#),
        ("content%5Bhtml%5D=%3Cp%3EHi", #"{"type":["h-entry"],"properties":{"content":[{"html":"<p>Hi"}]}}"#),
        ("content[][html]=<p>Hi", #"{"type":["h-entry"],"properties":{"content":[{"html":"<p>Hi"}]}}"#),
        (
            "content[html]=<p>&content[value]=t",
            #"{"type":["h-entry"],"properties":{"content":[{"html":"<p>","value":"t"}]}}"#
        ),
        ("photo=http://a.example/p.jpg", #"{"type":["h-entry"],"properties":{"photo":["http://a.example/p.jpg"]}}"#),
        ("photo[]=u&photo[]=v", #"{"type":["h-entry"],"properties":{"photo":["u","v"]}}"#),
        (
            "photo[0][value]=u&photo[0][alt]=a&photo[1][value]=v&photo[1][alt]=",
            #"{"type":["h-entry"],"properties":{"photo":[{"value":"u","alt":"a"},{"value":"v","alt":""}]}}"#
        ),
        ("photo=u&mp-photo-alt=a", #"{"type":["h-entry"],"properties":{"photo":[{"value":"u","alt":"a"}]}}"#),
        (
            "mp-photo-alt[]=&mp-photo-alt[]=b&photo[]=u&photo[]=v",
            #"{"type":["h-entry"],"properties":{"photo":["u",{"value":"v","alt":"b"}]}}"#
        ),
        ("photo=u&photo-alt=a", #"{"type":["h-entry"],"properties":{"photo":[{"value":"u","alt":"a"}]}}"#),
        (
            "checkin[type][]=h-card&checkin[properties][name]=Bar&checkin[properties][url][]=u",
            #"{"type":["h-entry"],"properties":{"checkin":[{"type":["h-card"],"properties":{"name":["Bar"],"url":["u"]}}]}}"#
        ),
        (
            "location[lat]=1.5&location[lon]=2&location[x]=a&location[x]=b",
            #"{"type":["h-entry"],"properties":{"location":[{"lat":"1.5","lon":"2","x":["a","b"]}]}}"#
        ),
        ("content=a&name=&category[]=&photo=&photo[]=", #"{"type":["h-entry"],"properties":{"content":["a"]}}"#),
        (
            "content=a%0D%0Ab%0Dc%0Ad%0D%0D%0A%0A",
            #"{"type":["h-entry"],"properties":{"content":["a\nb\nc\nd\n\n\n"]}}"#
        ),
        ("content[html]=a%0D%0Ab", #"{"type":["h-entry"],"properties":{"content":[{"html":"a\nb"}]}}"#),
        (
            "access_token=t&action=create&url=http://a.example/&mp-foo=x&slug=s&content=Hi&p3k-content-type=text/markdown",
            #"{"type":["h-entry"],"properties":{"content":["Hi"],"p3k-content-type":["text/markdown"]}}"#
        ),
        (
            "uid=u&author=a&author[name]=b&type=t&type[]=h-x&updated=2020&deleted=1&content=Hi",
            #"{"type":["h-entry"],"properties":{"content":["Hi"]}}"#
        ),
        ("access_token[]=t&url[]=u&action[x]=y&content=Hi", #"{"type":["h-entry"],"properties":{"content":["Hi"]}}"#),
    ])
    func `The item for each form that clients send`(body: String, item: String) throws {
        #expect(try create(body).item.json.serialized() == item)
    }

    @Test func `Commands under their own and their older names`() throws {
        let commands = try create("content=x&slug=my-slug&mp-syndicate-to[]=a&mp-syndicate-to[]=b&mp-channel=c")
            .commands
        #expect(commands.slug == "my-slug")
        #expect(commands.syndicateTo == ["a", "b"])
        #expect(commands.channel == "c")
        #expect(try create("content=x&mp-slug=other").commands.slug == "other")
    }

    @Test(arguments: [
        "", "h=entry", "h=entry&content=", "mp-slug=x", "access_token=x&url=y", "h=entry&h=event&content=x",
        "h[a]=b&content=x",
        "h=<script>&content=x", "h=%20&content=x", "=x", "content[=x", "a[b][c][d][e][f]=x", "a[0][1]=x",
    ])
    func `400 for a form that cannot be read or has nothing to show`(body: String) throws {
        let error = #expect(throws: MicropubError.self) { try create(body) }
        #expect(error?.status == 400)
        #expect(error?.code == "invalid_request")
    }

    @Test func `400 past a limit`() throws {
        let limits = MicropubLimits(properties: 2, valuesPerProperty: 2)
        #expect(try create("a=1&b[]=1&b[]=2", limits: limits).item.properties.count == 2)
        #expect(throws: MicropubError.self) { try create("a=1&b=1&c=1", limits: limits) }
        #expect(throws: MicropubError.self) { try create("b[]=1&b[]=2&b[]=3", limits: limits) }
        #expect(throws: MicropubError.self) { try create("photo[]=1&photo[]=2&photo[]=3", limits: limits) }
    }
}

@Suite struct `Micropub create with files` {
    private func parts(_ fields: [String]) -> [MicropubPart] {
        fields.map { field in
            let words = field.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
            return words.count == 1 ? .upload(name: words[0]) : .field(FormField(name: words[0], value: words[1]))
        }
    }

    @Test(arguments: [
        (["photo"], #"["x0"]"#), (["photo[]", "photo[]"], #"["x0","x1"]"#),
        (["photo[0]", "photo[1]"], #"["x0","x1"]"#),
        (["photo", "photo"], #"["x0","x1"]"#), (["file"], #"["x0"]"#), (["photo[0][value]"], #"["x0"]"#),
        (["photo=", "photo"], #"["x0"]"#), (["photo[1]", "photo[0]"], #"["x1","x0"]"#),
        (["photo[0]", "photo[0]"], #"["x0","x1"]"#),
        (["mp-photo-alt=a", "photo"], #"[{"value":"x0","alt":"a"}]"#),
        (
            ["photo[]", "photo[]", "mp-photo-alt[]=a", "mp-photo-alt[]=b"],
            #"[{"value":"x0","alt":"a"},{"value":"x1","alt":"b"}]"#
        ),
        (["photo[0][value]", "photo[0][alt]=a"], #"[{"value":"x0","alt":"a"}]"#),
        (["photo[0][alt]=a", "photo[0]"], #"[{"value":"x0","alt":"a"}]"#),
        (["photo[1][alt]=b", "photo[0]", "photo[1]"], #"["x0",{"value":"x1","alt":"b"}]"#),
        (["photo[][value]", "photo[][alt]=a", "photo[][value]"], #"[{"value":"x0","alt":"a"},"x1"]"#),
        (["photo=u", "photo"], #"["u","x0"]"#), (["photo[0]", "photo[1]=u", "photo[2]"], #"["x0","u","x1"]"#),
        (
            ["photo=u", "photo", "mp-photo-alt[]=a", "mp-photo-alt[]=b"],
            #"[{"value":"u","alt":"a"},{"value":"x0","alt":"b"}]"#
        ),
        (["photo[0][value]", "photo[0][alt]=own", "mp-photo-alt=other"], #"[{"value":"x0","alt":"own"}]"#),
    ])
    func `Every photo in its place with its text`(fields: [String], photo: String) throws {
        let create = try MicropubCreate(parts: parts(fields + ["content=Hi"]))
        let item = create.item(uploadURLs: ["x0", "x1"])
        #expect(JSONValue.array(item["photo"]).serialized() == photo)
        #expect(item["content"] == ["Hi"])
    }

    @Test func `The photos as the caller has to store them`() throws {
        let create = try MicropubCreate(
            parts: parts(["photo[0]=https://a.example/p.jpg", "photo[1]", "photo[1][alt]=b", "photo[2]"]))
        #expect(
            create.photos == [
                MicropubPhoto(source: .url("https://a.example/p.jpg")), MicropubPhoto(source: .upload(0), alt: "b"),
                MicropubPhoto(source: .upload(1)),
            ])
        #expect(create.item["photo"] == ["https://a.example/p.jpg"])
        #expect(create.item(uploadURLs: ["x"])["photo"] == ["https://a.example/p.jpg", ["value": "x", "alt": "b"]])
    }

    @Test func `A post of nothing but a photo`() throws {
        let create = try MicropubCreate(parts: [.upload(name: "photo")])
        #expect(create.item.properties.isEmpty)
        #expect(
            create.item(uploadURLs: ["x"]).json.serialized() == #"{"type":["h-entry"],"properties":{"photo":["x"]}}"#)
    }

    @Test func `400 for more files than a property may have values`() throws {
        let parts = [MicropubPart](repeating: .upload(name: "photo[]"), count: 3)
        #expect(throws: MicropubError.self) {
            try MicropubCreate(parts: parts, limits: MicropubLimits(valuesPerProperty: 2))
        }
        #expect(try MicropubCreate(parts: parts, limits: MicropubLimits(valuesPerProperty: 3)).photos.count == 3)
    }

    @Test(arguments: ["content", "photo[alt]", "photo[0][alt]", "photo[0][1]", "photo[", "", "access_token"])
    func `400 for a file under a name that takes none`(name: String) {
        #expect(throws: MicropubError.self) {
            try MicropubCreate(parts: [.upload(name: name), .field(FormField(name: "content", value: "x"))])
        }
    }

    @Test func `400 for a field with a NUL, so that no text passes for a file`() {
        let parts: [MicropubPart] = [.field(FormField(name: "photo", value: "\0" + "0"))]
        #expect(throws: MicropubError.self) { try MicropubCreate(parts: parts) }
    }
}
