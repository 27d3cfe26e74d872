import Images

/// One uploaded picture as pages and feeds show it.
struct Photo: Sendable, Equatable {
    let id: Int64
    /// 32 hex digits: the name of its directory and of its address.
    let name: String
    /// Alternative text that came with the upload.
    let alt: String?
    /// Whether the full size moves; the smaller ones never do.
    let isAnimated: Bool
    /// The sizes that were made, largest first; never empty.
    var variants: [Variant]

    /// The public rendition in full size.
    var full: Variant? { variants.first { $0.size == .full } }

    /// One size of a picture.
    struct Variant: Sendable, Equatable {
        let size: Size
        let file: String
        let mediaType: String
        /// Pixels.
        let width: Int
        let height: Int
        let sizeBytes: Int
    }

    /// The sizes that exist, largest first.
    typealias Size = PictureVariant.Name

    /// Path part of the address of one variant.
    func path(of variant: Variant) -> String { MediaFolder.path(of: name, file: variant.file) }
}

/// A picture with the time of its upload, as the media endpoint lists it.
struct UploadedPhoto: Sendable {
    let photo: Photo
    /// Seconds since 1970.
    let uploadedAt: Int64
}

/// A picture whose files are whole and synced in its temp directory, waiting for the transaction that gives it its place.
struct PreparedPhoto: Sendable {
    let upload: Upload
    let type: String
    /// Pixels of the upright picture.
    let width: Int
    let height: Int
    let frames: Int
    /// Bytes and hash of the original.
    let sizeBytes: Int
    let sha256: [UInt8]
    let alt: String?
    let variants: [File]

    var name: String { upload.name }

    /// Path part of the address of the full size.
    var fullPath: String {
        MediaFolder.path(of: name, file: variants.first { $0.variant.size == .full }?.variant.file ?? "")
    }

    /// One variant with the hash of its bytes.
    struct File: Sendable {
        let variant: Photo.Variant
        let sha256: [UInt8]
    }
}
