/// Finds what tells places in WebM files: tags with such names, and attached files whatever they are.
///
/// - SeeAlso: <https://www.matroska.org/technical/tagging.html>
struct WebMLocations {
    private struct Open {
        var id: Int
        var start: Int
        var position: Int
        var end: Int
        var hasUnknownLength = false
        /// The checksum over everything else in it, which is dropped when something is blanked.
        var checksum: EBMLElement?
        /// Whether it is to be blanked itself, at its end.
        var tellsPlace = false
        /// How much had been found before it.
        var foundBefore = 0
    }

    /// Tags may hold tags; nobody has seen them deeper than three.
    private static let mostLevels = 16

    private let file: RecordingFile
    private var open: [Open]
    private var found: [RecordingBlanking] = []

    private init(file: RecordingFile) {
        self.file = file
        open = [Open(id: 0, start: 0, position: 0, end: file.size)]
    }

    /// Walks through all elements that may hold something.
    ///
    /// - Throws: ``RecordingRefusal``, ``PictureFileError``.
    static func find(in file: RecordingFile) throws -> [RecordingBlanking] {
        var search = WebMLocations(file: file)
        var hasSegment = false
        while let current = search.open.last {
            let rest = current.position..<current.end
            if current.id == 0, hasSegment, try search.isTrailer(rest) {
                try search.blankSpace(rest)
                break
            }
            guard let element = try EBMLElement.read(at: rest, in: file) else {
                search.close(current)
                continue
            }
            // A cluster of unknown length ends where something begins that can't be in it.
            if current.hasUnknownLength, EBMLElement.ID.upper.contains(element.id),
                current.id == EBMLElement.ID.cluster || element.id == EBMLElement.ID.segment
                    || element.id == EBMLElement.ID.header
            {
                search.open.removeLast()
                search.open[search.open.count - 1].position = element.start
                continue
            }
            hasSegment = hasSegment || element.id == EBMLElement.ID.segment
            search.open[search.open.count - 1].position = element.content.upperBound
            try search.visit(element)
        }
        guard hasSegment else { throw RecordingRefusal.unreadable }
        return search.found
    }

    /// Whether something that is no element follows the segment.
    private func isTrailer(_ rest: Range<Int>) throws -> Bool {
        guard !rest.isEmpty else { return false }
        let head = try file.bytes(atMost: 4, of: rest)
        return !EBMLElement.ID.upper.contains(head.number) && head.first != 0xEC
    }

    private mutating func visit(_ element: EBMLElement) throws {
        let parent = open[open.count - 1]
        let id = element.id
        guard !element.hasUnknownLength || id == EBMLElement.ID.segment || id == EBMLElement.ID.cluster else {
            throw RecordingRefusal.unreadable
        }
        switch id {
        case EBMLElement.ID.segment, EBMLElement.ID.tags, EBMLElement.ID.tag, EBMLElement.ID.simpleTag:
            try push(element)
        // Only a cluster without a length has to be walked through, to find its end.
        case EBMLElement.ID.cluster where element.hasUnknownLength: try push(element)
        case EBMLElement.ID.attachments:
            found.append(element.blanked)
            dropChecksums()
        case EBMLElement.ID.void: try blankSpace(element.content)
        case EBMLElement.ID.crc32: open[open.count - 1].checksum = element
        case EBMLElement.ID.tagName where parent.id == EBMLElement.ID.simpleTag:
            let isLong = element.content.count > 1024
            if try isLong || PlaceWords.stand(in: file.bytes(element.content)) {
                open[open.count - 1].tellsPlace = true
            }
        default: break
        }
    }

    private mutating func push(_ element: EBMLElement) throws {
        guard open.count < Self.mostLevels else { throw RecordingRefusal.unreadable }
        let (start, end) = (element.content.lowerBound, element.content.upperBound)
        var new = Open(id: element.id, start: element.start, position: start, end: end)
        new.hasUnknownLength = element.hasUnknownLength
        new.foundBefore = found.count
        open.append(new)
    }

    private mutating func close(_ ended: Open) {
        open.removeLast()
        guard ended.tellsPlace else { return }
        // What was found in the tags within goes with it; checksums further out are in between.
        let within = found[ended.foundBefore...]
        found.replaceSubrange(ended.foundBefore..., with: within.filter { $0.headOffset < ended.start })
        let element = EBMLElement(id: ended.id, start: ended.start, content: ended.start..<ended.end)
        found.append(element.blanked)
        dropChecksums()
    }

    private mutating func blankSpace(_ range: Range<Int>) throws {
        guard try !file.consists(range, of: 0) else { return }
        found.append(RecordingBlanking(ranges: [range], headOffset: range.lowerBound))
        dropChecksums()
    }

    private mutating func dropChecksums() {
        for index in open.indices {
            guard var checksum = open[index].checksum?.blanked else { continue }
            checksum.isCounted = false
            found.append(checksum)
            open[index].checksum = nil
        }
    }
}
