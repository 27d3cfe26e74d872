/// What the worker made of one upload: its answer, as JSON, when all went well.
package struct PictureReport: Codable, Equatable, Sendable {
    /// The format of the upload.
    package var type: PictureType
    /// The size in pixels of one frame, upright.
    package var width: Int
    package var height: Int
    /// 1 for a still picture.
    package var frames: Int
    /// The colour that the picture has on the whole, from 0 to 63: two bits each of red, green and blue, for 0, 85, 170 and
    /// 255.
    ///
    /// That of most of its middle, shrunk to 16 × 16 pixels; transparent places count as white.
    package var tone: Int
    /// The files made, the full size first, then from large to small; `small` and `thumb` are always there.
    ///
    /// Behind these, which every browser shows, come alternatives: the same sizes again, under the same names, in another
    /// media type. So the first one of a name is JPEG, PNG, GIF or WebP, and a later one AVIF.
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
