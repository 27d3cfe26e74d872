import CVips

/// One way to make a file of a picture.
struct PictureEncoding {
    let saver: String
    let arguments: KeyValuePairs<String, VipsArgument>
    /// Whether it is for pictures of few colours alone, and counts only when the same pixels come back from it.
    var isPalette = false

    /// The ways to make the full size, in the order in which they are tried until the file is no larger than the upload.
    ///
    /// The first one nearly always does. Past ``retryPixels`` there are no others for the formats where they take long.
    static func full(as type: PictureType, pixels: Int, retryPixels: Int) -> [PictureEncoding] {
        switch type {
        case .jpeg: return jpegs
        case .heic, .avif: return Array(jpegs.prefix(1))
        case .png: return pixels > retryPixels ? Array(pngs.prefix(1)) : pngs
        case .webp: return pixels > retryPixels ? Array(fullWebPs.prefix(1)) : fullWebPs
        case .gif: return pixels > retryPixels ? Array(gifs.prefix(1)) : gifs
        }
    }

    /// The ways to make a scaled size, likewise.
    static let scaled = [80, 60, 40, 20].map { webP(quality: $0, effort: $0 == 80 ? 3 : 4) }

    /// At effort 4 a file takes four to six times as long and is up to a tenth smaller. At 60 its quality is what WebP has
    /// at 80, measured by structural similarity, within a hundredth.
    static let avif = PictureEncoding(
        saver: "heifsave_target",
        arguments: [
            "compression": .text("av1"), "Q": .int(60), "effort": .int(2), "bitdepth": .int(8), "strip": .int(1),
        ]
    )

    private static let jpegs = [85, 75, 65, 50].map { quality in
        PictureEncoding(
            saver: "jpegsave_target",
            arguments: ["Q": .int(quality), "optimize-coding": .int(1), "strip": .int(1)]
        )
    }

    /// Compression 3 is twice as fast as the usual 6, and no larger on photos; 9 with all filters takes ten times as long.
    private static let pngs = [
        PictureEncoding(saver: "pngsave_target", arguments: ["compression": .int(3), "strip": .int(1)]),
        PictureEncoding(
            saver: "pngsave_target",
            arguments: ["compression": .int(9), "filter": .text("all"), "strip": .int(1)]
        ),
        PictureEncoding(
            saver: "pngsave_target",
            arguments: ["compression": .int(9), "palette": .int(1), "dither": .number(0), "strip": .int(1)],
            isPalette: true
        ),
    ]

    /// Past effort 2 a full size takes twice the time for nothing; a small one gets a tenth smaller at 3.
    private static let fullWebPs = [webP(quality: 80, effort: 2), webP(quality: 60, effort: 4)]

    private static let gifs = [0.0, 8.0].map { error in
        PictureEncoding(
            saver: "gifsave_target",
            arguments: [
                "effort": .int(3), "reuse": .int(1), "interframe-maxerror": .number(error), "strip": .int(1),
            ]
        )
    }

    private static func webP(quality: Int, effort: Int) -> PictureEncoding {
        PictureEncoding(
            saver: "webpsave_target",
            arguments: ["Q": .int(quality), "effort": .int(effort), "strip": .int(1)]
        )
    }
}
