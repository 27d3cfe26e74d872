/// One uploaded video or sound as pages and feeds show it.
struct Recording: Sendable, Equatable {
    /// 32 hex digits: the name of the upload, in its address.
    let name: String
    /// What came with the upload for those who can't see or hear it.
    let alt: String?
    let durationSeconds: Double?
    var full: File?
    /// The file with a still picture of it.
    var poster: String?

    struct File: Sendable, Equatable {
        let file: String
        let mediaType: String
        /// Pixels; nil for a sound, and where nobody knows.
        let width: Int?
        let height: Int?
        let sizeBytes: Int
    }

    /// Path part of the address of one of its files.
    func path(of file: String) -> String { MediaFolder.path(of: name, file: file) }
}

/// The uploads that an entry shows in its media properties.
struct ShownMedia: Sendable, Equatable {
    /// By their place in the `photo` property.
    var photos: [Int: Photo] = [:]
    var recordings: [MediaPlace: Recording] = [:]
}
