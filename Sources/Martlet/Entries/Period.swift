import Foundation
import IndieWeb

extension EntryList {
    /// A year, a month or a day, in the site's time zone.
    struct Period: Sendable, Equatable {
        let year: Int
        var month: Int?
        var day: Int?
        /// Seconds since 1970: from the first to before the second.
        let range: Range<Int64>

        var path: String { "/" + parts.joined(separator: "/") }

        /// `2026`, `November 2026`, `21 November 2026`.
        var text: String { [dayText, monthText, String(year)].compactMap(\.self).joined(separator: " ") }

        /// What it is called among others of the same year or month: `2026`, `November`, `21`.
        var shortText: String { dayText ?? monthText ?? String(year) }

        private var monthText: String? { month.map { PostDate.months[$0 - 1] } }

        private var dayText: String? { day.map { String($0) } }

        private var parts: [String] {
            [String(zeroPadding: year, to: 4)]
                + [month, day].compactMap { $0.map { String(zeroPadding: $0, to: 2) } }
        }
    }
}

extension Clock {
    /// The period that a path names: `2026`, `2026/11`, `2026/11/21`; nil for anything else.
    func period(_ path: String) -> EntryList.Period? {
        let parts = path.split(separator: "/", omittingEmptySubsequences: false)
        guard
            zip(parts, [4, 2, 2]).allSatisfy({ $0.utf8.count == $1 && $0.utf8.allSatisfy { (48...57).contains($0) } }),
            (1...3).contains(parts.count), let year = Int(parts[0])
        else { return nil }
        return period(year, parts.count > 1 ? Int(parts[1]) : nil, parts.count > 2 ? Int(parts[2]) : nil)
    }

    /// A year, or a month or day of it; nil where there is no such one.
    func period(_ year: Int, _ month: Int? = nil, _ day: Int? = nil) -> EntryList.Period? {
        var calendar = Calendar(identifier: .gregorian)
        calendar.timeZone = zone
        let wanted = DateComponents(year: year, month: month ?? 1, day: day ?? 1)
        guard (1...9999).contains(year), let start = calendar.date(from: wanted),
            calendar.dateComponents([.year, .month, .day], from: start) == wanted,
            let end = calendar.date(byAdding: day != nil ? .day : month != nil ? .month : .year, value: 1, to: start)
        else { return nil }
        let range = Int64(start.timeIntervalSince1970)..<Int64(end.timeIntervalSince1970)
        return EntryList.Period(year: year, month: month, day: day, range: range)
    }

    /// The year, month or day in which a time is, whichever `other` is.
    func period(at time: Int64, like other: EntryList.Period) -> EntryList.Period? {
        let local = date(at: time).localTime
        return period(local.year, other.month.map { _ in local.month }, other.day.map { _ in local.day })
    }

    /// All months in which something can be, given a time from each month of UTC in which something is: latest first.
    func months(around times: [Int64]) -> [EntryList.Period] {
        // At the site it may have been the month before or after.
        let numbers = times.flatMap { time in
            let local = PostDate(secondsSince1970: time, offsetSeconds: 0).localTime
            return [-1, 0, 1].map { local.year * 12 + local.month - 1 + $0 }
        }
        return Set(numbers).sorted(by: >).compactMap { period($0 / 12, $0 % 12 + 1) }
    }
}
