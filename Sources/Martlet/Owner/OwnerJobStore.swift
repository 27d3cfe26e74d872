import GRDB

/// What the owner's pages show of the jobs, a bounded number of them.
///
/// What comes round each day is no news, so it counts only once it has failed.
enum OwnerJobStore {
    /// How many jobs were given up, and how many others there are.
    struct Counts: Sendable {
        let givenUp: Int
        let waiting: Int
    }

    static func counts(_ tx: AppDatabase.Transaction) throws -> Counts {
        let row = try Row.fetchOne(
            tx, sql: "SELECT count(givenUpAt), count(*) - count(givenUpAt) FROM job WHERE \(isNews)")
        return Counts(givenUp: row?[0] ?? 0, waiting: row?[1] ?? 0)
    }

    /// The jobs that were given up, then those that are due next.
    static func jobs(limit: Int, _ tx: AppDatabase.Transaction) throws -> [Job] {
        try Row.fetchAll(
            tx,
            sql: """
                SELECT \(JobStore.columns) FROM job WHERE \(isNews) ORDER BY givenUpAt IS NULL, runAt, id LIMIT ?
                """, arguments: [limit]
        ).compactMap(JobStore.job)
    }

    /// Whether a job is there that publishes a post at its time: the post decides about it, and not the list of jobs.
    static func isPublishing(_ id: Int64, _ tx: AppDatabase.Transaction) throws -> Bool {
        try SQLRequest<Bool>(
            literal: """
                SELECT EXISTS (SELECT 1 FROM job WHERE id = \(id) AND kind = \(Job.Kind.publishEntry.rawValue))
                """
        ).fetchOne(tx) ?? false
    }

    private static let isNews = "(kind <> 'sweep' OR failure IS NOT NULL)"
}
