import IndieWeb

/// Writes entries into the index of the search that have no row there: those of an earlier release.
///
/// What is written meanwhile has its row from its own transaction. An entry that changes between being read and being written
/// here is left to that change. Each job does a part and enqueues the next, so that none outlives its lease.
struct SearchIndexer: Sendable {
    let database: AppDatabase
    let clock: Clock
    let rules: EntryRules

    private static let entriesAtOnce = 200
    private static let rounds = 25
    private static let key = "index-search"

    /// Writes the job, for all entries after one.
    static func enqueue(after id: Int64 = 0, at now: Int64, _ tx: AppDatabase.Transaction) throws {
        let payload: JSONObject = ["after": .number(JSONNumber(Int(id)))]
        try JobStore.enqueue(NewJob(kind: .indexSearch, payload: payload, runAt: now, uniqueKey: key), at: now, tx)
    }

    /// Whether the work is still to be done.
    @Sendable private static func isUnderWay(_ tx: AppDatabase.Transaction) throws -> Bool {
        try JobStore.time(uniqueKey: key, tx) != nil
    }

    /// What is wrong with the index, in words; nothing while the work of a job is still to be done.
    ///
    /// - Parameter repairing: whether what should not be there is removed, and what is missing becomes the work of a job.
    static func examine(_ database: AppDatabase, repairing: Bool, at now: Int64) async throws -> [String] {
        guard try await !database.read(isUnderWay) else { return [] }
        let (missing, hidden) = try await database.read(SearchStore.differences)
        if repairing, missing + hidden > 0 {
            try await database.write { tx in
                try SearchStore.removeHidden(tx)
                if missing > 0 { try enqueue(at: now, tx) }
            }
        }
        return (missing > 0 ? ["\(missing) posts can't be found"] : [])
            + (hidden > 0 ? ["\(hidden) posts that aren't in the lists are in the index"] : [])
    }

    /// Carries out a job.
    func index(_ job: Job) async throws {
        var last: Int64 = 0
        if case .number(let number)? = job.payload["after"], let id = number.int { last = Int64(id) }
        for _ in 0..<Self.rounds {
            let after = last
            let missing = try await database.read {
                try SearchStore.missing(after: after, limit: Self.entriesAtOnce, $0)
            }
            guard let end = missing.last?.id else { return }
            // Rendering takes longest, and holds up no writer.
            let rows = missing.compactMap(\.entry).map { (id: $0.id, version: $0.version, words: rules.words(of: $0)) }
            try await database.write { tx in
                for row in rows { try SearchStore.add(row.words, of: row.id, version: row.version, tx) }
            }
            last = end
            try Task.checkCancellation()
        }
        let (next, now) = (last, clock.now())
        try await database.write { try Self.enqueue(after: next, at: now, $0) }
    }
}
