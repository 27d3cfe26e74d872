import Foundation
import GRDB
import Images
import IndieWeb
import Testing

@testable import Martlet

@Suite struct `A site full of made-up posts` {
    private static let plan = SamplePlan(posts: 120, photos: 30, seed: 7)

    @Test func `every post and picture is there, whole, and no job waits for them`() async throws {
        let folder = try TemporaryFolder()
        let data = try await TestSite.open(folder, settings: ["MARTLET_AVIF": "1"])
        #expect(try await data.fill(Self.plan) == 120)

        #expect(try await data.count("entry") == 120)
        #expect(try await data.count("media") == 30)
        #expect(try await data.count("storedFile") == 30, "no two have the same bytes")
        #expect(try await data.count("entryMedia") == 30)
        #expect(try await data.count("job") == 0)
        #expect(try await data.count("entry WHERE postType = 'photo'") == 17)
        #expect(try await data.count("entry WHERE postType = 'note'") > 30)
        #expect(try await data.count("entry WHERE postType = 'article'") > 3)
        #expect(try await data.count("entry WHERE postType IN ('like', 'reply', 'bookmark')") > 10)
        #expect(try await data.count("entry WHERE state <> 'published' OR visibility <> 'public'") == 0)
        #expect(try await data.count("entryCategory WHERE isListed") > 30)

        try await data.expectWhole()
        #expect(try Disk.names(in: data.folder.uploads).isEmpty)
        #expect(Disk.kind(of: data.folder.lostAndFound) == .missing)
    }

    @Test func `pages list the posts, newest first, and serve their pictures`() async throws {
        try await TestSite.with(prepare: { try await $0.fill(Self.plan) }) { site in
            let home = try await site.send("GET", "/").text
            #expect(home.matches(of: /<article\b/).count == 20)
            let tag = try #require(
                try await site.data.database.read { tx in
                    try String.fetchOne(
                        tx, sql: "SELECT name FROM entryCategory GROUP BY name ORDER BY count(*) DESC LIMIT 1")
                })
            #expect(try await site.send("GET", "/tags/\(tag)").text.contains("<article"))
            #expect(try await site.send("GET", "/channels/sketchbook").status == 200)
            #expect(try await site.send("GET", "/2005").text.contains("<article"))

            let photos = try await site.send("GET", "/photos").text
            let picture = try #require(photos.firstMatch(of: /src="https:\/\/site.example(\/media\/[^"]+)"/))
            #expect(try await site.send("GET", String(picture.output.1)).status == 200)
        }
    }

    @Test func `the same plan makes the same posts, another seed others`() async throws {
        let first = try await Self.posts(of: SamplePlan(posts: 60, photos: 6, seed: 7))
        let second = try await Self.posts(of: SamplePlan(posts: 60, photos: 6, seed: 7))
        let other = try await Self.posts(of: SamplePlan(posts: 60, photos: 6, seed: 8))

        #expect(first.count == 60)
        #expect(first == second)
        #expect(Set(first).isDisjoint(with: other))
    }

    @Test func `what a stop left undone is done by the same plan, and refused to another`() async throws {
        let folder = try TemporaryFolder()
        let data = try await TestSite.open(folder)
        let stopped = try? await data.fill(Self.plan, batchSize: 25) { done in
            if done == 50 { throw CancellationError() }
        }
        #expect(stopped == nil)
        #expect(try await data.count("entry") == 50)

        let other = SamplePlan(posts: 121, photos: 30, seed: 7)
        let refusal = await #expect(throws: CommandFailure.self) { try await data.fill(other) }
        #expect(refusal?.description.contains("--posts 120 --photos 30 --seed 7") == true)

        #expect(try await data.fill(Self.plan) == 70)
        #expect(try await data.count("entry") == 120)
        #expect(try await data.count("media") == 30)
        try await data.expectWhole()
        #expect(try await data.fill(Self.plan) == 0)
        let all = try await Self.posts(in: data)
        #expect(try await Self.posts(of: Self.plan) == all)
    }

    @Test func `the command fills an empty site, goes on with the same numbers and refuses others`() async throws {
        let folder = try TemporaryFolder()
        let environment = TestSite.environment(folder)
        let first = try await Program.run("seed", "--posts", "30", "--photos", "2", environment: environment)
        #expect(first.status == 0, "\(first.complaint)")
        #expect(first.output == "30 sample entries\n")
        let again = try await Program.run("seed", "--posts", "30", "--photos", "2", environment: environment)
        #expect(again.output == "0 sample entries\n")
        let more = try await Program.run("seed", "--posts", "31", "--photos", "2", environment: environment)
        #expect(more.status == 1)
        #expect(more.complaint.contains("only the same numbers go on"))
        #expect(try await Program.run("doctor", environment: environment).status == 0)
    }

    @Test func `a site with posts of its own is left alone`() async throws {
        try await TestSite.with { site in
            let token = try await site.token()
            #expect(try await site.postForm("content=Mine", token: token).status == 201)
            let data = site.data
            await #expect(throws: CommandFailure.self) { try await data.fill(Self.plan) }
            #expect(try await site.count("entry") == 1)
        }
    }

    @Test(arguments: [(1000, 200), (10, 10), (7, 3), (5, 0), (1, 1), (30_000, 6000)])
    func `every picture is shown by one post, at most four by any`(posts: Int, photos: Int) {
        let plan = SamplePlan(posts: posts, photos: photos, seed: 1)
        let shown = (0..<posts).map(plan.photos)
        #expect(shown.flatMap(Array.init) == Array(0..<photos))
        #expect(shown.allSatisfy { $0.count <= 4 })
    }

    @Test func `words and tags are used as languages use them`() {
        var random = SampleRandom(seed: 3, number: 0)
        var uses = [Int](repeating: 0, count: 2000)
        for _ in 0..<100_000 { uses[random.rank(below: 2000)] += 1 }
        #expect(SampleWords().words.count == 20_000)
        #expect(Set(SampleWords().words).count == 20_000)
        #expect(Set(SampleTags.all).count == 2000)
        #expect(uses[0] > 8 * uses[15])
        #expect(uses[1000...].reduce(0, +) > 5000)
    }

    /// The posts of a plan in a data directory of its own: paths and what was sent.
    private static func posts(of plan: SamplePlan) async throws -> [String] {
        let folder = try TemporaryFolder()
        let data = try await TestSite.open(folder)
        _ = try await data.fill(plan)
        return try await posts(in: data)
    }

    private static func posts(in data: OpenData) async throws -> [String] {
        try await data.database.read { tx in
            try String.fetchAll(tx, sql: "SELECT path || ' ' || mf2 FROM entry ORDER BY id")
        }
    }
}

