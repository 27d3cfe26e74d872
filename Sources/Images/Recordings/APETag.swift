/// Finds what tells places in an APEv2 tag, which some programs put at the end of MP3 files.
///
/// - SeeAlso: <https://wiki.hydrogenaud.io/index.php?title=APEv2_specification>
enum APETag {
    /// Walks through the items of the tag that ends at `end`, if there is one that begins after `start`.
    ///
    /// Values become spaces, which is the only way for a text to be empty and as long as before; pictures with EXIF
    /// become zeros. What can't be read is blanked.
    ///
    /// - Throws: ``RecordingRefusal/unreadable`` when the tag reaches further back; ``PictureFileError``.
    static func find(endingAt end: Int, after start: Int, in file: RecordingFile) throws -> [RecordingBlanking] {
        guard end - start >= 32 else { return [] }
        let foot = try file.bytes((end - 32)..<end)
        guard foot.starts(with: "APETAGEX".utf8) else { return [] }
        // The length counts the footer, and not the header.
        let length = foot[12..<16].reversed().reduce(0) { $0 << 8 | Int($1) }
        guard length >= 32, length <= end - start else { throw RecordingRefusal.unreadable }
        let items = (end - length)..<(end - 32)
        var found: [RecordingBlanking] = []
        var position = items.lowerBound
        while position < items.upperBound {
            try file.countPart()
            // Length, flags, and a name of at most 255 characters with a zero behind it.
            let head = try file.bytes(atMost: 8 + 256, of: position..<items.upperBound)
            guard head.count > 8, let nameEnd = head[8...].firstIndex(of: 0) else { break }
            let length = head[0..<4].reversed().reduce(0) { $0 << 8 | Int($1) }
            let valueStart = position + nameEnd + 1
            guard length <= items.upperBound - valueStart else { break }
            let value = valueStart..<(valueStart + length)
            position = value.upperBound
            if PlaceWords.stand(in: head[8..<nameEnd]) {
                if try !file.consists(value, of: 0x20) { found.append(RecordingBlanking(ranges: [value], fill: 0x20)) }
            } else if try PictureTraces.stand(in: value, of: file) {
                found.append(RecordingBlanking(ranges: [value]))
            }
        }
        let rest = position..<items.upperBound
        if try !file.consists(rest, of: 0) { found.append(RecordingBlanking(ranges: [rest])) }
        return found
    }
}
