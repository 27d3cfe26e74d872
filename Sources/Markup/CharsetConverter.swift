import CXML2

/// Decodes the less common charsets with the C library's iconv.
struct CharsetConverter: ~Copyable {
    private static let pieceSize = 4096
    /// Longest sequence that one character can become; with less room than that iconv may have stopped for want of
    /// room.
    private static let longestOutput = 32

    private let descriptor: iconv_t

    /// `nil` for a charset that is not known.
    init?(_ label: String) {
        // A slash would start a list of options.
        guard !label.isEmpty, label.utf8.count <= 40, !label.utf8.contains(UInt8(ascii: "/")) else { return nil }
        let opened = iconv_open("UTF-8", label)
        guard let opened, opened != iconv_t(bitPattern: -1) else { return nil }
        descriptor = opened
    }

    deinit {
        iconv_close(descriptor)
    }

    /// Converts to UTF-8, with U+FFFD for each byte that doesn't fit.
    func decode(_ bytes: [UInt8]) -> String {
        var result: [UInt8] = []
        result.reserveCapacity(bytes.count + bytes.count / 2)
        var bytes = bytes.map { CChar(bitPattern: $0) }
        bytes.withUnsafeMutableBufferPointer { input in
            var position = input.baseAddress
            var left = input.count
            while left > 0 {
                var roomLeft = 0
                let isDone = withUnsafeTemporaryAllocation(of: CChar.self, capacity: Self.pieceSize) { piece in
                    var end = piece.baseAddress
                    roomLeft = piece.count
                    let status = iconv(descriptor, &position, &left, &end, &roomLeft)
                    result += piece.prefix(piece.count - roomLeft).map { UInt8(bitPattern: $0) }
                    return status != Int(bitPattern: UInt.max)
                }
                if isDone { break }
                if roomLeft < Self.longestOutput { continue }
                // A byte that doesn't fit, or a character cut off by the end of the document.
                result += [0xEF, 0xBF, 0xBD]
                position = position?.advanced(by: 1)
                left -= 1
            }
        }
        return String(decoding: result, as: UTF8.self)
    }
}
