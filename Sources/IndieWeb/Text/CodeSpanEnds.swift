/// Where the code spans of a Markdown paragraph can end: a run of backticks ends at the next one of the same length.
struct CodeSpanEnds {
    /// For each length of a run the places behind such runs, the last one first.
    private var ends: [Int: [Int]] = [:]

    init() {}

    init(_ paragraph: ArraySlice<Unicode.Scalar>) {
        var length = 0
        for (place, scalar) in zip(paragraph.indices, paragraph) {
            if scalar == "`" {
                length += 1
            } else if length > 0 {
                ends[length, default: []].append(place)
                length = 0
            }
        }
        if length > 0 { ends[length, default: []].append(paragraph.endIndex) }
        for length in ends.keys { ends[length]?.reverse() }
    }

    /// Returns the place behind the next run of a length, or `nil`. Asked from left to right, each run is looked at once.
    mutating func end(ofLength length: Int, from place: Int) -> Int? {
        while let end = ends[length]?.last, end - length < place { ends[length]?.removeLast() }
        return ends[length]?.last
    }
}
