import IndieWeb
import Testing

@testable import Martlet

@Suite struct `On this day` {
    private static let berlin = ["MARTLET_TIME_ZONE": "Europe/Berlin"]

    @Test func `shows the public entries of a day in all years, newest first, by the site's clock`() async throws {
        try await TestSite.with(settings: Self.berlin) { site in
            let token = try await site.token()
            var midnight: String?
            for (text, more) in [
                ("Lunch", "2024-11-21T12:00:00Z"), ("Midnight", "2025-11-20T23:30:00Z"),
                ("Tomorrow", "2025-11-21T23:30:00Z"), ("Breakfast", "2026-11-21T06:00:00Z"),
                ("Secret", "2023-11-21T12:00:00Z&visibility=private"),
                ("Draft", "2022-11-21T12:00:00Z&post-status=draft"),
            ] {
                let answer = try await site.postForm("content=\(text)&published=\(more)", token: token)
                if text == "Midnight" { midnight = answer.location }
            }
            let page = try await site.send("GET", "/on-this-day/11-21")
            #expect(page.status == 200)
            #expect(page.texts == ["Breakfast", "Midnight", "Lunch"])
            #expect(try await site.send("GET", "/on-this-day/11-22").texts == ["Tomorrow"])
            #expect(page.text.neighbour("earlier") == "/on-this-day/11-20 20 November")
            #expect(page.text.neighbour("later") == "/on-this-day/11-22 22 November")
            #expect(page.text.contains("<h1 class=\"list-title\" dir=\"auto\">On 21 November</h1>"))
            // Its author saw the twentieth, the site the day after.
            let entry = try await site.send(at: midnight).text
            #expect(entry.contains("href=\"https://site.example/on-this-day/11-21\""))
        }
    }

    @Test(arguments: [
        (TestSite.start, "11-21"), (TestSite.start + 16 * 3600 + 600, "11-22"), (1_709_204_400, "02-29"),
    ])
    func `302 to what day it is at the site`(now: Int64, day: String) async throws {
        try await TestSite.with(settings: Self.berlin, now: { now }) { site in
            let answer = try await site.send("GET", "/on-this-day")
            #expect(answer.status == 302)
            #expect(answer.location == "https://site.example/on-this-day/\(day)")
            #expect(answer["cache-control"] == "no-cache")
            #expect(try await site.send("GET", "/").text.contains("href=\"https://site.example/on-this-day\""))
        }
    }

    @Test func `29 February is a day of its own`() async throws {
        try await TestSite.with { site in
            let token = try await site.token()
            for (text, date) in [
                ("Leap", "2024-02-29"), ("Earlier", "2020-02-29"), ("After", "2023-03-01"), ("Before", "2023-02-28"),
            ] {
                try await site.postForm("content=\(text)&published=\(date)T10:00:00Z", token: token)
            }
            let page = try await site.send("GET", "/on-this-day/02-29")
            #expect(page.texts == ["Leap", "Earlier"])
            #expect(page.text.neighbour("earlier") == "/on-this-day/02-28 28 February")
            #expect(page.text.neighbour("later") == "/on-this-day/03-01 1 March")
            let (before, after) = (
                try await site.send("GET", "/on-this-day/02-28"), try await site.send("GET", "/on-this-day/03-01")
            )
            #expect(before.texts == ["Before"] && after.texts == ["After"])
            #expect(before.text.neighbour("later") == "/on-this-day/02-29 29 February")
            #expect(after.text.neighbour("earlier") == "/on-this-day/02-29 29 February")
        }
    }

    @Test func `the year goes round`() {
        #expect(YearDay(month: 12, day: 31)?.next == YearDay(month: 1, day: 1))
        #expect(YearDay(month: 1, day: 1)?.previous == YearDay(month: 12, day: 31))
        var day = YearDay(month: 1, day: 1)
        var days: Set<String> = []
        while let next = day, days.insert(next.path).inserted { day = next.next }
        #expect(days.count == 366)
    }

    @Test(arguments: ["02-30", "13-01", "00-10", "04-31", "1-1", "11-21-1", "1121", "xx-yy", "-1-01", "+1-01"])
    func `404 for a day that no year has`(day: String) async throws {
        try await TestSite.with { site in
            let answer = try await site.send("GET", "/on-this-day/" + day)
            #expect(answer.status == 404)
        }
    }

    @Test func `a day without entries says so, and is not for search engines`() async throws {
        try await TestSite.with { site in
            let empty = try await site.send("GET", "/on-this-day/11-21")
            #expect(empty.status == 200)
            #expect(empty.text.contains("Nothing has been published on this day") && empty.text.contains("noindex"))
            // The first entry makes the first year.
            try await site.postForm("content=Words", token: site.token())
            let page = try await site.send("GET", "/on-this-day/11-21")
            #expect(page.texts == ["Words"] && !page.text.contains("noindex"))
        }
    }

    @Test func `goes on by pages, and back`() async throws {
        try await TestSite.with(settings: ["MARTLET_PAGE_SIZE": "2"]) { site in
            let token = try await site.token()
            for year in 2021...2025 {
                try await site.postForm("content=Y\(year)&published=\(year)-11-21T10:00:00Z", token: token)
            }
            var seen: [[String]] = []
            var path: String? = "/on-this-day/11-21"
            var last = ""
            while let next = path, seen.count < 5 {
                let page = try await site.send("GET", next)
                seen.append(page.texts)
                last = page.text
                path = page.text.headLink("next")
            }
            #expect(seen == [["Y2025", "Y2024"], ["Y2023", "Y2022"], ["Y2021"]])
            let back = try await site.send("GET", try #require(last.headLink("prev")))
            #expect(back.texts == ["Y2023", "Y2022"])
        }
    }

    @Test func `takes two statements for a page, whatever the number of years`() async throws {
        let folder = try TemporaryFolder()
        let data = try await TestSite.open(folder)
        let first = try #require(data.clock.period(1900, 1, 1))
        let day = data.clock.yearDay(
            try #require(YearDay(month: 2, day: 29)), in: first.range.lowerBound...TestSite.start)
        #expect(day.ranges.count == 31)
        let parts = try SiteParts(data, executable: Program.path)
        let create = try MicropubCreate(parts: [
            .field(FormField(name: "content", value: "Leap")),
            .field(FormField(name: "published", value: "1904-02-29T10:00:00Z")),
        ])
        _ = try await parts.writing.publisher.create(create, photos: [], by: .sample)
        let statements = try await data.database.statements { tx in
            let page = try EntryReader.page(before: nil, size: 20, in: .yearDay(day), tx)
            #expect(page.entries.count == 1)
        }
        #expect(statements == 2)
    }
}

extension WireResponse {
    /// The texts of the notes on a page.
    fileprivate var texts: [String] { text.matches(of: /<p>([A-Za-z0-9]+)<\/p>/).map { String($0.output.1) } }
}

extension String {
    /// The path behind a link with this relation in the page's head.
    func headLink(_ rel: String) -> String? {
        matches(of: /<link rel="(prev|next)" href="https:\/\/site\.example([^"]+)"/)
            .first { $0.output.1 == rel }.map { String($0.output.2) }
    }
}
