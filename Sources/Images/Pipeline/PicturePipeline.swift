import CVips
import Glibc
import Synchronization

/// Makes the files of one uploaded picture: upright, sRGB, without metadata, in every size that pages use.
///
/// Decodes untrusted bytes in this process: only for the image worker, and for tests.
package enum PicturePipeline {
    /// The name of the upload in its directory.
    package static let originalName = "original"

    /// Held while a picture is made: what libvips says goes into one buffer for the whole process, and a warning about one
    /// picture must not be taken for another's. A worker has one picture; tests have many.
    private static let onePicture = Mutex(())

    /// Reads `<directory>/original`, writes its variants beside it, and returns what it made.
    ///
    /// The header is checked first; nothing is decoded or written for a picture over the limits. The picture is decoded
    /// once, then each size is made from the next larger one. `full` keeps the upload's format (JPEG for HEIC and AVIF)
    /// and its animation; the other sizes are WebP and still. A failure may leave some of the files behind: the
    /// directory is the caller's to remove. Nothing is synced to the disk.
    ///
    /// No file has more bytes than the upload: what doesn't fit is encoded harder, then at a lower quality, and at last
    /// `full` is the upload's own coded data without metadata (in the upload's colour space then), and a scaled size is left
    /// out. Larger nevertheless may be the JPEG of a HEIC or AVIF upload; `small` and `thumb`, which are always made;
    /// a `full` whose own data would not do, for instance because it has to be turned or its colours are for print (CMYK).
    ///
    /// - Parameter alternatives: which files are made beside those.
    /// - Throws: ``PictureRefusal`` when the picture is at fault; ``PictureFileError`` when reading or writing fails.
    package static func makeVariants(
        in directory: String,
        limits: PictureLimits = PictureLimits(),
        alternatives: PictureAlternatives = .none
    ) throws -> PictureReport {
        do {
            try VipsRuntime.start()
            return try onePicture.withLock { _ in
                try PictureJob(directory: directory, limits: limits, alternatives: alternatives).run()
            }
        } catch let failure as VipsFailure {
            throw failure.refusal
        } catch let failure as PictureFileError where failure.code == EFBIG {
            // The limit on the worker's files, and not the disk's.
            throw PictureRefusal(.tooLarge, "The picture's files would become too large.")
        }
    }
}

/// One picture on its way through the pipeline.
private struct PictureJob {
    let path: String
    let header: PictureHeader
    let writer: PictureWriter
    let limits: PictureLimits
    let alternatives: PictureAlternatives
    private let processorTime = Stopwatch()

    init(directory: String, limits: PictureLimits, alternatives: PictureAlternatives) throws {
        path = "\(directory)/\(PicturePipeline.originalName)"
        header = try PictureHeader(path: path)
        try header.check(limits)
        writer = PictureWriter(directory: directory, mostBytes: try PictureSource(path: path).bytes)
        self.limits = limits
        self.alternatives = alternatives
    }

    func run() throws -> PictureReport {
        let picture = try decodeUpright()
        let (full, sizes) = try inParallel({ try writeFull(picture) }, { try writeSizes(picture) })
        let files = [AVIFAlternatives.Counterpart(picture: picture, written: full)] + sizes.made
        return PictureReport(
            type: header.type,
            width: header.uprightSize.width,
            height: header.uprightSize.height,
            frames: header.frames,
            tone: try sizes.thumb.tone(),
            variants: files.map(\.written.variant) + (try writeAlternatives(beside: files))
        )
    }

    /// The first frame, in memory. The decoder runs here and not before.
    private func decodeUpright() throws -> Raster {
        _ = VipsFailure.take()
        let stored = try open(.first).convertedToWebColour().materialised()
        // A JPEG whose pixels end before its header says so is only a warning to the decoder, which makes the rest grey. The
        // library keeps its warnings for the whole process; a worker reads one picture, so they are this picture's.
        let warning = VipsFailure.take()
        if header.type == .jpeg, warning.message.contains("premature end") { throw warning }
        guard header.orientation != 1 else { return stored }
        return try stored.turned(byOrientation: header.orientation).materialised()
    }

