import Images

/// What an upload is, by its first bytes and never by its name or what the client says.
enum UploadType: Sendable, Equatable {
    case picture(PictureType)
    case recording(RecordingType)
    /// Something that is only kept for downloads.
    case other

    /// How many leading bytes tell.
    static let sniffLength = max(PictureType.sniffLength, RecordingType.sniffLength)

    init(_ head: [UInt8]) {
        if let type = PictureType.sniff(head) {
            self = .picture(type)
        } else if let type = RecordingType.sniff(head) {
            self = .recording(type)
        } else {
            self = .other
        }
    }

    var kind: StoredFile.Kind {
        switch self {
        case .picture: .picture
        case .recording(let type): type.isVideo ? .video : .audio
        case .other: .other
        }
    }

    var mediaType: String {
        switch self {
        case .picture(let type): type.mediaType
        case .recording(let type): type.mediaType
        case .other: "application/octet-stream"
        }
    }
}

/// What an upload is for, which says what it may be.
enum UploadPurpose: Sendable {
    case photo
    case recording
    /// A part of a post under a name that says nothing.
    case post
    /// A file by itself.
    case anything

    /// What a file in a form for a new post is for, by the name of its part.
    init(part name: String) {
        let property = name.prefix { $0 != "[" }
        self =
            switch property {
            case "video", "audio": .recording
            case "file": .post
            default: .photo
            }
    }

    /// - Throws: ``PictureRefusal`` for a type that doesn't fit.
    func check(_ type: UploadType) throws(PictureRefusal) {
        switch (self, type) {
        case (.anything, _), (.photo, .picture), (.post, .picture), (.recording, .recording), (.post, .recording):
            return
        case (.photo, _): throw .unsupportedType
        case (.recording, _):
            throw PictureRefusal(
                .unsupportedType, "Only MP4, MOV, WebM, MP3, M4A, Ogg and FLAC recordings are accepted.")
        case (.post, .other):
            throw PictureRefusal(
                .unsupportedType, "A post takes pictures, videos and sounds; other files go to the media endpoint.")
        }
    }
}

/// What was made of an upload, in its directory.
struct MadeVariants: Sendable {
    var facts = StoredFile.Facts()
    /// See ``Photo/tone``.
    var tone: Int?
    var variants: [File]

    struct File: Sendable {
        let size: Photo.Size
        let file: String
        let mediaType: String
        var width: Int?
        var height: Int?
    }

    init(facts: StoredFile.Facts = StoredFile.Facts(), variants: [File]) {
        self.facts = facts
        self.variants = variants
    }

    init(_ report: PictureReport) {
        facts = StoredFile.Facts(width: report.width, height: report.height, frames: report.frames)
        tone = report.tone
        variants = report.variants.map {
            File(size: $0.name, file: $0.file, mediaType: $0.mediaType, width: $0.width, height: $0.height)
        }
    }
}
