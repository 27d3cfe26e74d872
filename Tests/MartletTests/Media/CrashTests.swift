import Foundation
import GRDB
import Testing

@testable import Martlet

/// Kills or breaks the real program at every failpoint of an upload and a create, and starts it again.
@Suite(.serialized) struct `A crash while posting` {
    private static let points: [Failpoint] = [
        .uploadDirectoryMade, .uploadOriginalOpened, .uploadOriginalWritten, .uploadVariantsMade, .uploadFilesSynced,
        .uploadDirectorySynced, .uploadRowsInserted, .uploadShardMade, .uploadDirectoryMoved, .uploadParentsSynced,
        .createBegun, .createEntryInserted, .createPhotosLinked, .databaseBeforeCommit, .databaseCommit,
    ]

    @Test(arguments: points)
    func `kill: nothing of an unanswered post is left, and earlier posts are whole`(point: Failpoint) async throws {
        let site = try await CrashedSite()
        let answer = try await site.post(failing: "\(point.rawValue):kill")

        #expect(answer == nil)
        try await site.expect(entries: 1, after: point)
    }

    @Test func `kill between commit and answer: the post is whole`() async throws {
        let site = try await CrashedSite()
        let answer = try await site.post(failing: "\(Failpoint.databaseCommitted.rawValue):kill")

        #expect(answer == nil)
        try await site.expect(entries: 2, after: .databaseCommitted)
    }

    @Test func `a client that sends the post again after such a kill gets the same one`() async throws {
        let site = try await CrashedSite()
        let lost = try await site.posts(1, text: "Once only", failing: "database.committed:kill")
        let again = try await site.posts(1, text: "Once only", failing: nil)

        #expect(lost.first ?? nil == nil)
        #expect(again.first??.status == 201)
        try await site.expect(entries: 2, after: .databaseCommitted)
    }

    @Test(arguments: points)
    func `error: the post is refused, nothing is left, and the next one works`(point: Failpoint) async throws {
        let site = try await CrashedSite()
        let answers = try await site.posts(2, failing: "\(point.rawValue):error")

        #expect(answers.map { $0?.status } == [point == .databaseCommit ? 503 : 500, 201], "\(point)")
        #expect(answers.first??.text.contains("Failpoint") == false)
        try await site.expect(entries: 2, after: point)
    }

    @Test func `a commit in doubt stops all writing until the next start`() async throws {
        let site = try await CrashedSite()
        // Both the commit and the fence behind it fail: nobody knows what the disk holds.
        let answers = try await site.posts(2, failing: "database.commit:error,database.fence:error")

        #expect(answers.map { $0?.status } == [503, 503])
        try await site.expect(entries: 1, after: .databaseFence)
        #expect(try site.lostFiles().isEmpty == false)
    }

    @Test func `readyz says 503 and why once writing has stopped, and reading goes on`() async throws {
        let site = try await CrashedSite()
        let environment = site.environment(failing: "database.commit:error,database.fence:error")
        _ = try await Program.serving(environment: environment) { port in
            _ = try await site.send(to: port)

            let answer = try await Wire(port: port).send("GET", "/readyz")
            #expect(answer.status == 503)
            #expect(answer.text.contains(#""status":"not ready","reason":"Writing has stopped"#))
            #expect(try await Wire(port: port).send("GET", "/healthz").status == 503)
            #expect(try await Wire(port: port).send("GET", "/").status == 200)
        }
    }

    @Test func `a full disk refuses with 507 and is over when there is room`() async throws {
        let site = try await CrashedSite()
        // The commit finds the disk full, and so does the first fence behind it; then somebody makes room.
        let answers = try await site.posts(3, failing: "database.commit:full,database.fence:full")

        #expect(answers.map { $0?.status } == [507, 201, 201])
        try await site.expect(entries: 3, after: .databaseFence)
        #expect(try site.lostFiles().isEmpty)
    }

    @Test(arguments: [Failpoint.recoverySwept, .recoveryDirectoryKept, .deletionFilesRemoved])
    func `kill while a start sets things right: the next start goes on`(point: Failpoint) async throws {
        let site = try await CrashedSite()
        _ = try await site.post(failing: "upload.original-written:kill")
        try await site.leaveWork()

        let listened = try? await Program.serving(environment: site.environment(failing: "\(point.rawValue):kill")) {
            _ in
        }
        #expect(listened != true)
        try await site.expect(entries: 1, after: point)
    }

    @Test func `kill while the schema is made: the next start makes it`() async throws {
        let folder = try TemporaryFolder()
        var environment = TestSite.environment(folder)
        environment["MARTLET_FAILPOINT"] = "migration.applied:kill"
        _ = try? await Program.serving(environment: environment) { _ in }
        environment["MARTLET_FAILPOINT"] = nil

        let token = try await Program.run("token", "create", "--scope", "create", environment: environment)
        #expect(token.status == 0)
        #expect(try await Program.run("doctor", environment: environment).status == 0)
    }

    @Test func `kill while a token is made: there is none, and the next one works`() async throws {
        let folder = try TemporaryFolder()
        var environment = TestSite.environment(folder)
        environment["MARTLET_FAILPOINT"] = "token.inserted:kill"
        let killed = try await Program.run("token", "create", "--scope", "create", environment: environment)
        environment["MARTLET_FAILPOINT"] = nil

        #expect(killed.status != 0)
        #expect(killed.output.isEmpty)
        let list = try await Program.run("token", "list", environment: environment)
        #expect(list.output.split(separator: "\n").count == 1)
        #expect(try await Program.run("token", "create", "--scope", "create", environment: environment).status == 0)
    }

