/// Finds what tells places in the metadata blocks of FLAC files.
///
/// - SeeAlso: <https://www.rfc-editor.org/rfc/rfc9639#name-file-level-metadata>
enum FLACLocations {
    /// What a metadata block holds, by the number of its type.
    enum BlockType {
        static let streamInfo = 0, padding = 1, application = 2, vorbisComment = 4, picture = 6
    }

    /// Walks through the blocks before the sound.
    ///
    /// - Throws: ``RecordingRefusal/unreadable`` when one is longer than the file; ``PictureFileError``.
    static func find(in file: RecordingFile, from start: Int) throws -> [RecordingBlanking] {
        guard try file.bytes(atMost: 4, of: start..<file.size).elementsEqual("fLaC".utf8) else {
            throw RecordingRefusal.unreadable
        }
        var found: [RecordingBlanking] = []
        var position = start + 4
        var isLast = false
        while !isLast {
            try file.countPart()
            let head = try file.bytes(position..<(position + 4))
            isLast = head[0] & 0x80 != 0
            let content = ByteRuns([(position + 4)..<(position + 4 + head[1..<4].number)])
            guard content.ranges.allSatisfy({ $0.upperBound <= file.size }) else { throw RecordingRefusal.unreadable }
            let block = ByteRuns([position..<(position + 4 + content.count)])
            found += try find(inBlock: block, type: Int(head[0] & 0x7F), of: file)
            position += 4 + content.count
        }
        return found
    }

    /// Looks in one block, whose four bytes of header come first.
    static func find(inBlock block: ByteRuns, type: Int, of file: RecordingFile) throws -> [RecordingBlanking] {
        guard block.count >= 4 else { return [] }
        let content = 4..<block.count
        switch type {
        case BlockType.vorbisComment: return try VorbisComments.locations(in: block, from: 4, of: file)
        case BlockType.application: break
        case BlockType.picture:
            var traces = PictureTraces()
            for range in block.ranges(of: content) where !traces.areFound {
                try file.readPieces(of: range) { piece in
                    traces.add(piece)
                    return !traces.areFound
                }
            }
            guard traces.areFound else { return [] }
        case BlockType.padding:
            let isBlank = try block.ranges(of: content).allSatisfy { try file.consists($0, of: 0) }
            return isBlank ? [] : [RecordingBlanking(ranges: block.ranges(of: content))]
        default: return []
        }
        guard let headOffset = block.ranges.first?.lowerBound else { return [] }
        // Only the type changes; the flag of the last block stays.
        let flag = try file.bytes(headOffset..<(headOffset + 1))[0] & 0x80
        return [
            RecordingBlanking(
                ranges: block.ranges(of: content), head: [flag | UInt8(BlockType.padding)], headOffset: headOffset)
        ]
    }
}