@Suite struct `Progress on a terminal` {
    @Test func `tells share, pace and the time that is left`() {
        #expect(
            ProgressBar.text(done: 30_000, of: 100_000, doneBefore: 0, seconds: 3)
                == "30000/100000, 30 %, 10000/s, 7 s left")
        #expect(
            ProgressBar.text(done: 60, of: 3660, doneBefore: 0, seconds: 60) == "60/3660, 1 %, 1.0/s, 60 min left")
        #expect(ProgressBar.text(done: 500, of: 1000, doneBefore: 500, seconds: 1) == "500/1000, 50 %")
    }
}

extension OpenData {
    /// Fills the directory as `martlet seed` does, with copies of two pictures only.
    @discardableResult
    fileprivate func fill(
        _ plan: SamplePlan, batchSize: Int = 4000, progress: (Int) throws -> Void = { _ in }
    ) async throws -> Int {
        try await recover()
        let writing = WritingParts(self, Site(settings), executable: Program.path)
        return try await SiteFiller(plan, self, writing, batchSize: batchSize, models: 2).fill(progress: progress)
    }

    fileprivate func count(_ rows: String) async throws -> Int {
        try await database.read { try Int.fetchOne($0, sql: "SELECT count(*) FROM \(rows)") ?? -1 }
    }

    /// Looks as `martlet doctor` does.
    fileprivate func expectWhole() async throws {
        #expect(try await database.read(AppDatabase.integrityProblems) == [])
        try await MediaRecovery(folder: folder, database: database, clock: clock).run(repairing: false) { finding in
            Issue.record("\(finding)")
        }
    }
}