    @Test(arguments: [Failpoint.updateRevisionKept, .updateEntryChanged, .deleteEntryMarked], ["kill", "error"])
    func `a change that breaks off leaves the post as it was, and the next one works`(
        point: Failpoint, action: String
    ) async throws {
        let site = try await CrashedSite()
        let change =
            point == .deleteEntryMarked
            ? #""action": "delete""# : #""action": "update", "replace": {"content": ["Changed"]}"#
        let broken = try await site.change(change, failing: "\(point.rawValue):\(action)")

        #expect(broken == (action == "kill" ? nil : 500))
        try await site.expect(entries: 1, after: point)
        #expect(try await site.changes() == 0)
        #expect(try await site.change(change, failing: nil) == 204)
        #expect(try await site.changes() == 1)
    }

    @Test(arguments: ["kill", "error"])
    func `a deletion of a file that breaks off deletes nothing, and the next one all of it`(action: String) async throws
    {
        let site = try await CrashedSite()
        #expect(
            try await site.change(#""action": "update", "delete": ["photo"], "add": {"content": ["x"]}"#, failing: nil)
                == 204)
        let broken = try await site.deleteFile(failing: "delete.media-marked:\(action)")
        #expect(broken == (action == "kill" ? nil : 500))
        try await site.expect(entries: 1, after: .deleteMediaMarked)
        #expect(try await site.deleteFile(failing: nil) == 204)
        // The next start does what the job did not come to.
        #expect(try await site.deleteFile(failing: nil) == 204)
        #expect(try await site.photos() == 0)
    }

    @Test(arguments: ["kill", "error"])
    func `a link whose opening breaks off isn't used up, and its file is there`(action: String) async throws {
        let site = try await CrashedSite()
        let path = "/share/" + (try await site.share())
        let broken = try await site.openShare(path, failing: "share.redeemed:\(action)")
        #expect(broken == (action == "kill" ? nil : 500))
        #expect(try await site.openShare(path, failing: nil) == 200)
        #expect(try await site.openShare(path, failing: nil) == 410)
        try await site.expect(entries: 1, after: .shareRedeemed)
    }

    @Test(arguments: [Failpoint.remakeFilesSynced, .remakeDirectoryMoved, .deletionFilesRemoved], ["kill", "error"])
    func `a picture whose files are made anew keeps the old ones or has the new ones`(
        point: Failpoint, action: String
    ) async throws {
        let site = try await CrashedSite()
        _ = try await Program.run(
            "media", "rebuild", environment: site.environment(failing: "\(point.rawValue):\(action)"))
        let again = try await Program.run("media", "rebuild", environment: site.environment())
        #expect(again.status == 0, "\(again.complaint)")
        try await site.expect(entries: 1, after: point)
    }

    @Test func `a job whose end was not noted is done again`() async throws {
        let folder = try TemporaryFolder()
        let environment = TestSite.environment(folder)
        let data = try await TestSite.open(folder)
        let past = NewJob(kind: .sweep, runAt: 1, uniqueKey: "sweep")
        try await data.database.write { try JobStore.enqueue(past, at: 1, $0) }
        try data.close()
        var armed = environment
        armed["MARTLET_FAILPOINT"] = "job.done:kill"
        let died = try await Program.run("serve", environment: armed)
        #expect(died.status == nil)

        let again = try await TestSite.open(folder)
        let parts = try SiteParts(again, executable: Program.path)
        try await again.database.write(JobStore.releaseAll)
        let jobs = try await again.database.read(JobStore.all)
        #expect(jobs.map(\.kind) == [.sweep])
        #expect((jobs.first?.runAt ?? 0) > 1, "the round itself was done, and the next one is set")
        withExtendedLifetime(parts) {}
        try again.close()
    }

    @Test(arguments: [Failpoint.codeInserted, .codeRedeemed, .tokenInserted, .tokenRenewed], ["kill", "error"])
    func `a token issue that breaks off leaves all or nothing, and the site goes on`(
        point: Failpoint, action: String
    ) async throws {
        let folder = try TemporaryFolder()
        let access = try await CrashedAccess(folder)
        try await access.serve(failing: "\(point.rawValue):\(action)") { access, port in
            // Whatever breaks off here was never acknowledged.
            _ = try? await access.walk(port)
        }
        try await access.serve(failing: nil) { access, port in
            let issued = try await access.walk(port)
            #expect(issued == 200)
        }
        let doctor = try await Program.run("doctor", environment: access.environment)
        #expect(doctor.output.contains("all is well"))
        #expect(try await access.halfDone() == 0)
    }

    @Test func `every failpoint is walked here`() {
        let elsewhere: Set<Failpoint> = [
            .databaseCommitted, .databaseFence, .tokenInserted, .migrationApplied, .recoverySwept,
            .recoveryDirectoryKept, .deletionFilesRemoved, .codeInserted, .codeRedeemed, .tokenRenewed,
            .updateRevisionKept, .updateEntryChanged, .deleteEntryMarked, .deleteMediaMarked, .jobDone, .shareRedeemed,
            .remakeFilesSynced, .remakeDirectoryMoved,
        ]
        #expect(Set(Self.points).union(elsewhere) == Set(Failpoint.allCases))
    }
}
