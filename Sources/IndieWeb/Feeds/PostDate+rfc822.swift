extension PostDate {
    /// RFC 822 with years of four digits, at ``offsetSeconds``, as RSS and OPML want it.
    ///
    /// At UTC where the offset is none of whole or half hours: validators take others, such as Nepal's, for a mistake.
    ///
    /// Shape: `Mon, 06 May 2024 07:08:09 +0200`.
    ///
    /// - SeeAlso: <https://www.rfc-editor.org/rfc/rfc2822#section-3.3>
    package var rfc822: String {
        guard offsetSeconds % 1800 == 0 else {
            return PostDate(secondsSince1970: secondsSince1970, offsetSeconds: 0).rfc822
        }
        let time = localTime
        let date = [
            String(zeroPadding: time.day, to: 2), Self.months[time.month - 1], String(zeroPadding: time.year, to: 4),
        ]
        let clock = [time.hour, time.minute, time.second].map { String(zeroPadding: $0, to: 2) }
        return "\(weekday), \(date.joined(separator: " ")) \(clock.joined(separator: ":")) \(zone)"
    }

    private var weekday: String {
        // The calendar begins with a Monday, and no date is before it.
        let seconds = Int(secondsSince1970) + offsetSeconds - CivilTime.allSeconds.lowerBound
        return Self.weekdays[seconds / CivilTime.secondsPerDay % 7]
    }

    private var zone: String {
        let minutes = abs(offsetSeconds) / 60
        let digits = [minutes / 60, minutes % 60].map { String(zeroPadding: $0, to: 2) }
        return (offsetSeconds < 0 ? "-" : "+") + digits.joined()
    }

    // Names of the format, whatever language the server speaks.
    private static let weekdays = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]
    private static let months = [
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ]
}
