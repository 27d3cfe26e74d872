/// Collects the header lines of one part, byte by byte, within limits.
///
/// Lines end in CRLF; a bare LF is taken too, as nothing in headers can be mistaken for it. (Before a boundary CRLF is a must:
/// a picture may well hold LF and hyphens.) Lines that start with a blank continue the line before.
struct MultipartHeaderBlock: Sendable {
    private(set) var lines: [[UInt8]] = []
    private var current: [UInt8] = []
    private var byteCount = 0
    private let limits: MultipartLimits

    init(limits: MultipartLimits) {
        self.limits = limits
    }

    /// Takes the next byte; returns whether it ended the block, that is, an empty line.
    ///
    /// - Throws: ``MultipartError/headersTooLong(limit:)``, ``MultipartError/tooManyHeaders(limit:)``,
    ///   ``MultipartError/badHeader`` for control characters and for a first line that starts with a blank.
    mutating func append(_ byte: UInt8) throws(MultipartError) -> Bool {
        byteCount += 1
        guard byteCount <= limits.headerBytes else { throw .headersTooLong(limit: limits.headerBytes) }

        if byte == UInt8(ascii: "\n") { return try endLine() }
        guard current.last != UInt8(ascii: "\r"), Self.isAllowed(byte) else { throw .badHeader }
        current.append(byte)
        return false
    }

    private mutating func endLine() throws(MultipartError) -> Bool {
        if current.last == UInt8(ascii: "\r") { current.removeLast() }
        guard let first = current.first else { return true }

        if HeaderText.isBlank(first) {
            guard !lines.isEmpty else { throw .badHeader }
            lines[lines.count - 1] += current
        } else {
            guard lines.count < limits.headerLines else { throw .tooManyHeaders(limit: limits.headerLines) }
            lines.append(current)
        }
        current.removeAll()
        return false
    }

    /// CR passes, as the byte after it decides.
    private static func isAllowed(_ byte: UInt8) -> Bool {
        byte >= UInt8(ascii: " ") && byte != 0x7F || byte == UInt8(ascii: "\t") || byte == UInt8(ascii: "\r")
    }
}
