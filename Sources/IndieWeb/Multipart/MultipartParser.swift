/// Parses a `multipart/form-data` body as it comes, in constant memory and linear time.
///
/// Give it each chunk of the body in order, act on the events, and call ``finish()`` at the end. It never copies file bytes:
/// events point into the chunk. What it keeps between chunks is the unfinished header block of one part, or how much of a
/// boundary has come.
///
///     for try await buffer in body {
///         for event in try parser.parse(buffer.readableBytesSpan) { … }
///     }
///     try parser.finish()
///
/// Text before the first boundary and after the last is skipped, blanks after a boundary are allowed. A boundary counts only
/// at the start of a line after CRLF. A part of type `multipart/mixed` is not opened: its body is bytes like any other.
///
/// - SeeAlso: <https://www.rfc-editor.org/rfc/rfc7578>, <https://www.rfc-editor.org/rfc/rfc2046#section-5.1.1>
package struct MultipartParser: Sendable {
    private enum State {
        case preamble
        case body
        case boundaryLine(BoundaryLine)
        case headers
        case epilogue
        case failed(MultipartError)
    }

    /// What has come after the boundary on its line.
    private enum BoundaryLine {
        case nothing, hyphen, blanks, carriageReturn
    }

    private let limits: MultipartLimits
    private var state = State.preamble
    private var search: DelimiterSearch
    private var headers: MultipartHeaderBlock
    private var partCount = 0

    package init(boundary: MultipartBoundary, limits: MultipartLimits = MultipartLimits()) {
        self.limits = limits
        self.headers = MultipartHeaderBlock(limits: limits)
        self.search = DelimiterSearch(boundary)
        self.search.beginAtLineStart()
    }

    /// Takes the next bytes of the body and returns what they complete, in order.
    ///
    /// - Throws: ``MultipartError``; from then on every call throws the same.
    package mutating func parse(_ chunk: RawSpan) throws(MultipartError) -> [MultipartEvent] {
        if case .failed(let error) = state { throw error }
        do throws(MultipartError) {
            return try events(in: chunk)
        } catch {
            state = .failed(error)
            throw error
        }
    }

    /// Checks that the body is complete.
    ///
    /// - Throws: ``MultipartError/truncated`` or ``MultipartError/boundaryNotFound`` when the closing boundary has not come,
    ///   else the error that an earlier chunk gave.
    package func finish() throws(MultipartError) {
        switch state {
        case .epilogue: return
        case .failed(let error): throw error
        case .preamble: throw .boundaryNotFound
        case .body, .boundaryLine, .headers: throw .truncated
        }
    }

    private mutating func events(in chunk: RawSpan) throws(MultipartError) -> [MultipartEvent] {
        var events: [MultipartEvent] = []
        var cursor = 0
        while cursor < chunk.byteCount {
            switch state {
            case .preamble:
                cursor = nextDelimiter(in: chunk, from: cursor).next
            case .body:
                let found = nextDelimiter(in: chunk, from: cursor)
                if !found.released.isEmpty { events.append(.heldBytes(found.released)) }
                if !found.data.isEmpty { events.append(.bytes(found.data)) }
                if found.isFound { events.append(.partEnd) }
                cursor = found.next
            case .boundaryLine(let line):
                state = try stateAfter(chunk.byte(at: cursor), on: line)
                cursor += 1
            case .headers:
                if try headers.append(chunk.byte(at: cursor)) {
                    events.append(.partBegin(try MultipartPartHeaders(lines: headers.lines)))
                    beginBody()
                }
                cursor += 1
            case .epilogue, .failed:
                return events
            }
        }
        return events
    }

    private mutating func nextDelimiter(in chunk: RawSpan, from start: Int) -> DelimiterSearch.Result {
        let found = search.search(chunk, from: start)
        if found.isFound { state = .boundaryLine(.nothing) }
        return found
    }

    /// Anything but blanks and a line end is refused. RFC 2046 says that the boundary ends the part whatever follows, other
    /// parsers take such a line as data; a body that parsers read in two ways is best not read at all.
    private mutating func stateAfter(_ byte: UInt8, on line: BoundaryLine) throws(MultipartError) -> State {
        switch (line, byte) {
        case (.nothing, UInt8(ascii: "-")):
            return .boundaryLine(.hyphen)
        case (.hyphen, UInt8(ascii: "-")):
            return .epilogue
        case (.nothing, _) where HeaderText.isBlank(byte), (.blanks, _) where HeaderText.isBlank(byte):
            return .boundaryLine(.blanks)
        case (.nothing, UInt8(ascii: "\r")), (.blanks, UInt8(ascii: "\r")):
            return .boundaryLine(.carriageReturn)
        case (.nothing, UInt8(ascii: "\n")), (.blanks, UInt8(ascii: "\n")), (.carriageReturn, UInt8(ascii: "\n")):
            try beginHeaders()
            return .headers
        default:
            throw .badBoundaryLine
        }
    }

    private mutating func beginHeaders() throws(MultipartError) {
        partCount += 1
        guard partCount <= limits.parts else { throw .tooManyParts(limit: limits.parts) }
        headers = MultipartHeaderBlock(limits: limits)
    }

    private mutating func beginBody() {
        headers = MultipartHeaderBlock(limits: limits)
        search.beginAtLineStart()
        state = .body
    }

    #if DEBUG
        /// How often the search looked at a byte.
        package var looks: Int { search.looks }
    #endif
}
