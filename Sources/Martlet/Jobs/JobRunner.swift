import Logging
import ServiceLifecycle

/// Does the jobs that are due, a few at a time, and again later what failed.
///
/// A job may be done twice, when a crash comes between its work and its row, so every handler must bear that. At a stop
/// none is begun any more, and those that run are waited for; what takes too long is given back. At a start those of a
/// process that died are taken up again. Work at home doesn't wait behind work that goes out.
struct JobRunner: Service {
    typealias Handler = @Sendable (Job) async throws -> Void

    let database: AppDatabase
    let clock: Clock
    let logger: Logger
    let handlers: [Job.Kind: Handler]
    /// How long a stop waits for the jobs that run.
    let patience: Duration
    private let pace = HostPace()

    init(
        database: AppDatabase, clock: Clock, logger: Logger, handlers: [Job.Kind: Handler],
        patience: Duration = .seconds(10)
    ) {
        self.patience = patience
        self.database = database
        self.clock = clock
        self.logger = logger
        self.handlers = handlers
    }

    /// How many jobs run at once of those that go out, one for a host, and of those at home.
    static let mostAtOnce = 4
    /// Seconds for which a running job is nobody else's. Handlers take much less.
    static let lease: Int64 = 600
    /// Seconds between two looks at the rows.
    private static let interval = 5

    /// Looks for jobs until the server stops.
    func run() async throws {
        await releaseLeft()
        await withTaskGroup { group in
            for isRemote in [false, true] {
                for _ in 0..<Self.mostAtOnce {
                    group.addTask {
                        await keepRunning(isRemote: isRemote)
                        return true
                    }
                }
            }
            group.addTask {
                try? await gracefulShutdown()
                try? await Task.sleep(for: patience)
                return false
            }
            // All have ended, or the time is over: either way what still runs is told to stop.
            var running = 2 * Self.mostAtOnce
            while running > 0, await group.next() == true { running -= 1 }
            group.cancelAll()
        }
    }

    /// Gives back what a process had taken that is no more; nobody else has taken anything yet.
    private func releaseLeft() async {
        do {
            if try await database.read(JobStore.anyLeased) { try await database.write(JobStore.releaseAll) }
        } catch is CancellationError {
            return
        } catch {
            // Their leases end by themselves.
            logger.warning("jobs that were begun could not be given back", metadata: ["error": "\(error)"])
        }
    }

    /// One of those who do one job after the other.
    private func keepRunning(isRemote: Bool) async {
        while !isStopping {
            do {
                while try await runDue(isRemote: isRemote, limit: 1) > 0, !isStopping {}
            } catch is CancellationError {
                return
            } catch {
                logger.warning("the jobs could not be looked for", metadata: ["error": "\(error)"])
            }
            await cancelWhenGracefulShutdown { try? await Task.sleep(for: .seconds(Self.interval)) }
        }
    }

    private var isStopping: Bool { Task.isCancelled || Task.isShuttingDownGracefully }

    /// Does what is due now.
    ///
    /// - Returns: how many jobs were begun.
    @discardableResult
    func runDue() async throws -> Int {
        try await runDue(isRemote: false, limit: Self.mostAtOnce) + runDue(isRemote: true, limit: Self.mostAtOnce)
    }

    private func runDue(isRemote: Bool, limit: Int) async throws -> Int {
        let now = clock.now()
        // A look costs a read; only what is due costs a write.
        guard try await database.read({ try JobStore.isAnyDue(isRemote: isRemote, at: now, $0) }) else { return 0 }
        let resting = pace.resting(at: now)
        let (crashed, jobs) = try await database.write { tx in
            let crashed = try JobStore.giveUpCrashed(at: now, tx)
            let jobs = try JobStore.claim(
                isRemote: isRemote, at: now, until: now + Self.lease, limit: limit, resting: resting, tx)
            return (crashed, jobs)
        }
        for job in crashed { log(.error, "a job is given up", job, word: job.failure, text: job.failureText) }
        pace.note(jobs, at: now)
        await withTaskGroup { group in
            for job in jobs { group.addTask { await run(job) } }
        }
        return jobs.count
    }

    private func run(_ job: Job) async {
        do {
            do {
                guard let handler = handlers[job.kind] else {
                    throw JobFailure(word: "no_handler", text: "Nobody knows how to do this.", isFinal: true)
                }
                try await handler(job)
                try Failpoint.jobDone.hit()
                try await database.write { try JobStore.finish(job, $0) }
            } catch  where Task.isCancelled {
                try await database.write { try JobStore.giveBack(job, $0) }
            } catch let failure as JobFailure {
                try await note(failure, of: job)
            } catch {
                try await note(JobFailure(word: "internal_error", text: "\(error)"), of: job)
            }
        } catch {
            // Where nothing can be written the lease ends by itself, and the job comes back.
            logger.warning("a job's end could not be noted", metadata: ["job": "\(job.id)", "error": "\(error)"])
        }
    }

    private func note(_ failure: JobFailure, of job: Job) async throws {
        let now = clock.now()
        let isLast = failure.isFinal || job.attempts >= Job.mostAttempts
        let retryAt = isLast ? nil : now + Job.pause(after: job.attempts)
        try await database.write { try JobStore.fail(job, failure, retryAt: retryAt, at: now, $0) }
        log(
            isLast ? .error : .info, isLast ? "a job is given up" : "a job failed and will be tried again", job,
            word: failure.word, text: failure.text)
    }

    private func log(_ level: Logger.Level, _ message: Logger.Message, _ job: Job, word: String?, text: String?) {
        logger.log(
            level: level, message,
            metadata: [
                "job": "\(job.id)", "kind": "\(job.kind.rawValue)", "attempts": "\(job.attempts)",
                "failure": "\(word ?? "")", "why": "\(text ?? "")",
            ])
    }
}
