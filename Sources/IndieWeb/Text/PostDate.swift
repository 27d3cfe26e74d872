package import FoundationEssentials

/// When something was published or updated: an instant, and the UTC offset at which its author saw the clock.
///
/// The offset is kept because owners want the hour that they sent, not the hour in UTC.
package struct PostDate: Hashable, Sendable {
    /// The instant; a fraction of a second is dropped. Its date is in years 1 to 9999.
    package let secondsSince1970: Int64

    /// Seconds east of UTC; whole minutes, at most 23:59 either way.
    package let offsetSeconds: Int

    private static let largestOffset = 86_340

    /// Makes a date; values outside the limits become the nearest within, an offset loses its odd seconds.
    package init(secondsSince1970: Int64, offsetSeconds: Int) {
        let offset = min(max(offsetSeconds, -Self.largestOffset), Self.largestOffset) / 60 * 60
        let all = CivilTime.allSeconds
        // Both the instant in UTC and the local time have to have a year of four digits.
        let earliest = all.lowerBound - min(offset, 0)
        let latest = all.upperBound - max(offset, 0)
        self.secondsSince1970 = min(max(secondsSince1970, Int64(earliest)), Int64(latest))
        self.offsetSeconds = offset
    }

    /// Makes the date of an instant at the offset that `zone` has then.
    package init(_ date: Date, zone: TimeZone) {
        let seconds = date.timeIntervalSince1970.rounded(.down)
        let all = CivilTime.allSeconds
        let clamped = min(max(seconds, Double(all.lowerBound)), Double(all.upperBound))
        self.init(secondsSince1970: Int64(clamped), offsetSeconds: zone.secondsFromGMT(for: date))
    }

    /// The date and time on the clock at ``offsetSeconds``.
    package var localTime: CivilTime { CivilTime(seconds: Int(secondsSince1970) + offsetSeconds) }

    /// RFC 3339 at ``offsetSeconds``: `2024-05-06T07:08:09+02:00`, with `Z` for UTC.
    ///
    /// - SeeAlso: <https://www.rfc-editor.org/rfc/rfc3339#section-5.6>
    package var rfc3339: String { rfc3339(milliseconds: 0) }

    /// The same with a fraction of the second, for who has to tell two instants of one second apart.
    ///
    /// Shape: `2024-05-06T07:08:09.042+02:00`; without a fraction for 0.
    ///
    /// - Parameter milliseconds: 0 to 999; others become the nearest of these.
    package func rfc3339(milliseconds: Int) -> String {
        let fraction = milliseconds > 0 ? "." + String(zeroPadding: min(milliseconds, 999), to: 3) : ""
        let time = localTime
        let date = [(time.year, 4), (time.month, 2), (time.day, 2)].map { String(zeroPadding: $0, to: $1) }
        let clock = [time.hour, time.minute, time.second].map { String(zeroPadding: $0, to: 2) }
        return "\(date.joined(separator: "-"))T\(clock.joined(separator: ":"))\(fraction)\(zoneSuffix)"
    }

    private var zoneSuffix: String {
        guard offsetSeconds != 0 else { return "Z" }
        let minutes = abs(offsetSeconds) / 60
        let parts = [minutes / 60, minutes % 60].map { String(zeroPadding: $0, to: 2) }
        return (offsetSeconds < 0 ? "-" : "+") + parts.joined(separator: ":")
    }
}

/// By instant; dates at the same instant by offset, so that the order agrees with equality.
extension PostDate: Comparable {
    package static func < (left: PostDate, right: PostDate) -> Bool {
        (left.secondsSince1970, left.offsetSeconds) < (right.secondsSince1970, right.offsetSeconds)
    }
}
