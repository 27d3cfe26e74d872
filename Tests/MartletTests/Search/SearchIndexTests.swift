import Foundation
import GRDB
import IndieWeb
import Synchronization
import Testing

@testable import Martlet

@Suite struct `The index of the search` {
    @Test func `has an entry from its creation, and its new words instead of the old after a change`() async throws {
        try await TestSite.with { site in
            let token = try await site.token("create update")
            let url = try await site.postForm("content=Uphill+walk&category=rambles", token: token).location
            #expect(try await site.found("uphill").count == 1)
            #expect(try await site.found("rambles").count == 1)
            try await site.update(url, #""replace":{"content":["Down by the river"],"category":["strolls"]}"#, token)
            #expect(try await site.found("uphill").isEmpty)
            #expect(try await site.found("rambles").isEmpty)
            #expect(try await site.found("river").count == 1)
            #expect(try await site.found("strolls").count == 1)
            #expect(try await site.count("entrySearch") == 1)
        }
    }

    @Test(arguments: [
        #""replace":{"visibility":["private"]}"#, #""replace":{"visibility":["unlisted"]}"#,
        #""replace":{"post-status":["draft"]}"#, #""replace":{"published":["2999-01-01T00:00:00Z"]}"#,
    ])
    func `loses an entry that is hidden by a change, and gets it back`(change: String) async throws {
        try await TestSite.with { site in
            let token = try await site.token("create update")
            let url = try await site.postForm("content=Uphill", token: token).location
            try await site.update(url, change, token)
            #expect(try await site.found("uphill").isEmpty)
            #expect(try await site.count("entrySearch") == 0)
            let back = #"{"visibility":["public"],"post-status":["published"],"published":["2026-01-01T00:00:00Z"]}"#
            try await site.update(url, #""replace":\#(back)"#, token)
            #expect(try await site.found("uphill").count == 1)
        }
    }

    @Test(arguments: [
        "visibility=private", "visibility=unlisted", "post-status=draft", "published=2999-01-01T00:00:00Z",
    ])
    func `never has an entry that is hidden from the start`(hiding: String) async throws {
        try await TestSite.with { site in
            let answer = try await site.postForm("content=Uphill&\(hiding)", token: site.token())
            #expect(answer.status == 201 || answer.status == 202)
            #expect(try await site.count("entrySearch") == 0)
            #expect(try await site.found("uphill").isEmpty)
        }
    }

    @Test func `loses a deleted entry, and has it again when it is brought back`() async throws {
        try await TestSite.with { site in
            let token = try await site.token("create delete undelete")
            let url = try #require(try await site.postForm("content=Uphill", token: token).location)
            try await site.postForm("action=delete&url=\(url)", token: token)
            #expect(try await site.count("entrySearch") == 0)
            try await site.postForm("action=undelete&url=\(url)", token: token)
            #expect(try await site.found("uphill").count == 1)
        }
    }

    @Test func `follows a restored version and a scheduled entry whose time has come`() async throws {
        let time = Mutex(TestSite.start)
        try await TestSite.with(now: { time.withLock { $0 } }) { site in
            let token = try await site.token("create update")
            let url = try await site.postForm("content=Uphill", token: token).location
            try await site.update(url, #""replace":{"content":["River"]}"#, token)
            let path = try #require(url).replacing("https://site.example", with: "")
            let id = try #require(try await site.data.database.read { try EntryStore.entry(path: path, $0)?.id })
            #expect(try await site.parts.writing.editor.restore(1, of: id, by: .owner))
            #expect(try await site.found("uphill").count == 1)
            #expect(try await site.found("river").isEmpty)

            try await site.postForm("content=Fireworks&published=2026-12-31T23:00:00Z", token: token)
            #expect(try await site.found("fireworks").isEmpty)
            time.withLock { $0 += 60 * 86_400 }
            try await site.parts.writing.jobs.runDue()
            #expect(try await site.found("fireworks").count == 1)
        }
    }

    @Test func `hides at once what a hand in the database hid, and the doctor's work sets it right`() async throws {
        try await TestSite.with { site in
            let token = try await site.token()
            try await site.postForm("content=Uphill+one", token: token)
            try await site.postForm("content=Uphill+two", token: token)
            let database = site.data.database
            try await database.write { tx in
                try tx.execute(sql: "UPDATE entry SET visibility = 'private' WHERE id = 1")
                try tx.execute(sql: "DELETE FROM entrySearch WHERE rowid = 2")
            }
            #expect(try await site.found("uphill").isEmpty)
            let now = site.data.clock.now()
            #expect(try await SearchIndexer.examine(database, repairing: false, at: now).count == 2)
            #expect(try await SearchIndexer.examine(database, repairing: true, at: now).count == 2)
            #expect(try await SearchIndexer.examine(database, repairing: false, at: now).isEmpty)
            try await site.parts.writing.jobs.runDue()
            #expect(try await SearchIndexer.examine(database, repairing: false, at: now).isEmpty)
            #expect(try await site.count("entrySearch") == 1)
            #expect(try await site.found("two").count == 1)
        }
    }

    @Test(arguments: ["schema-1", "schema-3", "schema-5"])
    func `gets the entries of an earlier release by a job`(fixture: String) async throws {
        let folder = try TemporaryFolder()
        try FileManager.default.createDirectory(atPath: folder.path + "/data", withIntermediateDirectories: true)
        let old = try DatabaseQueue(path: folder.path + "/data/martlet.sqlite")
        let sql = try Checkout.text("Tests/MartletTests/Fixtures/\(fixture).sql")
        try await old.write { try $0.execute(sql: sql) }
        try old.close()

        // The job is due by the real clock.
        let data = try await TestSite.open(folder, now: { 4_000_000_000 })
        let parts = try SiteParts(data, executable: Program.path)
        let before = try await data.database.read { try Int.fetchOne($0, sql: "SELECT count(*) FROM entrySearch") }
        try await parts.writing.jobs.runDue()
        let ids = try await data.database.read { tx in
            try Int.fetchAll(tx, sql: "SELECT rowid FROM entrySearch WHERE entrySearch MATCH 'hill OR kept OR hi'")
        }

        #expect(before == 0)
        #expect(ids == [1])
        #expect(try await data.database.read { try SearchStore.differences($0) } == (0, 0))
        #expect(try await data.database.read(JobStore.all).allSatisfy { $0.kind != .indexSearch })
        try data.close()
    }

    @Test func `doesn't take an entry as it was when it has changed since`() async throws {
        try await TestSite.with { site in
            let token = try await site.token("create update")
            let url = try await site.postForm("content=Uphill", token: token).location
            let database = site.data.database
            let entry = try #require(try await database.read { try EntryStore.entry(id: 1, $0) })
            let words = site.parts.writing.editor.rules.words(of: entry)
            try await site.update(url, #""replace":{"content":["River"]}"#, token)
            try await database.write { try $0.execute(sql: "DELETE FROM entrySearch") }

            try await database.write { try SearchStore.add(words, of: 1, version: entry.version, $0) }
            #expect(try await site.count("entrySearch") == 0)
            try await database.write { try SearchStore.add(words, of: 1, version: entry.version + 1, $0) }
            try await database.write { try SearchStore.add(words, of: 1, version: entry.version + 1, $0) }
            #expect(try await site.count("entrySearch") == 1)
        }
    }
}

extension TestSite {
    /// The paths of what a query finds, the best first.
    func found(
        _ text: String, tag: String = "", date: String = "", type: String = ""
    ) async throws -> [String] {
        let query = SearchQuery(text: text, tag: tag, date: date, type: type)
        let reader = EntryReader(database: data.database)
        return try await reader.search(query, after: nil, size: 50).found.map(\.entry.path)
    }

    /// Changes the entry at an address.
    func update(_ url: String?, _ change: String, _ token: String) async throws {
        let url = try #require(url)
        let answer = try await postJSON(#"{"action":"update","url":"\#(url)",\#(change)}"#, token: token)
        #expect(answer.status == 204 || answer.status == 201, "\(answer.text)")
    }
}
