import GRDB
import IndieWeb

/// Rows of jobs.
enum JobStore {
    /// Inserts a job, or gives the one with its key a new time, payload and chance.
    static func enqueue(_ job: NewJob, at now: Int64, _ tx: AppDatabase.Transaction) throws {
        let payload = JSONValue.object(job.payload).serialized()
        try tx.execute(
            literal: """
                INSERT INTO job (kind, payload, uniqueKey, host, createdAt, runAt)
                VALUES (\(job.kind.rawValue), \(payload), \(job.uniqueKey), \(job.host), \(now), \(job.runAt))
                \(sql: orAnew)
                """)
    }

    /// What an insert does with a job whose key is there: gives it a new time, payload and chance.
    private static let orAnew = """
        ON CONFLICT (uniqueKey) DO UPDATE SET payload = excluded.payload, runAt = excluded.runAt, attempts = 0,
            leasedUntil = NULL, failure = NULL, failureText = NULL, givenUpAt = NULL
        """

    /// Removes the job with a key, if it is still there.
    static func remove(uniqueKey: String, _ tx: AppDatabase.Transaction) throws {
        try tx.execute(literal: "DELETE FROM job WHERE uniqueKey = \(uniqueKey)")
    }

    /// When the job with a key is due; nil when there is none, or it was given up.
    static func time(uniqueKey: String, _ tx: AppDatabase.Transaction) throws -> Int64? {
        try SQLRequest<Int64>(
            literal: "SELECT runAt FROM job WHERE uniqueKey = \(uniqueKey) AND givenUpAt IS NULL"
        ).fetchOne(tx)
    }

    /// Whether a job with this key is there, waiting, running or given up.
    static func exists(uniqueKey: String, _ tx: AppDatabase.Transaction) throws -> Bool {
        try SQLRequest<Bool>(literal: "SELECT EXISTS (SELECT 1 FROM job WHERE uniqueKey = \(uniqueKey))")
            .fetchOne(tx) ?? false
    }

    /// Gives up jobs that took the process with them as often as a job is tried, and returns them.
    static func giveUpCrashed(at now: Int64, _ tx: AppDatabase.Transaction) throws -> [Job] {
        try Row.fetchAll(
            tx,
            sql: """
                UPDATE job SET givenUpAt = ?, leasedUntil = NULL, failure = 'crashed',
                    failureText = 'The server ended each time while it did this.'
                WHERE givenUpAt IS NULL AND attempts >= \(Job.mostAttempts) AND (leasedUntil IS NULL OR leasedUntil <= ?)
                RETURNING \(columns)
                """, arguments: [now, now]
        ).compactMap(job)
    }

    /// Takes jobs that are due, the longest waiting first: nobody else gets them until the lease ends.
    ///
    /// Of each host one, and none of a host for which one runs: a slow host holds up nobody but itself.
    ///
    /// - Parameters:
    ///   - isRemote: whether those are wanted that go to a host, or those at home.
    ///   - resting: hosts that nothing is begun for now.
    static func claim(
        isRemote: Bool, at now: Int64, until end: Int64, limit: Int, resting: Set<String> = [],
        _ tx: AppDatabase.Transaction
    ) throws -> [Job] {
        let due = "givenUpAt IS NULL AND runAt <= :now AND (leasedUntil IS NULL OR leasedUntil <= :now)"
        // What can wait comes last, and one by one: there may be a job for each picture of the site.
        let atHome = """
            SELECT id FROM (
                SELECT id FROM job WHERE \(due) AND host IS NULL AND kind <> 'remake-media'
                ORDER BY runAt, id LIMIT :limit)
            UNION ALL
            SELECT id FROM (
                SELECT id FROM job WHERE \(due) AND kind = 'remake-media'
                  AND NOT EXISTS (SELECT 1 FROM job WHERE kind = 'remake-media' AND givenUpAt IS NULL
                      AND leasedUntil > :now)
                ORDER BY runAt, id LIMIT 1)
            LIMIT :limit
            """
        let goingOut = """
            SELECT id FROM (
                SELECT id, runAt, row_number() OVER (PARTITION BY host ORDER BY runAt, id) AS place FROM job
                WHERE \(due) AND host IS NOT NULL AND host NOT IN (SELECT value FROM json_each(:resting))
                  AND host NOT IN (SELECT host FROM job WHERE host IS NOT NULL AND leasedUntil > :now)
            ) WHERE place = 1 ORDER BY runAt, id LIMIT :limit
            """
        var arguments: StatementArguments = ["now": now, "limit": limit]
        if isRemote {
            arguments += ["resting": JSONValue.array(resting.map { .string($0) }).serialized()]
        }
        return try Int64.fetchAll(tx, sql: isRemote ? goingOut : atHome, arguments: arguments).compactMap { id in
            try tx.execute(literal: "UPDATE job SET leasedUntil = \(end), attempts = attempts + 1 WHERE id = \(id)")
            return try job(id: id, tx)
        }
    }

    /// Whether a job is taken.
    static func anyLeased(_ tx: AppDatabase.Transaction) throws -> Bool {
        try Bool.fetchOne(tx, sql: "SELECT EXISTS (SELECT 1 FROM job WHERE leasedUntil IS NOT NULL)") ?? false
    }

