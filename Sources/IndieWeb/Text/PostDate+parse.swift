package import FoundationEssentials

extension PostDate {
    /// Reads a date as clients send it in `published` and `updated`; `nil` when it is not one or cannot be.
    ///
    /// Shape: RFC 3339, and what is near to it: a space instead of `T`, no seconds, `+0200`, `+02`, a space before the
    /// offset, no offset, a date alone (midnight). Without an offset the time is one in `zone`: of an hour that comes twice the
    /// first is meant, and a time that a clock skips moves on by what it skips. A fraction is dropped, a leap second becomes
    /// the second after it.
    ///
    /// - SeeAlso: <https://www.rfc-editor.org/rfc/rfc3339#section-5.6>
    package static func parse(_ text: String, zone: TimeZone) -> PostDate? {
        var reader = DateReader(text)
        guard let local = reader.localSeconds() else { return nil }
        if reader.isAtEnd { return PostDate(localSeconds: local, zone: zone) }
        guard reader.hasTime, let offset = reader.offset(), reader.isAtEnd else { return nil }
        return PostDate(localSeconds: local, offset: offset)
    }

    private init?(localSeconds: Int, offset: Int) {
        self.init(secondsSince1970: Int64(localSeconds - offset), offsetSeconds: offset)
        guard secondsSince1970 == Int64(localSeconds - offset) else { return nil }
    }

    private init?(localSeconds: Int, zone: TimeZone) {
        func offset(at seconds: Int) -> Int {
            zone.secondsFromGMT(for: Date(timeIntervalSince1970: Double(seconds)))
        }
        // No zone changes its clock twice within two days, so one of these two holds, or the clock skips this time.
        let before = offset(at: localSeconds - CivilTime.secondsPerDay)
        let after = offset(at: localSeconds + CivilTime.secondsPerDay)
        let match = [before, after].first { offset(at: localSeconds - $0) == $0 }
        let instant = localSeconds - (match ?? before)
        self.init(secondsSince1970: Int64(instant), offsetSeconds: offset(at: instant))
        guard secondsSince1970 == Int64(instant) else { return nil }
    }
}

/// Walks over the bytes of a date; every step returns `nil` when the text is not what it expects.
private struct DateReader {
    private var rest: Substring.UTF8View
    private(set) var hasTime = false

    init(_ text: String) {
        // The longest date of this form has fewer bytes, unless its fraction is absurd.
        rest = text.utf8.count <= 64 ? text.utf8[...] : text.utf8.prefix(0)
        while let first = rest.first, first == UInt8(ascii: " ") { rest.removeFirst() }
        while let last = rest.last, last == UInt8(ascii: " ") { rest.removeLast() }
    }

    var isAtEnd: Bool { rest.isEmpty }

    mutating func localSeconds() -> Int? {
        guard let year = number(digits: 4), skip("-"), let month = number(digits: 2), skip("-"),
            let day = number(digits: 2)
        else { return nil }
        guard skip("T") || skip("t") || skip(" ") else {
            return CivilTime.seconds(year: year, month: month, day: day, hour: 0, minute: 0, second: 0)
        }

        hasTime = true
        guard let hour = number(digits: 2), skip(":"), let minute = number(digits: 2) else { return nil }
        var second = 0
        if skip(":") {
            guard let given = number(digits: 2), skipFraction() else { return nil }
            second = given
        }
        return CivilTime.seconds(year: year, month: month, day: day, hour: hour, minute: minute, second: second)
    }

    mutating func offset() -> Int? {
        _ = skip(" ")
        if skip("Z") || skip("z") { return 0 }
        let sign = skip("+") ? 1 : skip("-") ? -1 : 0
        guard sign != 0, let hours = number(digits: 2) else { return nil }
        var minutes = 0
        if skip(":") || !isAtEnd {
            guard let given = number(digits: 2) else { return nil }
            minutes = given
        }
        guard hours <= 23, minutes <= 59 else { return nil }
        return sign * (hours * 3600 + minutes * 60)
    }

    private mutating func skipFraction() -> Bool {
        guard skip(".") || skip(",") else { return true }
        guard let first = rest.first, Self.isDigit(first) else { return false }
        rest = rest.drop(while: Self.isDigit)
        return true
    }

    private mutating func skip(_ scalar: Unicode.Scalar) -> Bool {
        guard rest.first == UInt8(ascii: scalar) else { return false }
        rest.removeFirst()
        return true
    }

    private mutating func number(digits: Int) -> Int? {
        let text = rest.prefix(digits)
        guard text.count == digits, text.allSatisfy(Self.isDigit) else { return nil }
        rest = rest.dropFirst(digits)
        return Int(Substring(text))
    }

    private static func isDigit(_ byte: UInt8) -> Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) }
}
