import Testing

@testable import Martlet

@Suite struct `Files over HTTP` {
    @Test(arguments: [
        (nil, ByteRange.whole), ("bytes=0-9", .part(0..<10)), ("bytes=90-", .part(90..<100)),
        ("bytes=-10", .part(90..<100)), ("bytes=-1000", .part(0..<100)), ("bytes=95-1000", .part(95..<100)),
        ("Bytes=0-0", .part(0..<1)), ("bytes=100-", .unsatisfiable), ("bytes=-0", .unsatisfiable),
        ("bytes=0-99999999999999999999", .part(0..<100)), ("bytes=99999999999999999999-", .unsatisfiable),
        ("bytes=9-1", .whole), ("bytes=0-1,3-4", .whole), ("bytes=a-b", .whole), ("bytes=", .whole),
        ("bytes=-", .whole), ("bytes=--5", .whole), ("lines=0-5", .whole),
    ])
    func `a Range header means`(header: String?, range: ByteRange) {
        #expect(ByteRange.parse(header, size: 100) == range)
    }

    @Test func `a picture's file comes whole, in part, as a head, or not again`() async throws {
        try await TestSite.with { site in
            let path = try #require(try await site.upload(Pictures.png).location)
                .replacing("https://site.example", with: "")
            let whole = try await site.send("GET", path)
            let tag = try #require(whole["etag"])

            #expect(whole["cache-control"] == "private, max-age=60", "no post shows it yet")
            #expect(whole["x-content-type-options"] == "nosniff")
            #expect(whole["accept-ranges"] == "bytes")
            let head = try await site.send("HEAD", path)
            #expect(head.status == 200 && head.body.isEmpty)
            #expect(head["content-length"] == String(whole.body.count))

            let end = try await site.send("GET", path, headers: [("Range", "bytes=-100")])
            #expect(end.status == 206)
            #expect(end.body == Array(whole.body.suffix(100)))
            #expect(
                end["content-range"] == "bytes \(whole.body.count - 100)-\(whole.body.count - 1)/\(whole.body.count)")

            let past = try await site.send("GET", path, headers: [("Range", "bytes=9999999-")])
            #expect(past.status == 416)
            #expect(past["content-range"] == "bytes */\(whole.body.count)")

            #expect(try await site.send("GET", path, headers: [("If-None-Match", tag)]).status == 304)
            let stale = [("Range", "bytes=0-9"), ("If-Range", "\"other\"")]
            #expect(try await site.send("GET", path, headers: stale).status == 200)
            #expect(
                try await site.send("GET", path, headers: [("Range", "bytes=0-9"), ("If-Range", tag)]).status == 206)
        }
    }
}
