/// A date and a time of day in the Gregorian calendar, without a zone; years 1 to 9999.
package struct CivilTime: Hashable, Sendable {
    package let year: Int
    package let month: Int
    package let day: Int
    package let hour: Int
    package let minute: Int

    /// 0 to 59; a leap second has become the second after it.
    package let second: Int

    static let secondsPerDay = 86_400

    /// 1 January of year 1 to the last second of year 9999, read as UTC, in seconds since 1970.
    static let allSeconds = -62_135_596_800...253_402_300_799

    /// Makes the time that is `seconds` after 1970 began, both in the same zone.
    init(seconds: Int) {
        let seconds = min(max(seconds, Self.allSeconds.lowerBound), Self.allSeconds.upperBound)
        let (days, rest) = Self.floorDivision(seconds, Self.secondsPerDay)
        (year, month, day) = Self.date(daysSince1970: days)
        hour = rest / 3600
        minute = rest / 60 % 60
        second = rest % 60
    }

    /// Seconds since 1970 for a date and time read as UTC, or `nil` when there is no such date or time.
    ///
    /// - Parameter second: 60 is a leap second, counted as the second after it.
    static func seconds(year: Int, month: Int, day: Int, hour: Int, minute: Int, second: Int) -> Int? {
        guard (1...9999).contains(year), (1...12).contains(month), (1...days(inMonth: month, of: year)).contains(day),
            (0...23).contains(hour), (0...59).contains(minute), (0...60).contains(second)
        else { return nil }
        let days = daysSince1970(year: year, month: month, day: day)
        let seconds = days * secondsPerDay + hour * 3600 + minute * 60 + second
        return allSeconds.contains(seconds) ? seconds : nil
    }
}

/// Day counts take 1 March as the first day of the year: then the leap day is the last, and months have a fixed rhythm.
extension CivilTime {
    /// Days from 1 March of year 0 to 1 January 1970.
    private static let epoch = 719_468

    private static let daysPerEra = 146_097

    private static func days(inMonth month: Int, of year: Int) -> Int {
        switch month {
        case 4, 6, 9, 11: 30
        case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
        default: 31
        }
    }

    private static func daysSince1970(year: Int, month: Int, day: Int) -> Int {
        let marchYear = month < 3 ? year - 1 : year
        let marchMonth = (month + 9) % 12
        let leapDays = marchYear / 4 - marchYear / 100 + marchYear / 400
        return marchYear * 365 + leapDays + daysBefore(marchMonth) + day - 1 - epoch
    }

    private static func date(daysSince1970 days: Int) -> (year: Int, month: Int, day: Int) {
        let (era, dayOfEra) = floorDivision(days + epoch, daysPerEra)
        // Taking out the leap days that lie behind leaves years of 365 days.
        let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100)
        let marchMonth = (5 * dayOfYear + 2) / 153
        let month = marchMonth < 10 ? marchMonth + 3 : marchMonth - 9
        let year = era * 400 + yearOfEra + (month < 3 ? 1 : 0)
        return (year, month, dayOfYear - daysBefore(marchMonth) + 1)
    }

    /// Days in the months before one, counted from March as 0: five months have 153 days.
    private static func daysBefore(_ marchMonth: Int) -> Int { (153 * marchMonth + 2) / 5 }

    private static func floorDivision(_ number: Int, _ divisor: Int) -> (quotient: Int, remainder: Int) {
        let (quotient, remainder) = number.quotientAndRemainder(dividingBy: divisor)
        return remainder < 0 ? (quotient - 1, remainder + divisor) : (quotient, remainder)
    }
}
