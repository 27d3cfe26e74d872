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
        try write(encode(image, as: type, isFull: name == .full), isWebP: type == .webp, to: "\(directory)/\(file)")
        return PictureVariant(
            name: name,
            file: file,
            mediaType: type.mediaType,
            width: image.width,
            height: image.height / frames
        )
    }

    private func encode(_ image: Raster, as type: PictureType, isFull: Bool) throws -> EncodedPicture {
        switch type {
        case .jpeg, .heic, .avif:
            // JPEG has no alpha, and the encoder's own choice behind a transparent picture is black.
            return try EncodedPicture(
                image.hasAlpha ? image.onWhite() : image,
                with: "jpegsave_target",
                ["Q": .int(85), "optimize-coding": .int(1), "strip": .int(1)]
            )
        case .png:
            // 3 is twice as fast as the usual 6, and no larger on photos.
            return try EncodedPicture(image, with: "pngsave_target", ["compression": .int(3), "strip": .int(1)])
        case .webp:
            // Past effort 2 a full size takes twice the time for nothing; a small one gets a tenth smaller at 3.
            return try EncodedPicture(
                image,
                with: "webpsave_target",
                ["Q": .int(80), "effort": .int(isFull ? 2 : 3), "strip": .int(1)]
            )
        case .gif:
            return try EncodedPicture(
                image,
                with: "gifsave_target",
                ["effort": .int(3), "reuse": .int(1), "strip": .int(1)]
            )
        }
    }

    private func write(_ picture: EncodedPicture, isWebP: Bool, to path: String) throws {
        try picture.withBytes { bytes in
            guard isWebP else { return try NewFile.write([bytes], to: path) }
            guard let (head, kept) = WebPContainer.piecesWithoutMetadata(of: bytes) else {
                throw VipsFailure(message: "the WebP encoder made no WebP file")
            }
            try head.withUnsafeBytes { head in
                try NewFile.write([head] + kept.map { UnsafeRawBufferPointer(rebasing: bytes[$0]) }, to: path)
            }
        }
    }
}
