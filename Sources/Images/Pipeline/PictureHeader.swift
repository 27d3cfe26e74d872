import CVips

/// What a picture says about itself before any of its pixels are decoded.
struct PictureHeader {
    let type: PictureType
    /// The size of one frame as stored, before it is turned upright.
    let width: Int
    let height: Int
    let frames: Int
    /// Progressive or interlaced: the decoder must hold all of it.
    let isBuffered: Bool
    /// The EXIF orientation, 1 to 8.
    let orientation: Int

    /// Reads the header of the picture at `path`, whose format its first bytes decide.
    ///
    /// - Throws: ``PictureRefusal`` when it is no accepted format or its header is broken; ``PictureFileError``.
    init(path: String) throws {
        let source = try PictureSource(path: path)
        guard let type = PictureType.sniff(try source.head(PictureType.sniffLength)) else {
            throw PictureRefusal.unsupportedType
        }
        if type == .png { try PNGTextChunks.check(path: path) }
        let pngOrientation =
            type == .png ? PNGOrientation.read(from: try source.head(PNGOrientation.searchLength)) : 1
        let image: Raster
        do {
            image = try PictureLoader.open(source, type: type, frames: .first)
        } catch let failure as VipsFailure {
            throw failure.refusal
        }
        self.type = type
        width = image.width
        height = image.height
        // HEIC and AVIF files may hold several pictures; they are no animation, and the primary one is meant.
        frames = [.gif, .webp].contains(type) ? max(1, Int(vips_image_get_n_pages(image.handle))) : 1
        isBuffered = image.flag("interlaced") || image.flag("jpeg-multiscan")
        let stored = Int(vips_image_get_orientation(image.handle))
        orientation = stored == 1 ? pngOrientation : stored
    }

    var isAnimated: Bool { frames > 1 }

    /// The size of one frame as it is seen: orientations from 5 on lie on their side.
    var uprightSize: (width: Int, height: Int) { orientation >= 5 ? (height, width) : (width, height) }

    /// Refuses what would cost more than `limits` allow, on the header's word alone.
    ///
    /// - Throws: ``PictureRefusal``.
    func check(_ limits: PictureLimits) throws {
        guard max(width, height) <= limits.maxDimension else {
            let most = limits.maxDimension
            throw PictureRefusal(.tooLarge, "The picture is wider or higher than \(most) pixels.")
        }
        let pixels = width * height
        let most = isBuffered ? min(limits.maxPixels, limits.maxBufferedPixels) : limits.maxPixels
        guard pixels <= most else {
            let kind = isBuffered ? "progressive or interlaced picture" : "picture"
            throw PictureRefusal(.tooManyPixels, "A \(kind) may have at most \(most) pixels.")
        }
        guard frames <= limits.maxFrames else {
            throw PictureRefusal(.tooManyFrames, "An animation may have at most \(limits.maxFrames) frames.")
        }
        guard pixels <= limits.maxTotalPixels / frames else {
            let most = limits.maxTotalPixels
            throw PictureRefusal(.tooManyPixels, "An animation may have at most \(most) pixels over all its frames.")
        }
    }
}

extension Raster {
    fileprivate func flag(_ name: String) -> Bool {
        var value: Int32 = 0
        guard vips_image_get_typeof(handle, name) != 0, vips_image_get_int(handle, name, &value) == 0 else {
            return false
        }
        return value != 0
    }
}
