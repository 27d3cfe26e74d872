import IndieWeb
import ServiceLifecycle
import Synchronization
import Testing

@testable import Martlet

@Suite struct `Jobs` {
    /// Runs jobs of one kind with a handler.
    private static func runner(
        _ data: OpenData, _ handler: @escaping JobRunner.Handler
    ) -> JobRunner {
        JobRunner(
            database: data.database, clock: data.clock, logger: TestSite.quietLogger, handlers: [.fetchPhoto: handler])
    }

    private static func enqueue(_ data: OpenData, key: String? = nil, host: String? = nil) async throws {
        let job = NewJob(kind: .fetchPhoto, runAt: data.clock.now(), uniqueKey: key, host: host)
        try await data.database.write { try JobStore.enqueue(job, at: job.runAt, $0) }
    }

    private static func all(_ data: OpenData) async throws -> [Job] { try await data.database.read(JobStore.all) }

    @Test func `a job that is done is gone`() async throws {
        let folder = try TemporaryFolder()
        let data = try await TestSite.open(folder)
        try await Self.enqueue(data)
        let runner = Self.runner(data) { _ in }
        #expect(try await runner.runDue() == 1)
        #expect(try await runner.runDue() == 0)
        #expect(try await Self.all(data).isEmpty)
        try data.close()
    }

    @Test func `a job that fails is tried again after growing pauses, and given up after fourteen tries`() async throws
    {
        let time = Mutex(TestSite.start)
        let folder = try TemporaryFolder()
        let data = try await TestSite.open(folder, now: { time.withLock { $0 } })
        try await Self.enqueue(data)
        let runner = Self.runner(data) { _ in throw JobFailure(word: "timed_out", text: "Nobody answered.") }
        var pauses: [Int64] = []
        for number in 1...14 {
            #expect(try await runner.runDue() == 1, "try \(number)")
            let job = try #require(try await Self.all(data).first)
            #expect(job.attempts == number)
            #expect(job.failure == "timed_out")
            if number < 14 {
                pauses.append(job.runAt - data.clock.now())
                #expect(try await runner.runDue() == 0, "not before its time")
                time.withLock { $0 = job.runAt }
            } else {
                #expect(job.givenUpAt == data.clock.now())
            }
        }
        #expect(zip(pauses, pauses.dropFirst()).prefix(10).allSatisfy { $1 > $0 })
        #expect(pauses.reduce(0, +) > 40 * 3600 && pauses.reduce(0, +) < 60 * 3600, "about two days")
        #expect((30...38).contains(pauses[0]))
        time.withLock { $0 += 10 * 86_400 }
        #expect(try await runner.runDue() == 0)
        try await data.database.write { _ = try JobStore.retry(1, at: time.withLock { $0 }, $0) }
        #expect(try await runner.runDue() == 1)
        try data.close()
    }

    @Test func `what can't be mended is given up at once`() async throws {
        let folder = try TemporaryFolder()
        let data = try await TestSite.open(folder)
        try await Self.enqueue(data)
        let runner = Self.runner(data) { _ in throw JobFailure(word: "gone", text: "It is gone.", isFinal: true) }
        try await runner.runDue()
        #expect(try await Self.all(data).first?.givenUpAt != nil)
        try data.close()
    }

    @Test func `the same work is wanted once`() async throws {
        let folder = try TemporaryFolder()
        let data = try await TestSite.open(folder)
        for _ in 0..<3 { try await Self.enqueue(data, key: "one") }
        #expect(try await Self.all(data).count == 1)
        try data.close()
    }

    @Test func `one job at a time for a host, four in all, and work at home beside them`() async throws {
        let folder = try TemporaryFolder()
        let data = try await TestSite.open(folder)
        for _ in 0..<3 { try await Self.enqueue(data, host: "a.example") }
        for number in 0..<6 { try await Self.enqueue(data, host: "\(number).example") }
        try await Self.enqueue(data)
        func claim(isRemote: Bool) async throws -> [Job] {
            try await data.database.write { tx in
                let start = TestSite.start
                return try JobStore.claim(
                    isRemote: isRemote, at: start, until: start + 60, limit: 4, tx)
            }
        }
        let first = try await claim(isRemote: true)
        #expect(first.count == 4)
        #expect(first.count { $0.host == "a.example" } == 1)
        #expect(try await claim(isRemote: false).count == 1)
        let more = try await claim(isRemote: true)
        #expect(more.count == 3, "the others for the host wait for the first")
        try data.close()
    }

    @Test func `a host with hundreds of jobs doesn't hold up another`() async throws {
        let folder = try TemporaryFolder()
        let data = try await TestSite.open(folder)
        for _ in 0..<300 { try await Self.enqueue(data, host: "slow.example") }
        try await Self.enqueue(data, host: "other.example")
        let hosts = try await data.database.write { tx in
            try JobStore.claim(isRemote: true, at: TestSite.start, until: TestSite.start + 60, limit: 4, tx).map(\.host)
        }
        #expect(hosts == ["slow.example", "other.example"])
        let next = try await data.database.write { tx in
            try JobStore.claim(
                isRemote: true, at: TestSite.start + 90, until: TestSite.start + 150, limit: 4,
                resting: ["slow.example"], tx
            ).map(\.host)
        }
        #expect(next == ["other.example"])
        try data.close()
    }

