import HTTPTypes
import Hummingbird

extension Request {
    /// The part that is asked for, of what has so many bytes and a strong entity tag: its bytes, and the value of
    /// `Content-Range`. Only GET has parts (RFC 9110 §14.2).
    ///
    /// - Returns: nil when all is wanted.
    /// - Throws: 416 when there is no such part.
    func range(of size: Int, tag: String) throws -> (bytes: Range<Int>, header: String)? {
        guard method == .get, headers[.ifRange].map({ $0 == tag }) ?? true else { return nil }
        switch ByteRange.parse(headers[.range], size: size) {
        case .whole: return nil
        case .part(let range): return (range, "bytes \(range.lowerBound)-\(range.upperBound - 1)/\(size)")
        case .unsatisfiable:
            throw SiteError(
                .rangeNotSatisfiable, "There are \(size) bytes.", headers: [.contentRange: "bytes */\(size)"])
        }
    }
}

/// The `Range` header of a request (RFC 9110 §14.1.2).
///
/// Deviation: RFC 9110 §14.2 lets a server ignore `Range`; several ranges in one request get the whole.
enum ByteRange: Equatable {
    case whole
    case part(Range<Int>)
    case unsatisfiable

    /// Shape: `bytes=0-99` the first hundred, `bytes=100-` the rest, `bytes=-100` the last hundred.
    ///
    /// A header that isn't of this form, or names several ranges, counts as not sent.
    static func parse(_ header: String?, size: Int) -> ByteRange {
        guard let header, header.lowercased().hasPrefix("bytes=") else { return .whole }
        let parts = header.dropFirst("bytes=".count).split(separator: "-", omittingEmptySubsequences: false)
        guard parts.count == 2, let first = number(parts[0]), let last = number(parts[1]) else { return .whole }
        switch (first, last) {
        case (nil, nil):
            return .whole
        case (nil, let length?):
            guard length > 0, size > 0 else { return .unsatisfiable }
            return .part(max(0, size - length)..<size)
        case (let start?, let end):
            if let end, end < start { return .whole }
            guard start < size else { return .unsatisfiable }
            return .part(start..<min(end ?? size - 1, size - 1) + 1)
        }
    }

    /// The number in a piece of the header: `.some(nil)` for none, nil for something that is no number.
    private static func number(_ text: Substring) -> Int?? {
        let text = text.drop { $0 == " " }
        if text.isEmpty { return .some(nil) }
        guard text.utf8.allSatisfy({ (48...57).contains($0) }) else { return nil }
        // A number beyond Int is beyond the end of anything.
        return .some(Int(text) ?? Int.max - 1)
    }
}
