import Foundation
import IndieWeb
import Testing

@Suite struct `Post dates` {
    private let utc = TimeZone.gmt
    private let berlin = TimeZone(identifier: "Europe/Berlin") ?? .gmt
    private let newYork = TimeZone(identifier: "America/New_York") ?? .gmt

    @Test(arguments: [
        ("2024-05-06T07:08:09Z", "2024-05-06T07:08:09Z"), ("2024-05-06T07:08:09+02:00", "2024-05-06T07:08:09+02:00"),
        ("2024-05-06T07:08:09-03:30", "2024-05-06T07:08:09-03:30"),
        ("2024-05-06T07:08:09+0200", "2024-05-06T07:08:09+02:00"),
        ("2024-05-06T07:08:09-0700", "2024-05-06T07:08:09-07:00"),
        ("2024-05-06T07:08:09+02", "2024-05-06T07:08:09+02:00"),
        ("2024-05-06 07:08:09+02:00", "2024-05-06T07:08:09+02:00"),
        ("2024-05-06 07:08:09 +0200", "2024-05-06T07:08:09+02:00"),
        ("2024-05-06t07:08:09z", "2024-05-06T07:08:09Z"), ("2024-05-06T07:08+02:00", "2024-05-06T07:08:00+02:00"),
        ("2024-05-06T07:08Z", "2024-05-06T07:08:00Z"), ("2024-05-06T07:08:09.999999Z", "2024-05-06T07:08:09Z"),
        ("2024-05-06T07:08:09,5+01:00", "2024-05-06T07:08:09+01:00"),
        ("2024-05-06T07:08:09-00:00", "2024-05-06T07:08:09Z"),
        ("2024-05-06T07:08:09+23:59", "2024-05-06T07:08:09+23:59"), (" 2024-05-06T07:08:09Z ", "2024-05-06T07:08:09Z"),
        ("2024-05-06T07:08:09", "2024-05-06T07:08:09Z"), ("2024-05-06 07:08", "2024-05-06T07:08:00Z"),
        ("2024-05-06", "2024-05-06T00:00:00Z"), ("2016-12-31T23:59:60Z", "2017-01-01T00:00:00Z"),
        ("2024-02-29T00:00:00Z", "2024-02-29T00:00:00Z"), ("2000-02-29T00:00:00Z", "2000-02-29T00:00:00Z"),
        ("0001-01-01T00:00:00Z", "0001-01-01T00:00:00Z"), ("9999-12-31T23:59:59Z", "9999-12-31T23:59:59Z"),
        ("1969-12-31T23:59:59Z", "1969-12-31T23:59:59Z"),
    ])
    func `The instant and the offset that were sent`(text: String, expected: String) {
        #expect(PostDate.parse(text, zone: utc)?.rfc3339 == expected)
    }

    @Test(arguments: [
        ("1970-01-01T00:00:00Z", 0), ("1970-01-01T02:00:00+02:00", 0), ("1969-12-31T20:30:00-03:30", 0),
        ("2001-09-09T01:46:40Z", 1_000_000_000), ("1969-12-31T23:59:59Z", -1), ("2024-02-29T12:00:00Z", 1_709_208_000),
        ("1900-03-01T00:00:00Z", -2_203_891_200), ("0001-01-01T00:00:00Z", -62_135_596_800),
        ("9999-12-31T23:59:59Z", 253_402_300_799),
    ])
    func `Seconds since 1970`(text: String, seconds: Int64) {
        #expect(PostDate.parse(text, zone: berlin)?.secondsSince1970 == seconds)
    }

    @Test(arguments: [
        "", " ", "now", "2024", "2024-05", "2024-5-6", "2024-13-01", "2024-00-01", "2024-01-00", "2024-01-32",
        "2024-04-31", "2023-02-29",
        "1900-02-29", "2024-02-30", "0000-01-01", "10000-01-01", "-2024-01-01", "2024-01-01T", "2024-01-01T1",
        "2024-01-01T24:00:00Z",
        "2024-01-01T23:60:00Z", "2024-01-01T23:59:61Z", "2024-01-01T23", "2024-01-01T23:", "2024-01-01T23:59:",
        "2024-01-01T23:59:5Z",
        "2024-01-01T23:59:59.", "2024-01-01T23:59:59.Z", "2024-01-01T23:59:59.1.2Z", "2024-01-01T23:59:59+",
        "2024-01-01T23:59:59+2",
        "2024-01-01T23:59:59+2:00", "2024-01-01T23:59:59+24:00", "2024-01-01T23:59:59+02:60", "2024-01-01T23:59:59+02:",
        "2024-01-01T23:59:59+02:0", "2024-01-01T23:59:59+020", "2024-01-01T23:59:59+02:00:00", "2024-01-01T23:59:59ZZ",
        "2024-01-01T23:59:59Z+02:00", "2024-01-01T23:59:59 CET", "2024-01-01Z", "2024-01-01+02:00", "2024-01-01  10:00",
        "2024/01/01",
        "01.02.2024", "20240101T000000Z", "２０２４-01-01", "2024-01-01T23:59:59Z\n", "2024-01-01T23:59:59\u{2212}02:00",
        "+024-01-01",
        "0001-01-01T00:00:00+00:01", "9999-12-31T23:59:59-00:01", "9999-12-31T23:59:60Z",
        "2024-01-01T00:00:00Z<script>",
    ])
    func `Nothing for what is no date`(text: String) {
        #expect(PostDate.parse(text, zone: utc) == nil)
    }

