import CVips

/// Puts a drawn picture into its file format, turned and labelled as the sample asks for.
struct SampleEncoder {
    let picture: SamplePicture

    func encode(_ upright: Raster) throws -> [UInt8] {
        var image = try upright.turned(byOrientation: inverseOrientation)
        if picture.isWideGamut {
            image = try image.applying(
                "icc_transform",
                ["output-profile": .text("p3"), "input-profile": .text("srgb")]
            )
        }
        image = try image.applying("copy")
        if picture.isAnimation {
            image.set("page-height", to: picture.height)
            image.setDelays(milliseconds: Array(repeating: 80, count: picture.frames))
            image.set("loop", to: 0)
        }
        if picture.orientation != 1 { image.set(VIPS_META_ORIENTATION, to: picture.orientation) }
        if picture.hasMetadata { SampleMetadata.add(to: image) }
        let interlace = picture.isProgressive ? 1 : 0
        switch picture.type {
        case .jpeg: return try image.encoded("jpegsave_target", ["Q": .int(90), "interlace": .int(interlace)])
        case .png: return try image.encoded("pngsave_target", ["interlace": .int(interlace)])
        case .webp: return try image.encoded("webpsave_target", ["Q": .int(85), "effort": .int(1)])
        case .gif: return try image.encoded("gifsave_target", ["effort": .int(3)])
        case .heic: return try heif(image, "hevc")
        case .avif: return try heif(image, "av1")
        }
    }

    private func heif(_ image: Raster, _ compression: String) throws -> [UInt8] {
        try image.encoded(
            "heifsave_target",
            ["compression": .text(compression), "Q": .int(60), "effort": .int(0)]
        )
    }

    /// How to turn the picture so that its orientation turns it back: a quarter turn is undone by the opposite one, and
    /// all others undo themselves.
    private var inverseOrientation: Int {
        switch picture.orientation {
        case 6: 8
        case 8: 6
        default: picture.orientation
        }
    }
}

extension Raster {
    /// Encodes into memory with the named saver.
    func encoded(_ saver: String, _ arguments: KeyValuePairs<String, VipsArgument> = [:]) throws -> [UInt8] {
        try EncodedPicture(self, with: saver, arguments).withBytes(Array.init)
    }

    /// Sets a metadata field. Only for an image that nobody else has seen yet.
    func set(_ name: String, to value: Int) {
        vips_image_set_int(handle, name, Int32(value))
    }

    func set(_ name: String, to value: String) {
        vips_image_set_string(handle, name, value)
    }

    func set(_ name: String, to value: [UInt8]) {
        value.withUnsafeBytes { vips_image_set_blob_copy(handle, name, $0.baseAddress, $0.count) }
    }

    fileprivate func setDelays(milliseconds: [Int32]) {
        milliseconds.withUnsafeBufferPointer {
            vips_image_set_array_int(handle, "delay", $0.baseAddress, Int32($0.count))
        }
    }
}
