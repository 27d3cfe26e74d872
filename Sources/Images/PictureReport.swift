/// What the worker made of one upload: its answer, as JSON, when all went well.
package struct PictureReport: Codable, Equatable, Sendable {
    /// The format of the upload.
    package var type: PictureType
    /// The size in pixels of one frame, upright.
    package var width: Int
    package var height: Int
    /// 1 for a still picture.
    package var frames: Int
    /// The files made, the full size first, then from large to small; `small` and `thumb` are always there.
    package var variants: [PictureVariant]
}

/// One file made from an upload, in the upload's own directory.
package struct PictureVariant: Codable, Equatable, Sendable {
    /// Which of the sizes of a picture a file holds.
    package enum Name: String, Codable, CaseIterable, Sendable {
        case full, large, medium, small, thumb
        /// A still picture of a recording.
        case poster
    }

    package var name: Name
    /// The bare file name, as in `large.webp`.
    package var file: String
    package var mediaType: String
    package var width: Int
    package var height: Int
}
