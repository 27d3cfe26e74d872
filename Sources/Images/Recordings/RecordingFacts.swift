/// How long a recording is and how large its picture, as the file itself says.
package struct RecordingFacts: Codable, Equatable, Sendable {
    package var durationSeconds: Double?
    /// As shown: a film made with the camera upright is higher than wide.
    package var width: Int?
    package var height: Int?

    /// What is not known is `nil`.
    package init(durationSeconds: Double? = nil, width: Int? = nil, height: Int? = nil) {
        self.durationSeconds = durationSeconds
        self.width = width
        self.height = height
    }

    /// Reads the facts from the headers of MP4, QuickTime, WebM and FLAC files; those of other types aren't known.
    ///
    /// A broken file gives what was found before the break.
    ///
    /// - Throws: ``PictureFileError`` when the file cannot be opened or read; nothing else.
    package static func read(fromFileAt path: String, type: RecordingType) throws -> RecordingFacts {
        let file = try RecordingFile(path: path)
        var facts = RecordingFacts()
        do {
            switch type {
            case .mp4, .mov, .m4a: try MediaBoxFacts.read(into: &facts, from: file)
            case .webm: try WebMFacts.read(into: &facts, from: file)
            case .flac: try readStreamInfo(into: &facts, from: file)
            case .mp3, .ogg: break
            }
        } catch is RecordingRefusal {}
        if let seconds = facts.durationSeconds, !seconds.isFinite || seconds <= 0 { facts.durationSeconds = nil }
        return facts
    }

    /// The first block of a FLAC file has the sample rate in 20 bits and the number of samples in 36.
    ///
    /// - SeeAlso: <https://www.rfc-editor.org/rfc/rfc9639#name-streaminfo>
    private static func readStreamInfo(into facts: inout RecordingFacts, from file: RecordingFile) throws {
        let head = try file.bytes(0..<26)
        guard head.starts(with: "fLaC".utf8), head[4] & 0x7F == FLACLocations.BlockType.streamInfo else { return }
        let rate = head[18..<21].number >> 4
        let samples = head[21..<26].number & 0xF_FFFF_FFFF
        if rate > 0 { facts.durationSeconds = Double(samples) / Double(rate) }
    }
}
