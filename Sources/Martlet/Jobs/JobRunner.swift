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

    /// How many jobs run at once, and how many of them for one host.
    static let (mostAtOnce, mostPerHost) = (4, 1)
    /// Seconds for which a running job is nobody else's. Handlers take much less.
    static let lease: Int64 = 600
    /// Seconds between two looks at the rows.
    private static let interval = 5

    /// Looks for jobs until the server stops.
    func run() async throws {
        await withTaskGroup { group in
            for isRemote in [false, true] {
                group.addTask {
                    await keepRunning(isRemote: isRemote)
                    return true
                }
            }
            group.addTask {
                try? await gracefulShutdown()
                try? await Task.sleep(for: patience)
                return false
            }
            // Both loops have ended, or the time is over: either way what still runs is told to stop.
            var ended = 0
            while let hasEnded = await group.next(), hasEnded, ended < 1 { ended += 1 }
            group.cancelAll()
        }
    }

    private func keepRunning(isRemote: Bool) async {
        var isFirst = true
        while !isStopping {
            do {
                if isFirst, !isRemote, try await database.read(JobStore.anyLeased) {
                    try await database.write(JobStore.releaseAll)
                }
                isFirst = false
                while try await runDue(isRemote: isRemote) > 0, !isStopping {}
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
        try await runDue(isRemote: false) + runDue(isRemote: true)
    }

    private func runDue(isRemote: Bool) async throws -> Int {
        let now = clock.now()
        // A look costs a read; only what is due costs a write.
        let next = try await database.read { try JobStore.nextTime(isRemote: isRemote, $0) }
        guard let next, next <= now else { return 0 }
        let resting = pace.resting(at: now)
        let jobs = try await database.write { tx in
            try JobStore.claim(
                isRemote: isRemote, at: now, until: now + Self.lease, limit: Self.mostAtOnce,
                perHost: Self.mostPerHost, resting: resting, tx)
        }
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
        logger.log(
            level: isLast ? .error : .info, isLast ? "a job is given up" : "a job failed and will be tried again",
            metadata: [
                "job": "\(job.id)", "kind": "\(job.kind.rawValue)", "attempts": "\(job.attempts)",
                "failure": "\(failure.word)", "why": "\(failure.text)",
            ])
    }
}
