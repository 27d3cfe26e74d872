import FoundationEssentials
import IndieWeb
import Testing

@Suite struct `Dates in RSS and OPML` {
    @Test(
        arguments: [
            (0, 0, "Thu, 01 Jan 1970 00:00:00 +0000"), (-1, 0, "Wed, 31 Dec 1969 23:59:59 +0000"),
            (1_720_000_000, 7200, "Wed, 03 Jul 2024 11:46:40 +0200"),
            (1_720_000_000, -12_600, "Wed, 03 Jul 2024 06:16:40 -0330"),
            (1_709_164_800, 0, "Thu, 29 Feb 2024 00:00:00 +0000"),
            (1_709_164_800, 20_700, "Thu, 29 Feb 2024 00:00:00 +0000"),
            (1_709_164_800, -60, "Thu, 29 Feb 2024 00:00:00 +0000"),
            (951_782_400, 0, "Tue, 29 Feb 2000 00:00:00 +0000"), (-2_203_891_200, 0, "Thu, 01 Mar 1900 00:00:00 +0000"),
            (4_102_444_799, 0, "Thu, 31 Dec 2099 23:59:59 +0000"),
            (1_000_000_000, 50_400, "Sun, 09 Sep 2001 15:46:40 +1400"),
            (-62_135_596_800, 0, "Mon, 01 Jan 0001 00:00:00 +0000"),
            (-62_135_596_800, -86_340, "Mon, 01 Jan 0001 23:59:00 +0000"),
            (253_402_300_799, 0, "Fri, 31 Dec 9999 23:59:59 +0000"),
            (253_402_300_799, 86_340, "Fri, 31 Dec 9999 00:00:59 +0000"),
        ] as [(Int64, Int, String)])
    func `English names and the author's offset`(seconds: Int64, offset: Int, expected: String) {
        #expect(PostDate(secondsSince1970: seconds, offsetSeconds: offset).rfc822 == expected)
    }

    @Test(arguments: [
        (1, "Mon", "Jan"), (2, "Thu", "Feb"), (3, "Fri", "Mar"), (4, "Mon", "Apr"), (5, "Wed", "May"),
        (6, "Sat", "Jun"),
        (7, "Mon", "Jul"), (8, "Thu", "Aug"), (9, "Sun", "Sep"), (10, "Tue", "Oct"), (11, "Fri", "Nov"),
        (12, "Sun", "Dec"),
    ])
    func `The first day of each month of 2024`(month: Int, weekday: String, name: String) throws {
        let date = try #require(PostDate.parse("2024-\(month < 10 ? "0" : "")\(month)-01", zone: .gmt))
        #expect(date.rfc822 == "\(weekday), 01 \(name) 2024 00:00:00 +0000")
    }
}
