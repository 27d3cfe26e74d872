/// What is known of the bytes behind uploads.
enum StoredFile {
    enum Kind: String, Sendable {
        case picture, video, audio, other

        /// The property of posts that such files belong into; nil for those that are only linked.
        var property: MediaPlace.Property? {
            switch self {
            case .picture: .photo
            case .video: .video
            case .audio: .audio
            case .other: nil
            }
        }
    }

    /// What pages say of a file beside its bytes.
    struct Facts: Sendable, Equatable {
        /// Pixels, upright; nil where there is nothing to see or nobody knows.
        var width: Int?
        var height: Int?
        var frames = 1
        var durationSeconds: Double?
    }
}

/// Where in an entry an upload is shown.
struct MediaPlace: Sendable, Hashable {
    let property: Property
    /// In the property, from 0.
    let position: Int

    enum Property: String, Sendable {
        case photo, video, audio
        /// Anywhere else.
        case content
    }
}

/// One upload as the media endpoint and the owner's pages list it.
struct UploadedMedia: Sendable {
    let id: Int64
    /// 32 hex digits, in its address.
    let name: String
    let alt: String?
    /// Seconds since 1970.
    let uploadedAt: Int64
    let kind: StoredFile.Kind
    /// The file in full size.
    let file: String
    let mediaType: String
    let sizeBytes: Int
    /// As the client named it.
    let filename: String

    /// Path part of the address of the full size.
    var path: String { MediaFolder.path(of: name, file: file) }
}

/// One file of an upload that somebody asks for.
struct ServedMedia: Sendable {
    /// The name of the directory that it lies in.
    let directory: String
    let file: String
    let kind: StoredFile.Kind
    let filename: String
    let mediaType: String
    let audience: Audience

    enum Audience: Sendable {
        /// A post that anybody may read shows it.
        case everybody
        /// No post shows it yet: whoever knows the address may see it, as the client that uploaded it does.
        case whoKnows
        /// Only posts show it that nobody but the owner may read, or none does any more.
        case owner
    }
}
