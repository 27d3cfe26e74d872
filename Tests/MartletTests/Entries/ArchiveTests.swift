import GRDB
import IndieWeb
import Testing

@testable import Martlet

@Suite struct `The archive` {
    @Test func `has the months with entries, in the site's time zone, and the lists there are`() async throws {
        try await TestSite.with(settings: ["MARTLET_TIME_ZONE": "Europe/Berlin"]) { site in
            let token = try await site.token()
            _ = try await site.data.database.write {
                try ChannelStore.insert(uid: "garden", name: "The garden", at: 0, $0)
            }
            for form in [
                // The first of these is of the next year in Berlin.
                "published=2025-12-31T23:30:00Z", "published=2025-12-31T20:00:00Z", "published=2025-08-02T10:00:00Z",
                "published=2025-08-01T10:00:00Z", "published=2025-07-31T22:30:00Z",
                "published=2024-05-01T10:00:00Z&visibility=private", "published=2023-05-01T10:00:00Z&post-status=draft",
            ] {
                try await site.postForm("content=Words&" + form, token: token)
            }
            let page = try await site.send("GET", "/archive")
            #expect(page.status == 200)
            let months = page.text.matches(
                of: /<a href="https:\/\/site\.example(\/[0-9]+\/[0-9]+)">([A-Za-z]+)<\/a> <span class="count">([^<]+)</
            ).map { "\($0.output.1) \($0.output.2) \($0.output.3)" }
            #expect(months == ["/2026/01 January 1", "/2025/12 December 1", "/2025/08 August 3"])
            let years = page.text.matches(of: /<h2><a href="https:\/\/site\.example(\/[0-9]+)">/).map { $0.output.1 }
            #expect(years == ["/2026", "/2025"])
            #expect(page.text.contains("<a href=\"https://site.example/notes\">Notes</a>"))
            #expect(!page.text.contains("https://site.example/likes"))
            #expect(page.text.contains("<a href=\"https://site.example/channels/garden\">The garden</a>"))
            for path in years + months.map({ $0.prefix { $0 != " " } }) {
                #expect(try await site.send("GET", String(path)).status == 200, "\(path)")
            }
        }
    }

    @Test func `says so while there is nothing`() async throws {
        try await TestSite.with { site in
            let page = try await site.send("GET", "/archive")
            #expect(page.status == 200)
            #expect(page.text.contains("Nothing has been published here yet"))
            #expect(page.text.contains("noindex"))
            try await site.postForm("content=Words", token: site.token())
            let after = try await site.send("GET", "/archive").text
            #expect(after.contains("https://site.example/2026/11") && !after.contains("noindex"))
        }
    }

    @Test func `takes four statements, however much there is, and stops counting at a thousand a month`() async throws {
        let folder = try TemporaryFolder()
        let data = try await TestSite.open(folder)
        try await data.database.write { tx in
            // 1100 in one month, then one a month for forty others.
            try tx.execute(
                sql: """
                    WITH RECURSIVE number (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM number WHERE n < 1140)
                    INSERT INTO entry (slug, slugBase, slugNumber, path, postType, mf2, publishedAt, publishedOffset, updatedAt)
                    SELECT 's' || n, 's' || n, 0, '/notes/s' || n, 'note', '{"type":["h-entry"],"properties":{}}',
                           iif(n <= 1100, 1000000000 + n, 1000000000 + (n - 1100) * 2629746), 0, 0
                    FROM number
                    """)
        }
        let clock = data.clock
        let statements = try await data.database.statements { tx in _ = try ArchiveReader.archive(clock, tx) }
        #expect(statements == 4)
        let archive = try await ArchiveReader(database: data.database, clock: clock).archive()
        #expect(archive.months.count == 41)
        #expect(archive.months.last?.count == Archive.mostCounted)
        #expect(archive.months.dropLast().allSatisfy { $0.count == 1 })
        let site = try SiteParts(data, executable: Program.path).site
        let years = ArchivePage(archive: archive, site: site, clock: clock).values["years"] as? [[String: Any]]
        let months = years?.last?["months"] as? [[String: Any]]
        #expect(months?.last?["count"] as? String == "1000+")
    }
}

@Suite struct `Years, months and days` {
    @Test func `lead to their neighbours that have entries, and a year to its months`() async throws {
        try await TestSite.with(settings: ["MARTLET_TIME_ZONE": "Europe/Berlin"]) { site in
            let token = try await site.token()
            for form in [
                "published=2023-03-04T10:00:00Z", "published=2025-08-02T10:00:00Z", "published=2025-12-30T10:00:00Z",
                "published=2025-12-31T23:30:00Z", "published=2025-10-01T10:00:00Z&visibility=private",
                "published=2024-10-01T10:00:00Z&visibility=unlisted",
            ] {
                try await site.postForm("content=Words&" + form, token: token)
            }
            for (path, earlier, later) in [
                ("/2023", nil, "/2025 2025"), ("/2025", "/2023 2023", "/2026 2026"), ("/2026", "/2025 2025", nil),
                ("/2025/12", "/2025/08 August 2025", "/2026/01 January 2026"),
                ("/2025/08", "/2023/03 March 2023", "/2025/12 December 2025"),
                ("/2023/03", nil, "/2025/08 August 2025"),
                ("/2025/12/30", "/2025/08/02 2 August 2025", "/2026/01/01 1 January 2026"),
            ] {
                let page = try await site.send("GET", path).text
                #expect(page.neighbour("earlier") == earlier, "\(path)")
                #expect(page.neighbour("later") == later, "\(path)")
            }
            let year = try await site.send("GET", "/2025").text
            let months = year.matches(of: /<li><a href="https:\/\/site\.example(\/2025[^"]*)">([^<]+)</)
            #expect(months.map { "\($0.output.1) \($0.output.2)" } == ["/2025/08 August", "/2025/12 December"])
        }
    }

    @Test func `take one statement for all that is around them`() async throws {
        let folder = try TemporaryFolder()
        let data = try await TestSite.open(folder)
        let clock = data.clock
        let year = try #require(clock.period(2026))
        let statements = try await data.database.statements { tx in
            _ = try ArchiveReader.surroundings(of: year, clock, tx)
        }
        #expect(statements == 1)
    }

    @Test func `a new month is on the pages of the months around it at once`() async throws {
        try await TestSite.with { site in
            let token = try await site.token()
            try await site.postForm("content=Words&published=2026-03-01T10:00:00Z", token: token)
            #expect(try await site.send("GET", "/2026/03").text.neighbour("later") == nil)
            try await site.postForm("content=Words&published=2026-05-01T10:00:00Z", token: token)
            #expect(try await site.send("GET", "/2026/03").text.neighbour("later") == "/2026/05 May 2026")
            try await site.postForm("content=Words&published=2026-04-01T10:00:00Z", token: token)
            #expect(try await site.send("GET", "/2026/03").text.neighbour("later") == "/2026/04 April 2026")
        }
    }
}

extension String {
    /// Where the page leads `earlier` or `later` in time: path and name.
    func neighbour(_ direction: String) -> String? {
        matches(of: /<a class="(earlier|later)" href="https:\/\/site\.example([^"]+)">([^<]+)</)
            .first { $0.output.1 == direction }.map { "\($0.output.2) \($0.output.3)" }
    }
}
