import Glibc

/// Looks for the delimiter of a multipart body in bytes that come in chunks.
///
/// A carriage return stands only at the start of the delimiter, as no boundary may hold one. So when a candidate fails, none
/// of its bytes but the failing one can start another, and the search goes on from there: each byte is looked at twice at
/// most, and between chunks nothing is kept but how far the candidate at hand has come.
struct DelimiterSearch: Sendable {
    struct Result: Equatable {
        /// Bytes held back from earlier chunks that turned out to be data; they come before `data`.
        var released: ArraySlice<UInt8> = []

        /// Data in this chunk.
        var data: Range<Int>

        /// Where to go on: after the delimiter if found, else the end of the chunk.
        var next: Int

        var isFound: Bool
    }

    private let delimiter: [UInt8]
    /// How many bytes of the delimiter have come.
    private var matched = 0
    /// How many of those were never data, because they ended the line before.
    private var assumed = 0

    #if DEBUG
        /// How often a byte was looked at; tests hold it to a linear bound.
        private(set) var looks = 0
    #endif

    init(_ boundary: MultipartBoundary) {
        self.delimiter = boundary.delimiter
    }

    /// Starts a search at the start of a line, where the delimiter needs no CRLF of its own.
    ///
    /// So it is at the start of a body, and after the empty line that ends the headers: RFC 2046 lets a part without a body
    /// leave out the second CRLF.
    mutating func beginAtLineStart() {
        matched = 2
        assumed = 2
    }

    /// Searches `chunk` from offset `start`. After a delimiter is found, the next search must be begun anew.
    mutating func search(_ chunk: RawSpan, from start: Int) -> Result {
        var cursor = start
        var result = Result(data: start..<start, next: chunk.byteCount, isFound: false)

        if matched > 0 {
            let held = assumed..<matched
            cursor = follow(chunk, from: cursor)
            if matched == delimiter.count {
                result.next = cursor
                result.isFound = true
                return result
            }
            if cursor == chunk.byteCount { return result }
            result.released = delimiter[held]
            assumed = 0
        }

        while let candidate = carriageReturn(in: chunk, from: cursor) {
            matched = 1
            cursor = follow(chunk, from: candidate + 1)
            if matched == delimiter.count || cursor == chunk.byteCount {
                result.data = start..<candidate
                result.next = cursor
                result.isFound = matched == delimiter.count
                return result
            }
        }
        matched = 0
        result.data = start..<chunk.byteCount
        return result
    }

    /// Matches on as far as the delimiter and the chunk agree; returns the offset of the first byte not taken.
    private mutating func follow(_ chunk: RawSpan, from start: Int) -> Int {
        var cursor = start
        while cursor < chunk.byteCount, matched < delimiter.count, chunk.byte(at: cursor) == delimiter[matched] {
            cursor += 1
            matched += 1
        }
        #if DEBUG
            let isStopped = cursor < chunk.byteCount && matched < delimiter.count
            looks += cursor - start + (isStopped ? 1 : 0)
        #endif
        return cursor
    }

    private mutating func carriageReturn(in chunk: RawSpan, from start: Int) -> Int? {
        let found: Int? = chunk.withUnsafeBytes { bytes in
            guard start < bytes.count, let base = bytes.baseAddress,
                let hit = memchr(base + start, Int32(UInt8(ascii: "\r")), bytes.count - start)
            else { return nil }
            return UnsafeRawPointer(hit) - base
        }
        #if DEBUG
            looks += (found.map { $0 + 1 } ?? chunk.byteCount) - start
        #endif
        return found
    }
}

extension RawSpan {
    /// The byte at an offset; outside the span it traps.
    func byte(at offset: Int) -> UInt8 {
        unsafeLoad(fromByteOffset: offset, as: UInt8.self)
    }
}
