/// Ranges of a file that make one piece when they are put together, as the parts of an Ogg packet do.
struct ByteRuns {
    private(set) var ranges: [Range<Int>] = []
    /// Where in the whole each range ends.
    private var ends: [Int] = []

    init(_ ranges: [Range<Int>] = []) {
        for range in ranges { append(range) }
    }

    /// The length of the whole.
    var count: Int { ends.last ?? 0 }

    /// Adds a range at the end.
    mutating func append(_ range: Range<Int>) {
        guard !range.isEmpty else { return }
        ranges.append(range)
        ends.append(count + range.count)
    }

    /// The parts of the file that make this part of the whole, as far as there is one.
    func ranges(of part: Range<Int>) -> [Range<Int>] {
        let part = part.clamped(to: 0..<count)
        guard !part.isEmpty else { return [] }
        var (low, high) = (0, ends.count)
        while low < high {
            let middle = (low + high) / 2
            if ends[middle] <= part.lowerBound { low = middle + 1 } else { high = middle }
        }
        var found: [Range<Int>] = []
        while low < ranges.count, ends[low] - ranges[low].count < part.upperBound {
            // What must be added to a position in the whole for the one in the file.
            let shift = ranges[low].upperBound - ends[low]
            found.append(
                max(
                    ranges[low].lowerBound, part.lowerBound + shift)..<min(
                        ranges[low].upperBound, part.upperBound + shift))
            low += 1
        }
        return found
    }

    /// Reads a part that must lie within.
    ///
    /// - Throws: ``RecordingRefusal/unreadable`` when it does not, or is too long; ``PictureFileError``.
    func bytes(_ part: Range<Int>, of file: RecordingFile) throws -> [UInt8] {
        guard part.lowerBound >= 0, part.upperBound <= count, part.count <= RecordingFile.longestRead else {
            throw RecordingRefusal.unreadable
        }
        return try ranges(of: part).reduce(into: []) { $0 += try file.bytes($1) }
    }
}