    private func writeFull(_ picture: Raster) throws -> WrittenPicture {
        let own = header.orientation == 1 ? { try OwnCodedData(of: PictureSource(path: path), type: header.type) } : nil
        // A GIF is read again even when it is still: only what comes from its decoder knows its palette.
        guard header.isAnimated || header.type == .gif else {
            return try writer.writeFull({ picture }, as: header.type, frames: 1, own: own)
        }
        return try writer.writeFull(
            { try open(.all).convertedToWebColour().keepingOnlyAnimation() },
            as: header.type,
            frames: header.frames,
            own: own
        )
    }

    /// Writes the sizes from large to small, `thumb` at last.
    private func writeSizes(_ picture: Raster) throws -> (made: [AVIFAlternatives.Counterpart], thumb: Raster) {
        let plan = VariantPlan(width: picture.width, height: picture.height)
        var larger = picture
        var made: [AVIFAlternatives.Counterpart] = []
        func write(_ scaled: Raster, _ name: PictureVariant.Name, isNeeded: Bool) throws {
            guard let written = try writer.writeScaled(scaled, name: name, isNeeded: isNeeded) else { return }
            made.append(AVIFAlternatives.Counterpart(picture: scaled, written: written))
        }
        for size in plan.scaled {
            let scaled = try larger.scaled(to: size)
            try write(scaled, size.name, isNeeded: size.name == .small)
            if min(scaled.width, scaled.height) >= plan.thumb.width { larger = scaled }
        }
        let thumb = try larger.scaled(to: plan.thumb)
        try write(thumb, .thumb, isNeeded: true)
        return (made, thumb)
    }

    /// `full` comes last, for it takes longest and is asked for least.
    private func writeAlternatives(beside files: [AVIFAlternatives.Counterpart]) throws -> [PictureVariant] {
        guard case .avif(let seconds) = alternatives else { return [] }
        // By the processor's time: on busy processors little of the clock's is this worker's.
        let time = Stopwatch()
        let avif = AVIFAlternatives(writer: writer) {
            time.seconds < Double(seconds) && processorTime.seconds < Double(limits.cpuSeconds) / 2
        }
        let scaled = files.filter { ![.full, .thumb].contains($0.written.variant.name) }
        let full = try files.first.map { try isPhoto($0.picture) ? [$0] : [] } ?? []
        return try avif.write(beside: scaled + full)
    }

    /// Whether AVIF suits the full size: a drawing has few colours, and loses what makes it sharp.
    private func isPhoto(_ picture: Raster) throws -> Bool {
        guard !header.isAnimated, header.type != .gif, AVIFAlternatives.isWithinLimits(picture) else { return false }
        return try header.type != .png || !picture.hasColours(atMost: 4096)
    }

    private func open(_ frames: PictureLoader.Frames) throws -> Raster {
        try PictureLoader.open(PictureSource(path: path), type: header.type, frames: frames)
    }
}

extension Raster {
    /// The picture at exactly this size, in memory; a square is cut from the middle.
    fileprivate func scaled(to size: VariantPlan.Size) throws -> Raster {
        try applying(
            "thumbnail_image",
            [
                "width": .int(size.width),
                "height": .int(size.height),
                "size": .text(size.name == .thumb ? "down" : "force"),
                "crop": .text(size.name == .thumb ? "centre" : "none"),
                "no-rotate": .int(1),
            ]
        ).materialised()
    }

    /// A copy of an animation that has lost every field but its timing and its palette.
    fileprivate func keepingOnlyAnimation() throws -> Raster {
        let copy = try applying("copy")
        guard let fields = vips_image_get_fields(copy.handle) else { throw VipsFailure.take() }
        defer { g_strfreev(fields) }
        let kept: Set = ["delay", "loop", "page-height", "n-pages", "gif-palette"]
        var field = fields
        while let name = field.pointee {
            if !kept.contains(String(cString: name)) { vips_image_remove(copy.handle, name) }
            field += 1
        }
        return copy
    }
}
