/// The segments of a JPEG file.
///
/// - SeeAlso: <https://www.w3.org/Graphics/JPEG/itu-t81.pdf> (annex B)
enum JPEGSegments {
    /// Finds the parts that make the picture: tables, frame, scans, and those application segments that say how to read
    /// the colours (JFIF without its thumbnail, Adobe, ICC profile).
    ///
    /// What follows the end of the picture is left out, as are comments and all other application data. Returns `nil` for
    /// a picture that browsers might show in other colours (four components) and for a file that is built unusually.
    static func rangesOfPicture(in bytes: UnsafeRawBufferPointer) -> [Range<Int>]? {
        guard bytes.count >= 4, bytes[0] == 0xFF, bytes[1] == 0xD8 else { return nil }
        var kept = [0..<2]
        var position = 2
        while position + 4 <= bytes.count {
            guard bytes[position] == 0xFF else { return nil }
            let marker = bytes[position + 1]
            // Any number of fill bytes may stand before a marker.
            if marker == 0xFF {
                position += 1
                continue
            }
            let end = position + 2 + Int(bytes[position + 2]) << 8 + Int(bytes[position + 3])
            let content = position + 4..<end
            guard end >= position + 4, end <= bytes.count else { return nil }
            switch marker {
            case 0xC0...0xC2: if !isFrameForBrowsers(bytes[content]) { return nil }
            case 0xC4, 0xDB, 0xDC, 0xDD, 0xDA: break
            case 0xE0...0xEF, 0xFE:
                if saysHowToRead(marker, bytes[content]) { break }
                position = end
                continue
            default: return nil
            }
            kept.append(position..<end)
            position = end
            guard marker == 0xDA else { continue }
            guard let next = endOfScan(in: bytes, from: end) else { return nil }
            kept.append(end..<next)
            if bytes[next + 1] == 0xD9 { return kept + [next..<next + 2] }
            position = next
        }
        return nil
    }

    /// The position of the first marker behind a scan's data that is no restart and no byte stuffed.
    private static func endOfScan(in bytes: UnsafeRawBufferPointer, from start: Int) -> Int? {
        var position = start
        while position + 1 < bytes.count {
            let next = bytes[position + 1]
            if bytes[position] == 0xFF, next != 0, next != 0xFF, !(0xD0...0xD7).contains(next) { return position }
            position += 1
        }
        return nil
    }

    /// 8 bits, and one component or three.
    private static func isFrameForBrowsers(_ content: Slice<UnsafeRawBufferPointer>) -> Bool {
        guard content.count >= 6 else { return false }
        let start = content.startIndex
        return content[start] == 8 && [1, 3].contains(content[start + 5])
    }

    private static func saysHowToRead(_ marker: UInt8, _ content: Slice<UnsafeRawBufferPointer>) -> Bool {
        switch marker {
        // 14 bytes is the header without a thumbnail, 12 the marker with nothing behind it.
        case 0xE0: content.count == 14 && content.starts(with: "JFIF\0".utf8)
        case 0xE2: content.starts(with: "ICC_PROFILE\0".utf8)
        case 0xEE: content.count == 12 && content.starts(with: "Adobe".utf8)
        default: false
        }
    }
}
