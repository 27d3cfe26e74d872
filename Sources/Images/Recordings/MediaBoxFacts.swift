/// Reads duration and size from the headers of movie and tracks.
///
/// - SeeAlso: <https://developer.apple.com/documentation/quicktime-file-format/movie_atoms>
enum MediaBoxFacts {
    /// Walks through the movie box; the rest of the file is passed over.
    static func read(into facts: inout RecordingFacts, from file: RecordingFile) throws {
        guard let movie = try child("moov", of: 0..<file.size, in: file) else { return }
        var scale = 0
        var position = movie.content.lowerBound
        while let box = try MediaBox.read(at: position..<movie.end, in: file) {
            position = box.end
            switch box.type {
            case "mvhd":
                guard let (duration, units) = try duration(inMovieHeader: box, of: file) else { break }
                scale = units
                if units > 0, duration > 0 { facts.durationSeconds = Double(duration) / Double(units) }
            // A film in fragments has its duration here, if anywhere.
            case "mvex" where facts.durationSeconds == nil && scale > 0:
                guard let header = try child("mehd", of: box.content, in: file) else { break }
                let bytes = try file.bytes(atMost: 12, of: header.content)
                let number = bytes.first == 1 ? bytes.dropFirst(4) : bytes.dropFirst(4).prefix(4)
                facts.durationSeconds = Double(number.number(ofBytes: 8)) / Double(scale)
            case "trak" where facts.width == nil:
                if let size = try pictureSize(ofTrack: box, in: file) { (facts.width, facts.height) = size }
            default: break
            }
        }
    }

    private static func child(_ type: String, of range: Range<Int>, in file: RecordingFile) throws -> MediaBox? {
        var position = range.lowerBound
        while let box = try MediaBox.read(at: position..<range.upperBound, in: file) {
            if box.type == type { return box }
            position = box.end
        }
        return nil
    }

    /// Version 1 has times and duration in 64 bits. All ones stand for a duration that isn't known.
    private static func duration(
        inMovieHeader box: MediaBox, of file: RecordingFile
    ) throws -> (duration: UInt64, units: Int)? {
        let bytes = try file.bytes(atMost: 32, of: box.content)
        let (start, length) = bytes.first == 1 ? (20, 8) : (12, 4)
        guard bytes.count >= start + 4 + length else { return nil }
        let duration = bytes[(start + 4)..<(start + 4 + length)].number(ofBytes: length)
        let isUnknown = length == 8 ? duration == .max : duration == UInt64(UInt32.max)
        return (isUnknown ? 0 : duration, bytes[start..<(start + 4)].number)
    }

    /// The size of a track with pictures; in its matrix a quarter turn has zeros on the diagonal.
    private static func pictureSize(ofTrack track: MediaBox, in file: RecordingFile) throws -> (Int, Int)? {
        guard let media = try child("mdia", of: track.content, in: file),
            let handler = try child("hdlr", of: media.content, in: file), handler.content.count >= 12,
            try file.bytes(atMost: 12, of: handler.content)[8...].elementsEqual("vide".utf8),
            let header = try child("tkhd", of: track.content, in: file)
        else { return nil }
        let bytes = try file.bytes(atMost: 96, of: header.content)
        let matrix = bytes.first == 1 ? 52 : 40
        guard bytes.count >= matrix + 44 else { return nil }
        func number(_ index: Int) -> Int { bytes[(matrix + 4 * index)..<(matrix + 4 * index + 4)].number }
        let (width, height) = (number(9) >> 16, number(10) >> 16)
        guard width > 0, height > 0 else { return nil }
        let isTurned = number(0) == 0 && number(4) == 0 && number(1) != 0 && number(3) != 0
        return isTurned ? (height, width) : (width, height)
    }
}

extension Collection<UInt8> where Index == Int {
    /// The first bytes as a big-endian number, up to eight of them.
    func number(ofBytes count: Int) -> UInt64 { prefix(Swift.min(count, 8)).reduce(0) { $0 << 8 | UInt64($1) } }
}