    @Test func `a host is asked no more than once in two seconds`() async throws {
        let time = Mutex(TestSite.start)
        let folder = try TemporaryFolder()
        let data = try await TestSite.open(folder, now: { time.withLock { $0 } })
        for _ in 0..<2 { try await Self.enqueue(data, host: "a.example") }
        let runner = Self.runner(data) { _ in }
        var begun: [Int] = []
        for _ in 0..<3 {
            begun.append(try await runner.runDue())
            time.withLock { $0 += 1 }
        }
        #expect(begun == [1, 0, 1])
        try data.close()
    }

    @Test func `a job that ends the process each time is given up`() async throws {
        let folder = try TemporaryFolder()
        let data = try await TestSite.open(folder)
        try await Self.enqueue(data)
        for _ in 0..<Job.mostAttempts {
            let claimed = try await data.database.write { tx in
                try JobStore.claim(
                    isRemote: false, at: TestSite.start, until: TestSite.start + 9, limit: 1, tx)
            }
            #expect(claimed.count == 1)
            try await data.database.write(JobStore.releaseAll)
        }
        #expect(try await Self.runner(data) { _ in }.runDue() == 0)
        #expect(try await Self.all(data).first?.failure == "crashed")
        try data.close()
    }

    @Test func `a lease that has ended gives the job to the next, and the first can't finish it`() async throws {
        let folder = try TemporaryFolder()
        let data = try await TestSite.open(folder)
        try await Self.enqueue(data)
        let start = TestSite.start
        let first = try await data.database.write {
            try JobStore.claim(isRemote: false, at: start, until: start + 60, limit: 1, $0)
        }
        let second = try await data.database.write { tx in
            try JobStore.claim(isRemote: false, at: start + 60, until: start + 120, limit: 1, tx)
        }
        #expect(second.first?.attempts == 2)
        let (mine, other) = (try #require(second.first), try #require(first.first))
        try await data.database.write { try JobStore.finish(other, $0) }
        #expect(try await Self.all(data).count == 1)
        try await data.database.write { try JobStore.finish(mine, $0) }
        #expect(try await Self.all(data).isEmpty)
        try data.close()
    }

    /// Runs a runner as a service, asks it to stop as soon as so many jobs have begun, and returns when it has.
    private static func stopInTheMiddle(_ runner: JobRunner, of jobs: Int = 1, begun: AsyncStream<Void>) async throws {
        let group = ServiceGroup(services: [runner], logger: TestSite.quietLogger)
        try await withThrowingTaskGroup { tasks in
            tasks.addTask { try await group.run() }
            var begun = begun.makeAsyncIterator()
            for _ in 0..<jobs { await begun.next() }
            await group.triggerGracefulShutdown()
            try await tasks.waitForAll()
        }
    }

    @Test func `a stop waits for the job that runs, and begins no other`() async throws {
        let folder = try TemporaryFolder()
        let data = try await TestSite.open(folder)
        for _ in 0..<JobRunner.mostAtOnce + 1 { try await Self.enqueue(data) }
        let (begun, note) = AsyncStream<Void>.makeStream()
        let runner = Self.runner(data) { _ in
            note.yield()
            try await gracefulShutdown()
        }
        try await Self.stopInTheMiddle(runner, of: JobRunner.mostAtOnce, begun: begun)
        #expect(try await Self.all(data).map(\.attempts) == [0], "those that ran are done")
        try data.close()
    }

    @Test func `a job that doesn't end at a stop is given back`() async throws {
        let folder = try TemporaryFolder()
        let data = try await TestSite.open(folder)
        try await Self.enqueue(data)
        let (begun, note) = AsyncStream<Void>.makeStream()
        let runner = JobRunner(
            database: data.database, clock: data.clock, logger: TestSite.quietLogger,
            handlers: [
                .fetchPhoto: { _ in
                    note.yield()
                    try await Task.sleep(for: .seconds(3600))
                }
            ], patience: .zero)
        try await Self.stopInTheMiddle(runner, begun: begun)
        #expect(try await Self.all(data).map(\.attempts) == [0])
        #expect(try await Self.runner(data) { _ in }.runDue() == 1)
        try data.close()
    }

    @Test func `jobs are listed, retried and dropped by command`() async throws {
        let folder = try TemporaryFolder()
        let environment = TestSite.environment(folder)
        let data = try await TestSite.open(folder)
        try await Self.enqueue(data)
        try await Self.runner(data) { _ in throw JobFailure(word: "gone", text: "It is gone.", isFinal: true) }.runDue()
        try data.close()

        let list = try await Program.run("jobs", environment: environment)
        #expect(
            list.output.contains("fetch-photo") && list.output.contains("given up")
                && list.output.contains("It is gone."))
        #expect(try await Program.run("jobs", "retry", "1", environment: environment).status == 0)
        #expect(try await Program.run("jobs", "list", environment: environment).output.contains("given up") == false)
        #expect(try await Program.run("jobs", "drop", "1", environment: environment).status == 0)
        let none = try await Program.run("jobs", "drop", "1", environment: environment)
        #expect(none.complaint == "martlet: there is no job 1\n")
        #expect(try await Program.run("jobs", environment: environment).output == "no job waits\n")
    }
}