    @Test func `Nothing for an endless fraction, even when the end of it is cut`() {
        #expect(PostDate.parse("2024-01-01T23:59:59." + String(repeating: "1", count: 100) + "x", zone: utc) == nil)
    }

    @Test(arguments: [
        ("2024-01-15T12:00", "2024-01-15T12:00:00+01:00"), ("2024-07-15T12:00", "2024-07-15T12:00:00+02:00"),
        // The clock goes from 2:00 to 3:00.
        ("2024-03-31T01:59", "2024-03-31T01:59:00+01:00"), ("2024-03-31T02:30", "2024-03-31T03:30:00+02:00"),
        ("2024-03-31T03:00", "2024-03-31T03:00:00+02:00"),
        // The clock goes from 3:00 back to 2:00.
        ("2024-10-27T01:59", "2024-10-27T01:59:00+02:00"), ("2024-10-27T02:30", "2024-10-27T02:30:00+02:00"),
        ("2024-10-27T03:00", "2024-10-27T03:00:00+01:00"), ("2024-10-27", "2024-10-27T00:00:00+02:00"),
    ])
    func `The site's own time for a date without an offset, in Berlin`(text: String, expected: String) {
        #expect(PostDate.parse(text, zone: berlin)?.rfc3339 == expected)
    }

    @Test(arguments: [
        ("2024-01-15T12:00", "2024-01-15T12:00:00-05:00"), ("2024-03-10T02:30", "2024-03-10T03:30:00-04:00"),
        ("2024-11-03T01:30", "2024-11-03T01:30:00-04:00"), ("2024-11-03T02:00", "2024-11-03T02:00:00-05:00"),
    ])
    func `The site's own time for a date without an offset, in New York`(text: String, expected: String) {
        #expect(PostDate.parse(text, zone: newYork)?.rfc3339 == expected)
    }

    @Test func `The offset of the zone at the instant`() {
        #expect(
            PostDate(Date(timeIntervalSince1970: 1_720_000_000.9), zone: berlin).rfc3339 == "2024-07-03T11:46:40+02:00")
        #expect(PostDate(Date(timeIntervalSince1970: -0.5), zone: utc).secondsSince1970 == -1)
    }

    @Test func `A date within the limits for every number`() {
        for seconds in [Int64.min, -62_135_596_801, 253_402_300_800, Int64.max] {
            for offset in [Int.min, -86_400, -59, 0, 59, 86_400, Int.max] {
                let date = PostDate(secondsSince1970: seconds, offsetSeconds: offset)
                #expect(PostDate.parse(date.rfc3339, zone: utc) == date)
            }
        }
        for seconds in [-Double.infinity, -1e300, 1e300, .infinity] {
            let date = PostDate(Date(timeIntervalSince1970: seconds), zone: utc)
            #expect(PostDate.parse(date.rfc3339, zone: utc) == date)
        }
    }

    @Test func `Whole minutes for an offset of history`() {
        let date = PostDate(secondsSince1970: 0, offsetSeconds: 1172)
        #expect(date.offsetSeconds == 1140)
        #expect(date.rfc3339 == "1970-01-01T00:19:00+00:19")
    }

    @Test func `The same day as Foundation's calendar, from 1600 to 9999`() throws {
        var calendar = Calendar(identifier: .iso8601)
        calendar.timeZone = utc
        // Before 1582 Foundation counts in the Julian calendar, unlike RFC 3339.
        for seconds in stride(from: Int64(-11_676_096_000), through: 253_402_300_799, by: 86_400 * 97 + 12_345) {
            let time = PostDate(secondsSince1970: seconds, offsetSeconds: 0).localTime
            let units: Set<Calendar.Component> = [.year, .month, .day, .hour, .minute, .second]
            let parts = calendar.dateComponents(units, from: Date(timeIntervalSince1970: Double(seconds)))
            #expect([time.year, time.month, time.day] == [parts.year, parts.month, parts.day])
            #expect([time.hour, time.minute, time.second] == [parts.hour, parts.minute, parts.second])
        }
    }

    @Test func `Every day comes after the day before`() {
        var last = PostDate(secondsSince1970: -62_135_596_800, offsetSeconds: 0).localTime
        for day in stride(from: Int64(-62_135_596_800) + 86_400, through: 253_402_300_799, by: 86_400) {
            let time = PostDate(secondsSince1970: day, offsetSeconds: 0).localTime
            let isNextDay = time.day == last.day + 1 && time.month == last.month && time.year == last.year
            let isNextMonth = time.day == 1 && time.month == last.month + 1 && last.day >= 28 && time.year == last.year
            let isNextYear =
                time.day == 1 && time.month == 1 && last.day == 31 && last.month == 12 && time.year == last.year + 1
            guard isNextDay || isNextMonth || isNextYear else {
                Issue.record("\(time) after \(last)")
                return
            }
            last = time
        }
    }

    @Test func `Order by instant, not by the clock on the wall`() throws {
        let early = try #require(PostDate.parse("2024-05-06T09:00:00+05:00", zone: utc))
        let late = try #require(PostDate.parse("2024-05-06T07:00:00Z", zone: utc))
        #expect(early < late)
        #expect([late, early].sorted() == [early, late])
    }
}
