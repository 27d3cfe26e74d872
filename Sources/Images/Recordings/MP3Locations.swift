/// Finds what tells places in MP3 files: in the ID3v2 tags before and behind the sound, and in an APEv2 tag behind it.
enum MP3Locations {
    /// Walks through all tags. The short ID3v1 tag at the end has no room for a place.
    ///
    /// - Throws: ``RecordingRefusal/unreadable`` when a tag is longer than the file; ``PictureFileError``.
    static func find(in file: RecordingFile) throws -> [RecordingBlanking] {
        var found: [RecordingBlanking] = []
        var position = 0
        // Some programs put a tag before another one that they don't understand.
        while let tag = try ID3Tag.read(at: position, in: file) {
            found += try ID3Locations.find(in: tag, of: file)
            position = tag.end
        }
        let head = try file.bytes(atMost: RecordingType.sniffLength, of: position..<file.size)
        // Any format may have such a tag before it, and then looks like MP3 from its first bytes; FLAC really has.
        switch RecordingType.sniff(head) {
        case .flac: found += try FLACLocations.find(in: file, from: position)
        case .mp3: break
        case nil where !head.isEmpty && PictureType.sniff(head) == nil: break
        default: throw RecordingRefusal.unreadable
        }
        // From the end on there may be the short tag, one of this kind, then one of the other.
        var end = try endOfTags(in: file)
        if let tag = try ID3Tag.read(endingAt: end, in: file), tag.content.lowerBound - 10 >= position {
            found += try ID3Locations.find(in: tag, of: file)
            end = tag.content.lowerBound - 10
        }
        return found + (try APETag.find(endingAt: end, after: position, in: file))
    }

    /// The end of the file, without the short tag.
    private static func endOfTags(in file: RecordingFile) throws -> Int {
        guard file.size >= 128 else { return file.size }
        let short = file.size - 128
        return try file.bytes(short..<(short + 3)).elementsEqual("TAG".utf8) ? short : file.size
    }
}
