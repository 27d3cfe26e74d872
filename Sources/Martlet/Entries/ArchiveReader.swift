import IndieWeb

/// Finds out when there are entries, in the site's time zone.
struct ArchiveReader: Sendable {
    let database: AppDatabase
    let clock: Clock

    /// All months with entries, and what else can be chosen from: four statements.
    func archive() async throws -> Archive {
        try await database.read { [clock] tx in try Self.archive(clock, tx) }
    }

    /// As ``archive()``, in a read that is under way.
    static func archive(_ clock: Clock, _ tx: AppDatabase.Transaction) throws -> Archive {
        let periods = clock.months(around: try ArchiveStore.monthly(limit: Archive.mostMonths, tx))
        let counts = try ArchiveStore.counts(in: periods.map(\.range), limit: Archive.mostCounted, tx)
        let months = zip(periods, counts).filter { $0.1 > 0 }.map { Archive.Month(period: $0.0, count: $0.1) }
        return Archive(
            months: months, types: try ArchiveStore.types(tx), channels: try ChannelStore.all(tx))
    }

    /// A day of all years in which there are entries: one statement.
    func yearDay(_ day: YearDay) async throws -> YearDay {
        clock.yearDay(day, in: try await database.read(ArchiveStore.span))
    }

    /// What is around a list of entries in time: one statement for a year, month or day, none for others.
    func surroundings(of list: EntryList) async throws -> ListSurroundings {
        switch list {
        case .period(let period):
            try await database.read { [clock] tx in try Self.surroundings(of: period, clock, tx) }
        case .yearDay(let day):
            ListSurroundings(
                earlier: day.previous.map { .yearDay($0) }, later: day.next.map { .yearDay($0) }, parts: [])
        case .all, .withoutResponses, .channel, .tag, .type, .search: ListSurroundings()
        }
    }

    /// The nearest earlier and later period of the same length that have entries, and the months of a year that do.
    static func surroundings(
        of period: EntryList.Period, _ clock: Clock, _ tx: AppDatabase.Transaction
    ) throws -> ListSurroundings {
        let months = period.month == nil ? (1...12).compactMap { clock.period(period.year, $0) } : []
        let found = try ArchiveStore.surroundings(of: period.range, parts: months.map(\.range), tx)
        let list = { (time: Int64) in clock.period(at: time, like: period).map { EntryList.period($0) } }
        return ListSurroundings(
            earlier: found.earlier.flatMap(list), later: found.later.flatMap(list),
            parts: months.filter { found.filled.contains($0.range.lowerBound) })
    }
}

/// What there is on a site by time, type and channel.
struct Archive: Sendable {
    /// Those with entries, latest first.
    let months: [Month]
    /// Those that entries have.
    let types: [PostType]
    let channels: [EntryChannel]

    struct Month: Sendable {
        let period: EntryList.Period
        /// At most ``Archive/mostCounted``, which stands for more.
        let count: Int
    }

    /// Counting reads as many rows of an index: beyond this many in a month the exact number doesn't matter to anybody.
    static let mostCounted = 1000

    /// Earlier ones are not listed: a hundred years of writing.
    static let mostMonths = 1200
}

/// What is around a list of entries in time.
struct ListSurroundings: Sendable {
    var earlier: EntryList?
    var later: EntryList?
    /// The months of a year that have entries.
    var parts: [EntryList.Period] = []
}
