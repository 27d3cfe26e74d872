import Testing

@testable import Martlet

@Suite struct `What a page says of an entry` {
    @Test(arguments: [
        ("to-read", "Wants to read"), ("reading", "Reading"), ("finished", "Finished reading"),
    ])
    func `how far a book was read stands in one place`(status: String, label: String) async throws {
        try await TestSite.with { site in
            let book = #"{"type":["h-cite"],"properties":{"name":["Moby-Dick"],"url":["https://book.example/"]}}"#
            let answer = try await site.postJSON(
                #"{"properties":{"read-of":[\#(book)],"read-status":["\#(status)"]}}"#, token: site.token())
            let page = try await site.send("GET", try #require(answer.location).path).text
            #expect(page.contains("<data class=\"p-read-status\" value=\"\(status)\">\(label)</data>"))
            #expect(page.matches(of: /p-read-status/).count == 1)
            #expect(!page.contains(">Status<"))
        }
    }

    @Test(arguments: [
        ("2026-12-01T20:00:00Z", "20:00"), ("2026-12-02T01:00:00Z", "2 December 2026, 01:00"),
    ])
    func `an event on one day has its date once`(end: String, text: String) async throws {
        try await TestSite.with { site in
            let answer = try await site.postJSON(
                #"""
                {"type":["h-event"],"properties":
                 {"name":["Party"],"start":["2026-12-01T18:00:00Z"],"end":["\#(end)"]}}
                """#, token: site.token())
            let page = try await site.send("GET", try #require(answer.location).path).text
            #expect(page.contains(">1 December 2026, 18:00</time>"))
            #expect(page.contains("<time class=\"dt-end\" datetime=\"\(end)\">\(text)</time>"))
        }
    }

    @Test func `the owner's first page says whose time its times are`() async throws {
        try await TestSite.with(settings: ["MARTLET_TIME_ZONE": "Europe/Vienna"]) { site in
            let page = try await Browser.signedIn(site).get("/admin").text
            #expect(page.contains("Europe/Vienna") && page.contains("21 November 2026, 08:20</time>"))
        }
    }
}
