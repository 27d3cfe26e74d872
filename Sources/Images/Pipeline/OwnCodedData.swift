/// An upload's own coded pixels, without what else its file holds: never larger than the upload, and nothing is lost.
///
/// For pictures that a decoder has read to their end. Only parts that are known to make the picture are kept.
struct OwnCodedData {
    private let source: PictureSource
    private let head: [UInt8]
    private let kept: [Range<Int>]
    /// How many bytes they are.
    let bytes: Int

    /// Finds the parts in the file of `source`; `nil` for formats that have no such form, and for files built unusually.
    ///
    /// - Throws: ``PictureFileError``.
    init?(of source: PictureSource, type: PictureType) throws {
        let pieces: (head: [UInt8], rest: [Range<Int>])? = try source.withBytes { bytes in
            switch type {
            case .jpeg: JPEGSegments.rangesOfPicture(in: bytes).map { ([], $0) }
            case .png: PNGChunks.rangesOfPicture(in: bytes).map { ([], $0) }
            case .gif: GIFBlocks.rangesOfPicture(in: bytes).map { ([], $0) }
            case .webp: WebPContainer.piecesOfPicture(in: bytes)
            case .heic, .avif: nil
            }
        }
        guard let pieces else { return nil }
        self.source = source
        (head, kept) = pieces
        bytes = head.count + kept.reduce(0) { $0 + $1.count }
    }

    /// Creates the file at `path`.
    ///
    /// - Throws: ``PictureFileError``.
    func write(to path: String) throws {
        try source.withBytes { bytes in
            try head.withUnsafeBytes { head in
                try NewFile.write([head] + kept.map { UnsafeRawBufferPointer(rebasing: bytes[$0]) }, to: path)
            }
        }
    }
}
