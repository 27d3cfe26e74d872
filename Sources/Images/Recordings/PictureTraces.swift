/// Looks in the pictures that recordings carry, for what may hold the place where they were taken.
///
/// The bytes are searched, not parsed: a picture that looks as if it had EXIF or XMP is taken for one that has.
struct PictureTraces {
    /// Whether some were among the bytes so far.
    private(set) var areFound = false
    private var tail: [UInt8] = []

    /// In JPEG, PNG (three ways), WebP, and for XMP anywhere.
    private static let traces = [
        "Exif\0", "eXIf", "Raw profile type", "XML:com.adobe.xmp", "EXIF", "http://ns.adobe.com/xap/", "<x:xmpmeta",
    ].map { Array($0.utf8) }
    private static let longest = traces.map(\.count).max() ?? 0

    /// Whether some are in a part of the file.
    static func stand(in range: Range<Int>, of file: RecordingFile) throws -> Bool {
        var traces = PictureTraces()
        try file.readPieces(of: range) { piece in
            traces.add(piece)
            return !traces.areFound
        }
        return traces.areFound
    }

    /// Looks through some more bytes, which follow those before.
    mutating func add(_ piece: [UInt8]) {
        let bytes = tail + piece
        areFound = areFound || Self.traces.contains { bytes.contains(sequence: $0) }
        tail = Array(bytes.suffix(Self.longest))
    }
}
