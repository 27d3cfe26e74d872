import IndieWeb
import Testing

@Suite struct `What posts of other kinds are about` {
    private func item(_ properties: String, type: String = "h-entry") throws -> Mf2Item {
        try #require(Mf2Item(try JSONValue.parse(#"{"type":["\#(type)"],"properties":\#(properties)}"#)))
    }

    @Test(arguments: [
        (#"["https://a.example/"]"#, Citation(url: "https://a.example/")), (#"["A book"]"#, Citation(name: "A book")),
        (#""A book""#, Citation(name: "A book")),
        (
            #"[{"type":["h-cite"],"properties":{"name":["Book"],"author":["Ada"],"url":["https://a.example/"]}}]"#,
            Citation(name: "Book", url: "https://a.example/", author: "Ada")
        ),
        (
            #"[{"type":["h-cite"],"properties":{"name":"Book","author":[{"type":["h-card"],"properties":{"name":["Ada"]}}]}}]"#,
            Citation(name: "Book", author: "Ada")
        ),
        (
            #"[{"type":["h-cite"],"properties":{"uid":["isbn:1"]},"value":"https://a.example/"}]"#,
            Citation(url: "https://a.example/")
        ),
        (#"[{"type":["h-cite"],"properties":{"url":["javascript:x"],"name":["B"]}}]"#, Citation(name: "B")),
        (
            #"[{"name":"B","url":"https://a.example/","author":"https://ada.example/"}]"#,
            Citation(name: "B", url: "https://a.example/")
        ),
        (#"[{"properties":{"name":["No type"]}}]"#, Citation(name: "No type")),
        (#"[{"value":"https://a.example/","name":""}]"#, Citation(url: "https://a.example/")),
        (#"["", null, 5, {}, [], "Second"]"#, Citation(name: "Second")),
    ])
    func `A title, an address and an author in each form`(json: String, expected: Citation) throws {
        #expect(try item(#"{"read-of":\#(json)}"#).citation("read-of") == expected)
    }

    @Test func `All citations in order, and none where there is none`() throws {
        let item = try item(#"{"like-of":["https://a.example/",{"properties":{}},"B"]}"#)
        #expect(item.citations("like-of") == [Citation(url: "https://a.example/"), Citation(name: "B")])
        #expect(item.citation("watch-of") == nil)
    }

    @Test(arguments: [
        (#"["reading"]"#, ReadStatus.reading), (#"["to-read"]"#, .toRead), (#"["Finished"]"#, .finished),
        (#"["abandoned"]"#, nil),
        ("[5]", nil), ("[]", nil),
    ])
    func `The status of a book, if it is a known one`(json: String, expected: ReadStatus?) throws {
        #expect(try item(#"{"read-status":\#(json)}"#).readStatus == expected)
    }

    @Test(arguments: [
        (
            #"[{"type":["h-card"],"properties":{"name":["Bar"],"url":["https://v.example/"],"latitude":[52.5200],"longitude":["-13.4"]}}]"#,
            Venue(name: "Bar", url: "https://v.example/", latitude: "52.5200", longitude: "-13.4")
        ),
        (#"["geo:52.5,13.4;u=35"]"#, Venue(latitude: "52.5", longitude: "13.4")),
        (#"["geo:52.5,13.4,30"]"#, Venue(latitude: "52.5", longitude: "13.4")),
        (#"["Bar"]"#, Venue(name: "Bar")), (#"["https://v.example/"]"#, Venue(url: "https://v.example/")),
        (
            #"[{"type":["h-card"],"properties":{"name":["Bar"],"geo":[{"type":["h-geo"],"properties":{"latitude":["1"],"longitude":["2"]}}]}}]"#,
            Venue(name: "Bar", latitude: "1", longitude: "2")
        ),
        (
            #"[{"type":["h-card"],"properties":{"name":["Bar"],"geo":["geo:1,2"]}}]"#,
            Venue(name: "Bar", latitude: "1", longitude: "2")
        ),
        (
            #"[{"type":["h-adr"],"properties":{"locality":["Berlin"],"country-name":["Germany"]}}]"#,
            Venue(name: "Berlin, Germany")
        ),
        (
            #"[{"type":["h-geo"],"properties":{"latitude":[-90],"longitude":[180]}}]"#,
            Venue(latitude: "-90", longitude: "180")
        ),
        (#"[{"properties":{"name":["Bar"],"latitude":[91],"longitude":[0]}}]"#, Venue(name: "Bar")),
        (#"[{"properties":{"name":["Bar"],"latitude":["nan"],"longitude":["0x1"]}}]"#, Venue(name: "Bar")),
        (#"[{"properties":{"name":["Bar"],"latitude":[1e400],"longitude":[0]}}]"#, Venue(name: "Bar")),
        (#"[{"properties":{"name":["Bar"],"latitude":[5]}}]"#, Venue(name: "Bar")),
        (
            #"[{}, "", "geo:", "geo:x,y", "geo:1", {"type":["h-card"],"properties":{}}, "Second"]"#,
            Venue(name: "Second")
        ),
        ("[5,null,[]]", nil),
    ])
    func `A venue in each form`(json: String, expected: Venue?) throws {
        #expect(try item(#"{"checkin":\#(json)}"#).checkin == expected)
        #expect(try item(#"{"location":\#(json)}"#).location == expected)
    }

    @Test func `The check-in that a real client sends`() throws {
        let item = try item(
            #"{"published":["2024-05-06T07:08:09+02:00"],"syndication":["https://swarm.example/1"],"checkin":[{"type":["h-card"],"properties":{"name":["Bar"],"url":["https://v.example/1"],"latitude":[52.52],"longitude":[13.4],"street-address":["A St. 1"],"locality":["Berlin"]},"value":"https://v.example/1"}],"location":[{"type":["h-adr"],"properties":{"latitude":[52.52],"longitude":[13.4],"locality":["Berlin"]}}]}"#
        )
        #expect(PostType.discover(item) == .checkin)
        #expect(item.checkin == Venue(name: "Bar", url: "https://v.example/1", latitude: "52.52", longitude: "13.4"))
        #expect(item.location == Venue(name: "Berlin", latitude: "52.52", longitude: "13.4"))
    }

    @Test(arguments: [
        (#"["Bar"]"#, "Bar"), (#"["https://v.example/"]"#, "https://v.example/"), (#"["geo:1,2"]"#, "1, 2"),
        (#"[{"type":["h-card"],"properties":{"name":["Bar"],"latitude":[1],"longitude":[2]}}]"#, "Bar"), ("[]", nil),
    ])
    func `Start, end and place of an event`(location: String, expected: String?) throws {
        let event = try item(
            #"{"start":["2024-05-06T10:00"],"end":["",  "2024-05-06"],"location":\#(location)}"#, type: "h-event")
        #expect(event.eventStart == "2024-05-06T10:00")
        #expect(event.eventEnd == "2024-05-06")
        #expect(event.eventLocation == expected)
        #expect(try item("{}").eventStart == nil)
    }
}
