import Foundation
import IndieWeb

/// The time as rules see it: injected, so that tests decide what time it is.
struct Clock: Sendable {
    /// The site's time zone: of slugs, and of times that come without an offset.
    let zone: TimeZone
    /// Seconds since 1970.
    let now: @Sendable () -> Int64

    init(zone: TimeZone, now: @escaping @Sendable () -> Int64 = { Int64(Date().timeIntervalSince1970) }) {
        self.zone = zone
        self.now = now
    }

    /// A time as the clock on the wall shows it at the site.
    func date(at time: Int64) -> PostDate {
        PostDate(Date(timeIntervalSince1970: TimeInterval(time)), zone: zone)
    }

    /// The present as `YYYYMMDDHHMMSS` in the site's zone.
    func timestamp() -> String { Slug.timestamp(date(at: now())) }
}
