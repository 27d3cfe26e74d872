import CVips

/// Writes pictures without metadata into one directory, each format with the settings measured for it.
struct PictureWriter {
    let directory: String

    /// Writes one still picture from memory, or an animation, and returns what was written.
    ///
    /// - Parameter frames: an animation's strip holds this many frames below each other.
    /// - Throws: ``PictureFileError``, ``VipsFailure``.
    func write(
        _ image: Raster,
        as type: PictureType,
        name: PictureVariant.Name,
        frames: Int = 1
    ) throws -> PictureVariant {
        let file = "\(name.rawValue).\(type.fileExtension)"
        let sink = try PictureSink(name: file, in: directory)
        switch type {
        case .jpeg, .heic, .avif: try writeJPEG(image, to: sink)
        case .png:
            // 3 is twice as fast as the usual 6, and no larger on photos.
            try sink.save(image, with: "pngsave_target", ["compression": .int(3), "strip": .int(1)])
        case .webp:
            // Past effort 2 a full size takes twice the time for nothing; a small one gets a tenth smaller at 3.
            try sink.save(
                image,
                with: "webpsave_target",
                ["Q": .int(80), "effort": .int(name == .full ? 2 : 3), "strip": .int(1)]
            )
        case .gif:
            try sink.save(
                image,
                with: "gifsave_target",
                ["effort": .int(3), "reuse": .int(1), "strip": .int(1)]
            )
        }
        return PictureVariant(
            name: name,
            file: file,
            mediaType: type.mediaType,
            width: image.width,
            height: image.height / frames
        )
    }

    private func writeJPEG(_ image: Raster, to sink: PictureSink) throws {
        // JPEG has no alpha, and the encoder's own choice behind a transparent picture is black.
        let opaque = image.hasAlpha ? try image.applying("flatten", ["background": .text("255")]) : image
        try sink.save(opaque, with: "jpegsave_target", ["Q": .int(85), "optimize-coding": .int(1), "strip": .int(1)])
    }
}
