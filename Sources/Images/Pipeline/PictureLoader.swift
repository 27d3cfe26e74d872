/// Opens pictures with the one decoder that their first bytes name.
enum PictureLoader {
    /// How much of an animation is wanted.
    enum Frames: Int {
        case first = 1
        case all = -1
    }

    /// Reads the header and returns the picture, decoded from top to bottom when its pixels are asked for.
    ///
    /// A file that ends early is an error, not a picture with a grey lower part.
    ///
    /// - Throws: ``VipsFailure``.
    static func open(_ source: PictureSource, type: PictureType, frames: Frames) throws -> Raster {
        let image: Raster? =
            switch type {
            case .jpeg: try load("jpegload_source", source)
            case .png: try load("pngload_source", source)
            case .webp: try loadFrames("webpload_source", source, frames)
            case .gif: try loadFrames("gifload_source", source, frames)
            case .heic, .avif: try load("heifload_source", source)
            }
        guard let image else { throw VipsFailure(message: "the loader gave no picture") }
        return image
    }

    private static func load(_ operation: String, _ source: PictureSource) throws -> Raster? {
        try VipsCall.run(
            operation,
            source: source,
            ["access": .text("sequential"), "fail-on": .text("truncated")]
        )
    }

    private static func loadFrames(_ operation: String, _ source: PictureSource, _ frames: Frames) throws -> Raster? {
        try VipsCall.run(
            operation,
            source: source,
            ["access": .text("sequential"), "fail-on": .text("truncated"), "n": .int(frames.rawValue)]
        )
    }
}
