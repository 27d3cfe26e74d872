import CVips

/// An image of libvips: either pixels in memory or a pipeline that makes them when they are asked for.
///
/// `@unchecked Sendable`: the handle is one reference, taken in `init`, dropped in `deinit` and never changed between;
/// libvips images are safe to read from several threads.
final class Raster: @unchecked Sendable {
    let handle: UnsafeMutablePointer<VipsImage>

    /// Takes over the caller's reference.
    init(owning handle: UnsafeMutablePointer<VipsImage>) {
        self.handle = handle
    }

    deinit { g_object_unref(handle) }

    var width: Int { Int(vips_image_get_width(handle)) }
    /// All frames of an animation stand below each other: this is the height of the whole strip.
    var height: Int { Int(vips_image_get_height(handle)) }
    var bands: Int { Int(vips_image_get_bands(handle)) }
    var format: VipsBandFormat { vips_image_get_format(handle) }
    var interpretation: VipsInterpretation { vips_image_get_interpretation(handle) }
    var hasAlpha: Bool { vips_image_hasalpha(handle) != 0 }

    /// Runs the operation `name` on this image and returns its output, not yet computed.
    func applying(_ name: String, _ arguments: KeyValuePairs<String, VipsArgument> = [:]) throws -> Raster {
        guard let output = try VipsCall.run(name, input: self, arguments) else { throw VipsFailure.take() }
        return output
    }

    /// Computes the pixels and returns an image that holds nothing but them: 8 bits a band, sRGB or grey, 72 dpi.
    ///
    /// Whatever metadata the picture had cannot reach a file from here, because the new image was never given any.
    func materialised() throws -> Raster {
        precondition(format == VIPS_FORMAT_UCHAR)
        var size = 0
        guard let memory = vips_image_write_to_memory(handle, &size) else { throw VipsFailure.take() }
        return try Raster.over(memory: memory, size: size, width: width, height: height, bands: bands)
    }

    /// An image over pixels that `g_malloc` made, which it frees in the end, whether or not this succeeds.
    static func over(
        memory: UnsafeMutableRawPointer,
        size: Int,
        width: Int,
        height: Int,
        bands: Int
    ) throws -> Raster {
        guard let handle = cvips_image_owning(memory, size, Int32(width), Int32(height), Int32(bands)) else {
            g_free(memory)
            throw VipsFailure.take()
        }
        let dotsPerMillimetre = 72 / 25.4
        return try Raster(owning: handle).applying(
            "copy",
            [
                "interpretation": .text(bands < 3 ? "b-w" : "srgb"),
                "xres": .number(dotsPerMillimetre),
                "yres": .number(dotsPerMillimetre),
            ]
        )
    }
}
