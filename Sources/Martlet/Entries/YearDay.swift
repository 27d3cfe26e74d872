import IndieWeb

/// A day as it comes back each year: 21 November.
struct YearDay: Sendable, Equatable {
    let month: Int
    let day: Int
    /// That day in each year that may have entries, in the site's time zone, latest first.
    var ranges: [Range<Int64>] = []

    /// Nil where no year has such a day.
    init?(month: Int, day: Int) {
        guard (1...12).contains(month), (1...Self.lengths[month - 1]).contains(day) else { return nil }
        (self.month, self.day) = (month, day)
    }

    /// - Parameter text: as in its address, `11-21`.
    init?(_ text: String) {
        let parts = text.split(separator: "-", omittingEmptySubsequences: false)
        guard parts.count == 2,
            parts.allSatisfy({ $0.utf8.count == 2 && $0.utf8.allSatisfy { (48...57).contains($0) } }),
            let month = Int(parts[0]), let day = Int(parts[1])
        else { return nil }
        self.init(month: month, day: day)
    }

    var path: String { "\(Self.path)/\(String(zeroPadding: month, to: 2))-\(String(zeroPadding: day, to: 2))" }

    /// `21 November`
    var text: String { "\(day) \(PostDate.months[month - 1])" }

    /// The day before; of 1 March, 29 February.
    var previous: YearDay? {
        if day > 1 { return YearDay(month: month, day: day - 1) }
        let earlier = month > 1 ? month - 1 : 12
        return YearDay(month: earlier, day: Self.lengths[earlier - 1])
    }

    /// The day after; of 28 February, 29 February.
    var next: YearDay? {
        if let next = YearDay(month: month, day: day + 1) { return next }
        return YearDay(month: month < 12 ? month + 1 : 1, day: 1)
    }

    /// Where today's is found.
    static let path = "/on-this-day"

    private static let lengths = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
}

extension Clock {
    /// The day of a time at the site.
    func yearDay(at time: Int64) -> YearDay? {
        let local = date(at: time).localTime
        return YearDay(month: local.month, day: local.day)
    }

    /// A day in all years from the first of two times to the second.
    func yearDay(_ day: YearDay, in span: ClosedRange<Int64>?) -> YearDay {
        guard let span else { return day }
        let years = date(at: span.lowerBound).localTime.year...date(at: span.upperBound).localTime.year
        var day = day
        day.ranges = years.reversed().compactMap { period($0, day.month, day.day)?.range }
        return day
    }
}
