import IndieWeb
import Testing

@testable import Martlet

@Suite struct `Archives of feeds` {
    @Test(arguments: ["", "/notes", "/tags/n"])
    func `a feed and its archives have every entry once, in documents that name themselves`(list: String) async throws {
        try await TestSite.with { site in
            try await site.insertNotes(1...300)
            let documents = try await site.chain(from: list + "/feed.atom")
            #expect(documents.flatMap(\.numbers) == Array((1...300).reversed()))
            #expect(documents.count > 3)
            let subscribed = try #require(documents.first)
            #expect(subscribed.numbers.count == 20)
            #expect(!subscribed.text.contains("<fh:archive/>") && subscribed.link("current") == nil)
            for archive in documents.dropFirst() {
                #expect(archive.text.contains("<fh:archive/>"))
                #expect(archive.link("current") == list + "/feed.atom")
                #expect(archive.link("self") == archive.path)
                #expect(archive.link("next") == nil && archive.link("previous") == nil)
            }
        }
    }

    @Test func `documents stay as they are when others come, and lead back`() async throws {
        try await TestSite.with { site in
            try await site.insertNotes(1...300)
            let before = try await site.chain(from: "/feed.atom").dropFirst()
            try await site.insertNotes(301...360)
            for document in before {
                let now = try await site.document(document.path)
                #expect(now.textWithoutNext == document.textWithoutNext, "\(document.path)")
            }
            let after = try await site.chain(from: "/feed.atom").dropFirst()
            #expect(after.flatMap(\.numbers) == Array((1...340).reversed()))
            // All but the first of each walk begin at boundaries.
            #expect(Set(before.dropFirst().map(\.path)).isSubset(of: after.map(\.path)))
            for (newer, older) in zip(after.dropFirst(), after.dropFirst(2)) {
                #expect(older.link("next-archive") == newer.path)
            }
        }
    }

    @Test func `an entry that is deleted takes nothing else with it, not even where a document begins`() async throws {
        try await TestSite.with { site in
            try await site.insertNotes(1...300)
            let before = try await site.chain(from: "/feed.atom")
            let boundary = try #require(before.dropFirst(2).first)
            let number = try #require(boundary.numbers.first)
            let url = "https://site.example/notes/number-\(number)"
            let answer = try await site.postForm("action=delete&url=\(url)", token: try await site.token("delete"))
            #expect(answer.status < 300)
            let after = try await site.chain(from: "/feed.atom")
            #expect(after.flatMap(\.numbers) == (1...300).reversed().filter { $0 != number })
            #expect(try await site.document(boundary.path).numbers == Array(boundary.numbers.dropFirst()))
        }
    }

    @Test func `a document without a boundary ends at its limit, and says where the next begins`() async throws {
        try await TestSite.with { site in
            try await site.insertNotes(1...9)
            for list in [EntryList.all, .tag("n"), .type(.note), .withoutResponses] {
                let start = EntryCursor(publishedAt: .max, id: .max)
                let (entries, next) = try await site.data.database.read {
                    try FeedArchiveStore.entries(from: start, limit: 3, in: list, until: { _ in false }, $0)
                }
                #expect(entries.map(\.id) == [9, 8, 7])
                #expect(next?.id == 6)
            }
        }
    }

    @Test func `a document costs three statements`() async throws {
        try await TestSite.with { site in
            try await site.insertNotes(1...120)
            let boundary = try #require((1...120).first { FeedArchive.begins(at: Int64($0)) })
            let start = EntryCursor(publishedAt: TestSite.time(ofNote: boundary), id: Int64(boundary))
            for list in [EntryList.all, .tag("n"), .type(.note)] {
                let count = try await site.data.database.statements { tx in
                    let archive = try EntryReader.archive(from: start, in: list, tx)
                    #expect(archive.entries.first?.id == start.id)
                }
                #expect(count <= 3)
            }
        }
    }

    @Test func `one entry in about fifty is a boundary, by a rule that must never change`() {
        #expect((1...400).filter { FeedArchive.begins(at: $0) } == Self.boundaries)
        let count = (1...100_000).count { FeedArchive.begins(at: $0) }
        #expect((1800...2200).contains(count))
    }

    private static let boundaries: [Int64] = [29, 72, 75, 102, 117, 120, 171, 186, 220, 241, 252, 333, 335]

    @Test func `RSS has the same archives, JSON Feed has none`() async throws {
        try await TestSite.with { site in
            try await site.insertNotes(1...60)
            let feed = try await site.document("/feed.rss")
            let archive = try await site.document(try #require(feed.link("prev-archive")))
            #expect(archive.text.contains("<fh:archive/>") && archive.text.contains("Number 40."))
            #expect(archive.link("self") == archive.path && archive.link("current") == "/feed.rss")
            let query = try #require(archive.path.split(separator: "?").last)
            #expect(try await site.send("GET", "/feed.json?\(query)").status == 404)
            #expect(try await site.send("GET", "/feed.atom?archive=x").status == 400)
            let end = "\(Int64.max)-\(Int64.max)"
            #expect(try await site.send("GET", "/feed.atom?archive=\(end)").status == 200)
        }
    }
}

/// A feed document as a reader sees it.
private struct FeedDocument {
    let path: String
    let text: String

    /// The entries, by the number of ``TestSite/insertNotes(_:)``.
    var numbers: [Int] {
        text.matches(of: /<entry><id>https:\/\/site\.example\/notes\/number-(\d+)</).compactMap { Int($0.output.1) }
    }

    /// Where a link leads on this site.
    func link(_ relation: String) -> String? {
        for link in text.matches(of: /<(?:atom:)?link rel="([^"]+)"[^>]* href="https:\/\/site\.example([^"]*)"/)
        where link.output.1 == relation {
            return String(link.output.2)
        }
        return nil
    }

    /// All but the link that comes with a newer document.
    var textWithoutNext: String { text.replacing(/<link rel="next-archive"[^>]*>/, with: "") }
}

extension TestSite {
    /// Publishes notes a minute apart with the tag `n`, not over the wire: hundreds in no time.
    fileprivate func insertNotes(_ numbers: ClosedRange<Int>) async throws {
        try await data.database.write { tx in
            for number in numbers {
                let time = Self.time(ofNote: number)
                let item = Mf2Item(
                    type: ["h-entry"],
                    properties: ["content": [.string("Number \(number).")], "category": [.string("n")]])
                let entry = NewEntry(
                    postType: .note, item: item, published: PostDate(secondsSince1970: time, offsetSeconds: 0),
                    updatedAt: time, state: .published, visibility: .public, channel: nil, tokenID: nil,
                    words: SearchWords())
                let change = EntryChange(at: time, by: "test", kind: .create)
                _ = try EntryPlacing.insert(entry, slug: "number-\(number)", change, tx)
            }
        }
    }

    fileprivate static func time(ofNote number: Int) -> Int64 { start - 1_000_000 + Int64(number) * 60 }

    fileprivate func document(_ path: String) async throws -> FeedDocument {
        let answer = try await send("GET", path)
        #expect(answer.status == 200, "\(path)")
        return FeedDocument(path: path, text: answer.text)
    }

    /// A feed and its archives, newest first.
    fileprivate func chain(from path: String) async throws -> [FeedDocument] {
        // These notes were inserted behind the back of the cache.
        parts.pages.invalidateAll()
        var documents = [try await document(path)]
        while let next = documents.last?.link("prev-archive"), documents.count < 100 {
            documents.append(try await document(next))
        }
        return documents
    }
}
