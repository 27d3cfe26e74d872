/// Finds what tells places in MP4, M4A and QuickTime files.
///
/// What cameras' makers add, places among it, has hundreds of names. So it goes by what is known to be harmless, not by what
/// is known to tell: beside the boxes that players need, nothing stays on the upper levels.
///
/// - SeeAlso: <https://developer.apple.com/documentation/quicktime-file-format/user_data_atoms>
struct MediaBoxLocations {
    /// What a range of boxes belongs to.
    enum Level {
        case file, movie, track, inner, userData, sampleEntries
        case metadata(MetadataKeys)
        case items(MetadataKeys)
    }

    private struct Open {
        var level: Level
        var position: Int
        var end: Int
    }

    /// Deeper than any file goes: a sample description lies six boxes deep.
    private static let mostLevels = 16

    private let file: RecordingFile
    private var open: [Open]
    private var found: [RecordingBlanking] = []
    private var hasMovie = false

    private init(file: RecordingFile) {
        self.file = file
        open = [Open(level: .file, position: 0, end: file.size)]
    }

    /// Walks through all boxes that may hold something.
    ///
    /// - Throws: ``RecordingRefusal``, ``PictureFileError``.
    static func find(in file: RecordingFile) throws -> [RecordingBlanking] {
        var search = MediaBoxLocations(file: file)
        while let current = search.open.last {
            let rest = current.position..<current.end
            if case .file = current.level, try search.isTrailer(rest) {
                try search.blankSpace(rest)
                break
            }
            guard let box = try MediaBox.read(at: rest, in: file) else {
                search.open.removeLast()
                continue
            }
            search.open[search.open.count - 1].position = box.end
            try search.visit(box, on: current.level)
        }
        guard search.hasMovie else { throw RecordingRefusal.unreadable }
        return search.found
    }

    /// Whether something that is no box follows the movie. Some cameras put all that they have measured there.
    private func isTrailer(_ rest: Range<Int>) throws -> Bool {
        guard hasMovie, !rest.isEmpty else { return false }
        guard rest.count >= 8 else { return true }
        let head = try file.bytes(atMost: 8, of: rest)
        if MediaBoxNames.file.contains(String(fourCharacters: head[4..<8])) { return false }
        return !(8...rest.count ~= head[0..<4].number || head[0..<4].number == 1)
    }

    private mutating func visit(_ box: MediaBox, on level: Level) throws {
        switch box.type {
        // User data may end with four zeros instead of a box, and some programs write more of them.
        case "free", "skip", "wide", "\0\0\0\0": return try blankSpace(box.content)
        case "uuid" where try isSpherical(box): return
        case "uuid": return found.append(box.blanked)
        default: break
        }
        switch level {
        case .file: try visitUpper(box, known: MediaBoxNames.file)
        case .movie: try visitUpper(box, known: MediaBoxNames.movie)
        case .track: try visitUpper(box, known: MediaBoxNames.track)
        case .inner: try enter(box)
        case .userData:
            if box.type == "meta" { return try enter(box) }
            if !MediaBoxNames.userData.contains(box.type) { found.append(box.blanked) }
        case .sampleEntries: try refuseTrackOfPlaces(box)
        case .metadata(let keys):
            if box.type == "ilst" { return try push(.items(keys), box.content) }
            if !MediaBoxNames.metadata.contains(box.type) { found.append(box.blanked) }
        case .items(let keys):
            if try keys.tellsPlace(box, in: file) { found.append(box.blanked) }
        }
    }

    private mutating func visitUpper(_ box: MediaBox, known: Set<String>) throws {
        guard known.contains(box.type) else { return found.append(box.blanked) }
        if box.type == "moov" { hasMovie = true }
        try enter(box)
    }

    private mutating func enter(_ box: MediaBox) throws {
        switch box.type {
        case "moov": try push(.movie, box.content)
        case "trak": try push(.track, box.content)
        case "mdia", "minf", "stbl", "moof", "traf": try push(.inner, box.content)
        case "udta": try push(.userData, box.content)
        case "stsd" where box.content.count > 8:
            try push(.sampleEntries, (box.content.lowerBound + 8)..<box.end)
        case "meta":
            guard let (keys, boxes) = try MetadataKeys.read(from: box, in: file) else {
                return found.append(box.blanked)
            }
            try push(.metadata(keys), boxes)
        // The whole movie, compressed: nobody has written that for twenty years.
        case "cmov": throw RecordingRefusal.unreadable
        default: break
        }
    }

    private mutating func push(_ level: Level, _ content: Range<Int>) throws {
        guard open.count < Self.mostLevels else { throw RecordingRefusal.unreadable }
        open.append(Open(level: level, position: content.lowerBound, end: content.upperBound))
    }

    /// Programs that edit in place leave the old movie box in such space, and dash cameras their positions.
    private mutating func blankSpace(_ range: Range<Int>) throws {
        if try !file.consists(range, of: 0) { found.append(RecordingBlanking(ranges: [range])) }
    }

    /// The one private box that players need: it says that the film goes all round.
    private func isSpherical(_ box: MediaBox) throws -> Bool {
        try file.bytes(atMost: 16, of: box.content) == [
            0xFF, 0xCC, 0x82, 0x63, 0xF8, 0x55, 0x4A, 0x93, 0x88, 0x14, 0x58, 0x7A, 0x02, 0x52, 0x1F, 0xDD,
        ]
    }

    /// Apple's timed metadata names its keys here: face, orientation and still picture are no places.
    private func refuseTrackOfPlaces(_ entry: MediaBox) throws {
        if MediaBoxNames.tracksOfPlaces.contains(entry.type) { throw RecordingRefusal.location }
        guard entry.type == "mebx" else { return }
        guard entry.content.count <= RecordingFile.longestRead,
            try !PlaceWords.stand(in: file.bytes(entry.content))
        else { throw RecordingRefusal.location }
    }
}