    /// Gives back jobs that a process which is no more had taken.
    static func releaseAll(_ tx: AppDatabase.Transaction) throws {
        try tx.execute(sql: "UPDATE job SET leasedUntil = NULL WHERE leasedUntil IS NOT NULL")
    }

    /// Gives a job back that was not done, for no fault of its own.
    static func giveBack(_ job: Job, _ tx: AppDatabase.Transaction) throws {
        try tx.execute(
            literal: """
                UPDATE job SET leasedUntil = NULL, attempts = attempts - 1
                WHERE id = \(job.id) AND leasedUntil = \(job.leasedUntil)
                """)
    }

    /// Removes a job that is done, unless it was enqueued anew meanwhile.
    static func finish(_ job: Job, _ tx: AppDatabase.Transaction) throws {
        try tx.execute(literal: "DELETE FROM job WHERE id = \(job.id) AND leasedUntil = \(job.leasedUntil)")
    }

    /// Notes that a job failed, and when it is tried again; without a time it is given up.
    static func fail(
        _ job: Job, _ failure: JobFailure, retryAt: Int64?, at now: Int64, _ tx: AppDatabase.Transaction
    ) throws {
        try tx.execute(
            literal: """
                UPDATE job SET leasedUntil = NULL, failure = \(failure.word), failureText = \(failure.text),
                    runAt = coalesce(\(retryAt), runAt), givenUpAt = \(retryAt == nil ? now : nil)
                WHERE id = \(job.id) AND leasedUntil = \(job.leasedUntil)
                """)
    }

    /// Whether a job is due, of those that go out or of those at home.
    static func isAnyDue(isRemote: Bool, at now: Int64, _ tx: AppDatabase.Transaction) throws -> Bool {
        try Bool.fetchOne(
            tx,
            sql: """
                SELECT EXISTS (SELECT 1 FROM job WHERE givenUpAt IS NULL AND (host IS NOT NULL) = ? AND runAt <= ?
                    AND (leasedUntil IS NULL OR leasedUntil <= ?))
                """, arguments: [isRemote, now, now]) ?? false
    }

    /// How many pictures a rebuild has still to make anew, those that failed and come again later not among them.
    static func rebuilds(at now: Int64, _ tx: AppDatabase.Transaction) throws -> Int {
        try SQLRequest<Int>(
            literal: """
                SELECT count(*) FROM job WHERE kind = 'remake-media' AND givenUpAt IS NULL
                  AND (runAt <= \(now) OR leasedUntil > \(now)) AND json_extract(payload, '$.rebuild')
                """
        ).fetchOne(tx) ?? 0
    }

    /// Writes a job for each picture that is to be made anew.
    static func enqueueRebuilds(at now: Int64, _ tx: AppDatabase.Transaction) throws {
        try tx.execute(
            literal: """
                INSERT INTO job (kind, payload, uniqueKey, createdAt, runAt)
                SELECT 'remake-media', json_object('file', id, 'rebuild', json('true')), 'remake ' || id, \(now), \(now)
                FROM storedFile WHERE kind = 'picture' AND deletedAt IS NULL
                \(sql: orAnew)
                """)
    }

    static func all(_ tx: AppDatabase.Transaction) throws -> [Job] {
        try Row.fetchAll(tx, sql: "SELECT \(columns) FROM job ORDER BY id").compactMap(job)
    }

    /// Lets a job run now, with all its tries before it again.
    ///
    /// - Returns: whether it is there and doesn't run already.
    static func retry(_ id: Int64, at now: Int64, _ tx: AppDatabase.Transaction) throws -> Bool {
        try tx.execute(
            literal: """
                UPDATE job SET runAt = \(now), attempts = 0, givenUpAt = NULL
                WHERE id = \(id) AND (leasedUntil IS NULL OR leasedUntil <= \(now))
                """)
        return tx.changesCount == 1
    }

    /// - Returns: whether it was there.
    static func drop(_ id: Int64, _ tx: AppDatabase.Transaction) throws -> Bool {
        try tx.execute(literal: "DELETE FROM job WHERE id = \(id)")
        return tx.changesCount == 1
    }

    private static func job(id: Int64, _ tx: AppDatabase.Transaction) throws -> Job? {
        try Row.fetchOne(tx, sql: "SELECT \(columns) FROM job WHERE id = ?", arguments: [id]).flatMap(job)
    }

    static let columns = """
        id, kind, payload, host, createdAt, runAt, attempts, leasedUntil, failure, failureText, givenUpAt
        """

    /// nil for a kind that this program doesn't know: a newer one may have written it.
    static func job(_ row: Row) -> Job? {
        let (kind, payload): (String, String) = (row[1], row[2])
        guard let kind = Job.Kind(rawValue: kind), let object = (try? JSONValue.parse(payload))?.object else {
            return nil
        }
        return Job(
            id: row[0], kind: kind, payload: object, host: row[3], createdAt: row[4], runAt: row[5], attempts: row[6],
            leasedUntil: row[7], failure: row[8], failureText: row[9], givenUpAt: row[10])
    }
}
