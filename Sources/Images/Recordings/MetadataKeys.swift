/// How the items of a `meta` box are called: by their types, as iTunes does, or by a list of names, as QuickTime does.
///
/// - SeeAlso: <https://developer.apple.com/documentation/quicktime-file-format/metadata_atoms_and_types>
enum MetadataKeys {
    case types
    /// The first name belongs to items of type 1.
    case names([[UInt8]])

    /// Names, without what stands before the last dot, of which the items stay.
    private static let harmless: Set = [
        "title", "artist", "album", "album_artist", "author", "comment", "composer", "copyright", "date", "description",
        "director", "displayname", "encoder", "genre", "information", "keywords", "language", "lyrics", "performer",
        "producer", "publisher", "synopsis", "track", "year", "major_brand", "minor_version", "compatible_brands",
    ]

    /// Finds out from the handler of a `meta` box; `nil` for one of another kind, which holds XML or a maker's data.
    ///
    /// - Returns: where the boxes in it begin, too: QuickTime, unlike ISO, has no version and flags before them.
    static func read(from meta: MediaBox, in file: RecordingFile) throws -> (keys: MetadataKeys, boxes: Range<Int>)? {
        let head = try file.bytes(atMost: 8, of: meta.content)
        let skipped = head.count == 8 && String(fourCharacters: head[4..<8]) == "hdlr" ? 0 : 4
        guard meta.content.count >= skipped + 8 else { return nil }
        let boxes = (meta.content.lowerBound + skipped)..<meta.end
        var handler = ""
        var names: [[UInt8]] = []
        var position = boxes.lowerBound
        while let box = try MediaBox.read(at: position..<boxes.upperBound, in: file) {
            position = box.end
            if box.type == "hdlr", box.content.count >= 12 {
                handler = String(fourCharacters: try file.bytes(atMost: 12, of: box.content)[8..<12])
            } else if box.type == "keys" {
                guard let read = try readNames(in: box, of: file) else { return nil }
                names = read
            }
        }
        switch handler {
        case "mdir": return (.types, boxes)
        case "mdta": return (.names(names), boxes)
        default: return nil
        }
    }

    /// Whether an item of `ilst` may tell a place.
    func tellsPlace(_ item: MediaBox, in file: RecordingFile) throws -> Bool {
        switch self {
        case .names(let names):
            let index = item.type.unicodeScalars.reduce(0) { $0 << 8 | Int($1.value) }
            guard index > 0, index <= names.count else { return true }
            // `com.apple.quicktime.location.date` ends harmlessly.
            if PlaceWords.stand(in: names[index - 1]) { return true }
            let name = String(decoding: names[index - 1], as: UTF8.self).lowercased()
            return !Self.harmless.contains(name.split(separator: ".").last.map(String.init) ?? "")
        case .types:
            switch item.type {
            case "©xyz", "loci": return true
            case "covr": return try PictureTraces.stand(in: item.content, of: file)
            case "----": return try hasPlaceName(item, in: file)
            default: return false
            }
        }
    }

    /// A freely named item has a box `mean` and a box `name` before its data.
    private func hasPlaceName(_ item: MediaBox, in file: RecordingFile) throws -> Bool {
        var position = item.content.lowerBound
        while let box = try MediaBox.read(at: position..<item.end, in: file) {
            position = box.end
            guard box.type == "name" else { continue }
            if box.content.count > 1024 { return true }
            return PlaceWords.stand(in: try file.bytes(box.content).dropFirst(4))
        }
        return false
    }

    /// Version and flags, a count, then for each name its length, a name space, and itself.
    private static func readNames(in box: MediaBox, of file: RecordingFile) throws -> [[UInt8]]? {
        guard box.content.count <= RecordingFile.longestRead else { return nil }
        let bytes = try file.bytes(box.content)
        var names: [[UInt8]] = []
        var position = 8
        while position + 8 <= bytes.count {
            let length = bytes[position..<(position + 4)].number
            guard length >= 8, length <= bytes.count - position else { return nil }
            names.append(Array(bytes[(position + 8)..<(position + length)]))
            position += length
        }
        return names
    }
}
