import CVips
import Glibc

/// Colour as the web takes it for granted: sRGB or grey, 8 bits.
extension Raster {
    /// Converts to 8-bit sRGB (or 8-bit grey) by the picture's own profile, not yet computed; alpha is kept.
    ///
    /// A profile that does not fit its picture is passed over, as browsers do.
    ///
    /// - Throws: ``VipsFailure`` for a colour space that has no way to sRGB.
    func convertedToWebColour() throws -> Raster {
        var image = self
        if hasProfile, try !isAlreadySRGB() {
            image = image.followingProfile() ?? image
        }
        switch image.interpretation {
        case VIPS_INTERPRETATION_sRGB, VIPS_INTERPRETATION_B_W: break
        case VIPS_INTERPRETATION_GREY16: image = try image.applying("colourspace", ["space": .text("b-w")])
        default: image = try image.applying("colourspace", ["space": .text("srgb")])
        }
        return image.format == VIPS_FORMAT_UCHAR ? image : try image.applying("cast", ["format": .text("uchar")])
    }

    /// The picture taken to sRGB by its embedded profile, `nil` when the profile does not fit.
    private func followingProfile() -> Raster? {
        do {
            return try applying("icc_transform", ["output-profile": .text("srgb"), "embedded": .int(1)])
        } catch {
            // The failure has taken libvips's text with it.
            return nil
        }
    }

    private var hasProfile: Bool { vips_image_get_typeof(handle, VIPS_META_ICC_NAME) != 0 }

    /// Whether the picture's profile is sRGB under one of its many names, which is most pictures that have one.
    ///
    /// Asked of the profile itself: colours all over the cube are sent through it, and sRGB leaves them where they are.
    /// That saves converting every pixel for nothing.
    private func isAlreadySRGB() throws -> Bool {
        guard interpretation == VIPS_INTERPRETATION_sRGB, format == VIPS_FORMAT_UCHAR, bands >= 3 else { return false }
        let levels: [UInt8] = [0, 16, 48, 96, 128, 160, 192, 224, 255]
        let colours = levels.flatMap { red in levels.flatMap { green in levels.flatMap { [red, green, $0] } } }
        let patch = try Raster.of(pixels: colours, width: colours.count / 3, height: 1, bands: 3)
        try patch.takeProfile(of: self)
        guard let converted = patch.followingProfile() else { return false }
        return zip(colours, try converted.pixels()).allSatisfy { abs(Int($0) - Int($1)) <= 2 }
    }

    private func takeProfile(of other: Raster) throws {
        var bytes: UnsafeRawPointer?
        var count = 0
        guard vips_image_get_blob(other.handle, VIPS_META_ICC_NAME, &bytes, &count) == 0 else {
            throw VipsFailure.take()
        }
        vips_image_set_blob_copy(handle, VIPS_META_ICC_NAME, bytes, count)
    }
}

/// Doing without alpha.
extension Raster {
    /// An 8-bit picture with alpha put on white, in memory.
    ///
    /// By hand: libvips 8.14's own `flatten` answered once with a black background, in a process that worked on many
    /// pictures at a time, and could not be brought to do it again.
    func onWhite() throws -> Raster {
        precondition(format == VIPS_FORMAT_UCHAR && bands > 1)
        var size = 0
        guard let memory = vips_image_write_to_memory(handle, &size) else { throw VipsFailure.take() }
        let pixels = UnsafeMutableRawBufferPointer(start: memory, count: size)
        let colours = bands - 1
        var end = 0
        // In place: what is written never overtakes what is read.
        for start in stride(from: 0, to: size, by: bands) {
            let alpha = Int(pixels[start + colours])
            for colour in start..<(start + colours) {
                pixels[end] = UInt8((Int(pixels[colour]) * alpha + 255 * (255 - alpha) + 127) / 255)
                end += 1
            }
        }
        return try Raster.over(memory: memory, size: end, width: width, height: height, bands: colours)
    }
}

/// Turning upright.
extension Raster {
    /// Applies an EXIF orientation from 1 to 8 to a picture in memory, not yet computed.
    func turned(byOrientation orientation: Int) throws -> Raster {
        let steps: (angle: String?, flip: String?) =
            switch orientation {
            case 2: (nil, "horizontal")
            case 3: ("d180", nil)
            case 4: (nil, "vertical")
            case 5: ("d90", "horizontal")
            case 6: ("d90", nil)
            case 7: ("d270", "horizontal")
            case 8: ("d270", nil)
            default: (nil, nil)
            }
        var image = self
        if let angle = steps.angle { image = try image.applying("rot", ["angle": .text(angle)]) }
        if let flip = steps.flip { image = try image.applying("flip", ["direction": .text(flip)]) }
        return image
    }
}

/// Pixels as plain bytes.
extension Raster {
    /// An image in memory of 8-bit pixels, row by row, bands together.
    static func of(pixels: [UInt8], width: Int, height: Int, bands: Int) throws -> Raster {
        precondition(pixels.count == width * height * bands && !pixels.isEmpty)
        guard let memory = g_try_malloc(gsize(pixels.count)) else { throw VipsFailure(message: "out of memory") }
        UnsafeMutableRawBufferPointer(start: memory, count: pixels.count).copyBytes(from: pixels)
        return try over(memory: memory, size: pixels.count, width: width, height: height, bands: bands)
    }

    /// Computes the pixels and returns them as bytes.
    func pixels() throws -> [UInt8] {
        var size = 0
        guard let memory = vips_image_write_to_memory(handle, &size) else { throw VipsFailure.take() }
        defer { g_free(memory) }
        return Array(UnsafeRawBufferPointer(start: memory, count: size))
    }
}
