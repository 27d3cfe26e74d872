/// Finds what tells places in an ID3v2 tag.
///
/// What can't be read is blanked: a whole tag of an unknown version, or one whose frames are scattered by
/// unsynchronisation.
///
/// - SeeAlso: <https://id3.org/id3v2.4.0-frames>
enum ID3Locations {
    /// Walks through the frames, and through those that chapters hold.
    ///
    /// - Throws: ``RecordingRefusal/unreadable`` when there are too many; ``PictureFileError``.
    static func find(in tag: ID3Tag, of file: RecordingFile) throws -> [RecordingBlanking] {
        guard try isReadable(tag, in: file) else { return try blankedSpace(tag.content, in: file) }
        var found: [RecordingBlanking] = []
        var open = [(range: try frames(of: tag, in: file), isChapter: false)]
        while let last = open.popLast() {
            guard let frame = try ID3Frame.read(at: last.range, of: tag, in: file) else {
                // Padding, or what is hidden behind a broken frame.
                found += try blankedSpace(last.range, in: file)
                continue
            }
            open.append((frame.content.upperBound..<last.range.upperBound, last.isChapter))
            if !last.isChapter, !frame.isClosed, let inner = try framesOfChapter(frame, in: file) {
                open.append((inner, true))
            } else if try tellsPlace(frame, in: file) {
                found.append(frame.blanked)
            }
        }
        return found
    }

    /// The second version has a flag for compression where the others have one for more headers.
    private static func isReadable(_ tag: ID3Tag, in file: RecordingFile) throws -> Bool {
        switch tag.version {
        case 2 where tag.hasExtendedHeader: return false
        case 2, 3:
            guard tag.isUnsynchronised else { return true }
            // In these versions lengths don't count the zeros put in, so frames are found only where there are none.
            var (before, isScattered): (UInt8, Bool) = (0, false)
            try file.readPieces(of: tag.content) { piece in
                for byte in piece {
                    isScattered = isScattered || before == 0xFF && byte == 0
                    before = byte
                }
                return !isScattered
            }
            return !isScattered
        case 4: return true
        default: return false
        }
    }

    private static func frames(of tag: ID3Tag, in file: RecordingFile) throws -> Range<Int> {
        guard tag.hasExtendedHeader, tag.content.count >= 4 else { return tag.content }
        let head = try file.bytes(atMost: 4, of: tag.content)
        let length = tag.version == 4 ? head.sevenBitNumber : head.number + 4
        return min(tag.content.lowerBound + length, tag.content.upperBound)..<tag.content.upperBound
    }

    private static func blankedSpace(_ range: Range<Int>, in file: RecordingFile) throws -> [RecordingBlanking] {
        if try file.consists(range, of: 0) { return [] }
        return [RecordingBlanking(ranges: [range], headOffset: range.lowerBound)]
    }

    /// The frames behind a chapter's name and times, or behind the list in a table of contents.
    private static func framesOfChapter(_ frame: ID3Frame, in file: RecordingFile) throws -> Range<Int>? {
        guard frame.name == "CHAP" || frame.name == "CTOC" else { return nil }
        let start = frame.content.lowerBound + frame.skipped
        guard start <= frame.content.upperBound else { return nil }
        let head = try file.bytes(atMost: 1024, of: start..<frame.content.upperBound)
        guard let nameEnd = head.firstIndex(of: 0) else { return nil }
        var position = nameEnd + 1
        if frame.name == "CHAP" {
            position += 16
        } else {
            guard position + 2 <= head.count else { return nil }
            let count = Int(head[position + 1])
            position += 2
            for _ in 0..<count {
                guard position <= head.count, let end = head[position...].firstIndex(of: 0) else { return nil }
                position = end + 1
            }
        }
        guard start + position <= frame.content.upperBound else { return nil }
        return (start + position)..<frame.content.upperBound
    }

    private static func tellsPlace(_ frame: ID3Frame, in file: RecordingFile) throws -> Bool {
        switch frame.name {
        case "GEOB", "GEO", "PRIV", "CRM": return true
        case "APIC", "PIC": return try frame.isClosed || PictureTraces.stand(in: frame.content, of: file)
        case "TXXX", "TXX", "WXXX", "WXX":
            return try frame.isClosed || PlaceWords.stand(in: description(of: frame, in: file))
        // A chapter that wasn't understood.
        case "CHAP", "CTOC": return true
        default: return false
        }
    }

    /// The encoding, then the text up to its end, which is two zeros in UTF-16.
    private static func description(of frame: ID3Frame, in file: RecordingFile) throws -> [UInt8] {
        let start = min(frame.content.lowerBound + frame.skipped, frame.content.upperBound)
        var text = try file.bytes(atMost: 2048, of: start..<frame.content.upperBound)
        if frame.isUnsynchronised { text = withoutStuffing(text) }
        guard let encoding = text.first else { return [] }
        let isWide = encoding == 1 || encoding == 2
        var end = 1
        while end < text.count, text[end] != 0 || isWide && end + 1 < text.count && text[end + 1] != 0 {
            end += isWide ? 2 : 1
        }
        return Array(text[1..<min(end, text.count)])
    }

    private static func withoutStuffing(_ bytes: [UInt8]) -> [UInt8] {
        var plain: [UInt8] = []
        var before: UInt8 = 0
        for byte in bytes {
            if before != 0xFF || byte != 0 { plain.append(byte) }
            before = byte
        }
        return plain
    }
}
