import Foundation
import IndieWeb
import Synchronization

/// The present as the `Date` header has it, written anew once a second.
///
/// - SeeAlso: <https://www.rfc-editor.org/rfc/rfc9110#section-5.6.7>
final class HTTPDate: Sendable {
    private let latest = Mutex((second: Int64(-1), text: ""))

    /// Shape: `Sat, 21 Nov 2026 07:20:00 GMT`.
    var text: String {
        let now = Int64(Date().timeIntervalSince1970)
        return latest.withLock { latest in
            if latest.second != now { latest = (now, Self.text(at: now)) }
            return latest.text
        }
    }

    /// The header's value at a time in seconds since 1970.
    static func text(at time: Int64) -> String {
        let civil = PostDate(secondsSince1970: time, offsetSeconds: 0).localTime
        let clock = [civil.hour, civil.minute, civil.second].map(twoDigits).joined(separator: ":")
        // 1 January 1970 was a Thursday.
        let day = days[Int((time / 86_400 + 4) % 7)]
        return "\(day), \(twoDigits(civil.day)) \(months[civil.month - 1]) \(civil.year) \(clock) GMT"
    }

    private static func twoDigits(_ number: Int) -> String { (number < 10 ? "0" : "") + String(number) }

    private static let days = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"]
    private static let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
}
