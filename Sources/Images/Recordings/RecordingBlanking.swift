/// A part of a recording that is to be blanked, its length unchanged.
///
/// All are found before the first is written, so that a file which is refused half-way stays as it was.
struct RecordingBlanking: Equatable {
    /// What is filled.
    var ranges: [Range<Int>]
    /// With what.
    var fill: UInt8 = 0
    /// What is written over the start of it afterwards, so that the rest is taken for empty space.
    var head: [UInt8] = []
    /// Where that goes.
    var headOffset = 0
    /// Whether it counts as something that was removed, and not as what follows from it.
    var isCounted = true

    /// Writes it.
    func apply(to file: RecordingFile) throws {
        for range in ranges { try file.fill(range, with: fill) }
        try file.overwrite(at: headOffset, with: head)
    }
}
