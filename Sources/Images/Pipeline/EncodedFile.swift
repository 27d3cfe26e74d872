import CVips

/// What a file will hold: some bytes of its own, then parts of what an encoder left.
struct EncodedFile {
    private let picture: EncodedPicture
    private let head: [UInt8]
    private let kept: [Range<Int>]
    /// The size of the file.
    let bytes: Int

    /// Encodes `image`; `nil` for a palette that doesn't fit the picture.
    ///
    /// - Throws: ``VipsFailure``.
    init?(_ image: Raster, by encoding: PictureEncoding) throws {
        if encoding.isPalette, try !image.hasColours(atMost: 256) { return nil }
        picture = try EncodedPicture(image, with: encoding.saver, encoding.arguments)
        if encoding.saver.hasPrefix("webp") {
            guard let pieces = picture.withBytes(WebPContainer.piecesWithoutMetadata(of:)) else {
                throw VipsFailure(message: "the WebP encoder made no WebP file")
            }
            (head, kept) = pieces
        } else {
            head = []
            kept = [picture.withBytes { 0..<$0.count }]
        }
        bytes = head.count + kept.reduce(0) { $0 + $1.count }
        if encoding.isPalette, try !Self.shows(image, picture) { return nil }
    }

    /// Creates the file at `path`.
    ///
    /// - Throws: ``PictureFileError``.
    func write(to path: String) throws {
        try picture.withBytes { bytes in
            try head.withUnsafeBytes { head in
                try NewFile.write([head] + kept.map { UnsafeRawBufferPointer(rebasing: bytes[$0]) }, to: path)
            }
        }
    }

    /// Whether the same pixels come back from a PNG file.
    private static func shows(_ image: Raster, _ picture: EncodedPicture) throws -> Bool {
        try picture.withBytes { bytes in
            let again = try PictureLoader.open(PictureSource(borrowing: bytes), type: .png, frames: .first)
            guard again.bands == image.bands, again.format == image.format else { return false }
            return try again.pixels() == image.pixels()
        }
    }
}
