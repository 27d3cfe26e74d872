/// The video and audio formats that may be uploaded, told apart by their first bytes and never by a name or a header.
///
/// Pure: touches no decoder.
package enum RecordingType: String, Codable, CaseIterable, Sendable {
    case mp4, mov, webm, mp3, m4a, ogg, flac

    /// How many leading bytes of a file ``sniff(_:)`` looks at.
    package static let sniffLength = 64

    /// Tells the format from the first bytes of a file, `nil` when it is none that is accepted.
    ///
    /// Pictures in the ISO media family (HEIC, AVIF) are no recordings, and Matroska is accepted only where it says that
    /// it is WebM. What is in an Ogg file isn't looked at: it counts as audio, with a Theora stream too.
    ///
    /// - Parameter head: the start of the file; at most ``sniffLength`` bytes are read.
    package static func sniff(_ head: some Collection<UInt8>) -> RecordingType? {
        let head = Array(head.prefix(sniffLength))
        if head.starts(with: "OggS".utf8) { return .ogg }
        if head.starts(with: "fLaC".utf8) { return .flac }
        if head.starts(with: EBMLElement.headerID) { return isWebM(head) ? .webm : nil }
        if isTagged(head) || isLayerThree(head) { return .mp3 }
        guard head.count >= 8 else { return nil }
        let name = String(fourCharacters: head[4..<8])
        if name == "ftyp" { return sniffBrands(head) }
        // A length of 1 stands for one in 64 bits further on.
        let length = head[0..<4].number
        return earlyQuickTime.contains(name) && (length == 1 || length >= 8) ? .mov : nil
    }

    /// The media type as sent in `Content-Type`.
    package var mediaType: String {
        switch self {
        case .mp4: "video/mp4"
        case .mov: "video/quicktime"
        case .webm: "video/webm"
        case .mp3: "audio/mpeg"
        case .m4a: "audio/mp4"
        case .ogg: "audio/ogg"
        case .flac: "audio/flac"
        }
    }

    /// The file name's extension, without the dot.
    package var fileExtension: String { rawValue }

    /// Whether it is shown in a video element rather than an audio element.
    package var isVideo: Bool {
        switch self {
        case .mp4, .mov, .webm: true
        case .mp3, .m4a, .ogg, .flac: false
        }
    }

    /// The major brand decides where it names a format, else the first compatible brand that does.
    ///
    /// - SeeAlso: <https://mp4ra.org/registered-types/brands>
    private static func sniffBrands(_ head: [UInt8]) -> RecordingType? {
        guard PictureType.sniff(head) == nil else { return nil }
        let boxLength = head[0..<4].number
        return stride(from: 8, to: min(boxLength, head.count) - 3, by: 4)
            .filter { $0 != 12 }
            .lazy.compactMap { brands[String(fourCharacters: head[$0..<($0 + 4)])] }
            .first
    }

    private static let brands: [String: RecordingType] = {
        let general = ["mp41", "mp42", "avc1", "M4V ", "M4VH", "M4VP", "MSNV", "dash"]
        let numbered = ["isom"] + (2...9).map { "iso\($0)" }
        var brands: [String: RecordingType] = ["M4A ": .m4a, "M4B ": .m4a, "qt  ": .mov]
        for brand in general + numbered { brands[brand] = .mp4 }
        return brands
    }()

    /// Boxes with which QuickTime files began before there was `ftyp`; a `mdat` of unknown length isn't among them.
    private static let earlyQuickTime: Set = ["moov", "mdat", "wide", "free", "skip"]

    /// Looks for the document type among the elements of the EBML header.
    private static func isWebM(_ head: [UInt8]) -> Bool {
        var position = 4
        guard let size = EBMLElement.number(in: head, at: &position, keepsMarker: false) else { return false }
        let end = min(head.count, size < head.count ? position + size : head.count)
        while position < end {
            guard let id = EBMLElement.number(in: head, at: &position, keepsMarker: true),
                let size = EBMLElement.number(in: head, at: &position, keepsMarker: false), size <= end - position
            else { return false }
            if id == EBMLElement.ID.docType { return head[position..<(position + size)].elementsEqual("webm".utf8) }
            position += size
        }
        return false
    }

    private static func isTagged(_ head: [UInt8]) -> Bool {
        head.count >= 10 && head.starts(with: "ID3".utf8) && head[3] < 0xFF && head[6..<10].allSatisfy { $0 < 0x80 }
    }

    /// A frame header of MPEG-1 or MPEG-2 layer III with a bit rate and a sample rate; ADTS has no layer.
    private static func isLayerThree(_ head: [UInt8]) -> Bool {
        guard head.count >= 4, head[0] == 0xFF, head[1] & 0xF6 == 0xF2 else { return false }
        let bitRate = head[2] >> 4
        return bitRate != 0 && bitRate != 15 && head[2] & 0x0C != 0x0C
    }
}
