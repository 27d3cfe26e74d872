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
    /// - Throws: ``PictureRefusal`` when the picture is at fault; ``PictureFileError`` when reading or writing fails.
    package static func makeVariants(
        in directory: String,
        limits: PictureLimits = PictureLimits()
    ) throws -> PictureReport {
        do {
            try VipsRuntime.start()
            return try onePicture.withLock { _ in try PictureJob(directory: directory, limits: limits).run() }
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

    init(directory: String, limits: PictureLimits) throws {
        path = "\(directory)/\(PicturePipeline.originalName)"
        header = try PictureHeader(path: path)
        try header.check(limits)
        writer = PictureWriter(directory: directory)
    }

    func run() throws -> PictureReport {
        let picture = try decodeUpright()
        let (full, sizes) = try inParallel({ try writeFull(picture) }, { try writeSizes(picture) })
        return PictureReport(
            type: header.type,
            width: header.uprightSize.width,
            height: header.uprightSize.height,
            frames: header.frames,
            variants: [full] + sizes
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

    private func writeFull(_ picture: Raster) throws -> PictureVariant {
        // A GIF is read again even when it is still: only what comes from its decoder knows its palette.
        guard header.isAnimated || header.type == .gif else {
            return try writer.write(picture, as: header.type.publicType, name: .full)
        }
        let strip = try open(.all).convertedToWebColour().keepingOnlyAnimation()
        return try writer.write(strip, as: header.type, name: .full, frames: header.frames)
    }

    private func writeSizes(_ picture: Raster) throws -> [PictureVariant] {
        let plan = VariantPlan(width: picture.width, height: picture.height)
        var larger = picture
        var made: [PictureVariant] = []
        for size in plan.scaled {
            let scaled = try larger.scaled(to: size)
            made.append(try writer.write(scaled, as: .webp, name: size.name))
            if min(scaled.width, scaled.height) >= plan.thumb.width { larger = scaled }
        }
        made.append(try writer.write(larger.scaled(to: plan.thumb), as: .webp, name: .thumb))
        return made
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
