import Images

/// An upload whose files are whole and synced in its temp directory, waiting for the transaction that gives it its place.
struct PreparedMedia: Sendable {
    let upload: Upload
    let kind: StoredFile.Kind
    /// Of what was uploaded, by its bytes.
    let mediaType: String
    let facts: StoredFile.Facts
    /// See ``Photo/tone``.
    var tone: Int?
    /// Bytes and hash of what was uploaded.
    let sizeBytes: Int
    let sha256: [UInt8]
    let alt: String?
    let filename: String
    /// The address that it was fetched from.
    var source: String?
    /// The files that may be served.
    let variants: [File]

    var name: String { upload.name }

    /// Bytes of all files together. Only a picture has an original beside what is served: of all others both names are one file.
    var totalBytes: Int { (kind == .picture ? sizeBytes : 0) + variants.reduce(0) { $0 + $1.sizeBytes } }

    /// Path part of the address of the full size.
    var fullPath: String { MediaFolder.path(of: name, file: variants.first { $0.size == .full }?.file ?? "") }

    /// One file, with the hash of its bytes.
    struct File: Sendable {
        let size: Photo.Size
        let file: String
        let mediaType: String
        /// Pixels; nil where nobody knows.
        let width: Int?
        let height: Int?
        let sizeBytes: Int
        let sha256: [UInt8]
    }
}
