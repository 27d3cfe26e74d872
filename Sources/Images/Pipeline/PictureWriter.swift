/// A file and its size.
struct WrittenPicture {
    let variant: PictureVariant
    let bytes: Int
}

/// Writes pictures without metadata into one directory, each format with the settings measured for it.
///
/// No file is larger than the upload where that can be had: what does not fit at once is encoded again, harder.
struct PictureWriter {
    let directory: String
    /// The size of the upload.
    let mostBytes: Int

    /// Writes the full size, a still picture or an animation, and returns what was written.
    ///
    /// What `own` finds is written when no encoding fits. Without that, the smallest file is, even if it is larger than the
    /// upload.
    ///
    /// - Parameters:
    ///   - image: makes the picture, again for each try: an animation is read from its file each time.
    ///   - frames: an animation's strip holds this many frames below each other.
    ///   - own: finds the upload's own coded data, which costs nothing until it is called; `nil` when it would not do.
    /// - Throws: ``PictureFileError``, ``VipsFailure``.
    func writeFull(
        _ image: () throws -> Raster,
        as type: PictureType,
        frames: Int,
        own: (() throws -> OwnCodedData?)?
    ) throws -> WrittenPicture {
        let first = try image()
        let retryPixels = own == nil ? Self.retryPixels.withoutOwn : Self.retryPixels.withOwn
        let ways = PictureEncoding.full(as: type, pixels: first.width * first.height, retryPixels: retryPixels)
        var isFirst = true
        let file = try smallest(of: ways) {
            defer { isFirst = false }
            let image = isFirst ? first : try image()
            // JPEG has no alpha, and the encoder's own choice behind a transparent picture is black.
            return type.publicType == .jpeg && image.hasAlpha ? try image.onWhite() : image
        }
        let variant = Self.variant(first, as: type.publicType, name: .full, frames: frames)
        let path = "\(directory)/\(variant.file)"
        if file.bytes > mostBytes, let own = try own?() {
            try own.write(to: path)
            return WrittenPicture(variant: variant, bytes: own.bytes)
        }
        try file.write(to: path)
        return WrittenPicture(variant: variant, bytes: file.bytes)
    }

    /// Writes a smaller size as WebP; one that is larger than the upload even at the lowest quality only if it `isNeeded`.
    ///
    /// - Throws: ``PictureFileError``, ``VipsFailure``.
    func writeScaled(_ image: Raster, name: PictureVariant.Name, isNeeded: Bool) throws -> WrittenPicture? {
        let file = try smallest(of: PictureEncoding.scaled) { image }
        guard isNeeded || file.bytes <= mostBytes else { return nil }
        let variant = Self.variant(image, as: .webp, name: name)
        try file.write(to: "\(directory)/\(variant.file)")
        return WrittenPicture(variant: variant, bytes: file.bytes)
    }

    /// Writes a size as AVIF unless that takes more than `mostBytes`.
    ///
    /// - Throws: ``PictureFileError``, ``VipsFailure``.
    func writeAVIF(_ image: Raster, name: PictureVariant.Name, mostBytes: Int) throws -> PictureVariant? {
        guard let file = try EncodedFile(image, by: .avif), file.bytes <= mostBytes else { return nil }
        let variant = Self.variant(image, as: .avif, name: name)
        try file.write(to: "\(directory)/\(variant.file)")
        return variant
    }

    /// The first file that is no larger than the upload, else the smallest.
    private func smallest(of ways: [PictureEncoding], _ image: () throws -> Raster) throws -> EncodedFile {
        var best: EncodedFile?
        for way in ways {
            guard let file = try EncodedFile(image(), by: way) else { continue }
            if file.bytes <= mostBytes { return file }
            if file.bytes < best?.bytes ?? .max { best = file }
        }
        guard let best else { throw VipsFailure(message: "no encoder made a file") }
        return best
    }

    private static func variant(
        _ image: Raster,
        as type: PictureType,
        name: PictureVariant.Name,
        frames: Int = 1
    ) -> PictureVariant {
        PictureVariant(
            name: name,
            file: "\(name.rawValue).\(type.fileExtension)",
            mediaType: type.mediaType,
            width: image.width,
            height: image.height / frames
        )
    }

    /// Most pixels that are encoded a second time where that takes long (0.7 seconds a million in PNG): fewer where
    /// the upload's own data would do.
    private static let retryPixels = (withOwn: 4_000_000, withoutOwn: 25_000_000)
}
