import CVips
import Testing

@testable import Images

@Suite struct `Pictures that are refused` {
    @Test func `a tiny PNG that claims 100000 by 100000 pixels, before anything is decoded`() throws {
        let upload = try UploadDirectory(original: lyingPNG(width: 100_000, height: 100_000))

        let reason = try refusal { try upload.makeVariants() }.reason

        #expect(reason == .tooLarge)
        #expect(try upload.made().isEmpty)
    }

    @Test(arguments: ["zTXt", "iTXt", "iCCP"])
    func `a PNG with more compressed text than any program writes`(chunk: String) throws {
        var bytes = try SamplePicture(type: .png, width: 20, height: 20).encoded()
        let size = chunk == "iCCP" ? PNGTextChunks.mostBytes.profile : PNGTextChunks.mostBytes.text
        let length = UInt32(size + 1)
        let head = [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: length >> $0) } + Array(chunk.utf8)
        let body = Array("k".utf8) + [0, 1] + [UInt8](repeating: 0, count: size - 2)
        // Behind the header chunk; its checksum doesn't matter, as nobody gets so far.
        bytes.insert(contentsOf: head + body + [0, 0, 0, 0], at: 33)

        #expect(try refusal { try UploadDirectory(original: bytes).makeVariants() }.reason == .tooLarge)
    }

    @Test(arguments: [
        (10_001, 10_000, PictureRefusal.Reason.tooManyPixels), (65_501, 1, .tooLarge), (1, 65_501, .tooLarge),
    ])
    func `a header over the limits`(width: Int, height: Int, reason: PictureRefusal.Reason) throws {
        let upload = try UploadDirectory(original: lyingPNG(width: width, height: height))

        #expect(try refusal { try upload.makeVariants() }.reason == reason)
        #expect(try upload.made().isEmpty)
    }

    @Test func `a GIF of 10000 frames, at once`() throws {
        let upload = try UploadDirectory(original: gif(width: 1, height: 1, frames: 10_000))

        let reason = try refusal { try upload.makeVariants() }.reason

        #expect(reason == .tooManyFrames)
        #expect(try upload.made().isEmpty)
    }

    @Test func `an animation with too many pixels over all frames`() throws {
        let upload = try UploadDirectory(original: gif(width: 2_000, height: 2_000, frames: 51))

        #expect(try refusal { try upload.makeVariants() }.reason == .tooManyPixels)
    }

    @Test func `a progressive JPEG and an interlaced PNG over their own lower limit`() throws {
        var limits = PictureLimits()
        limits.maxBufferedPixels = 200 * 200 - 1
        for type in [PictureType.jpeg, .png] {
            var picture = SamplePicture(type: type, width: 200, height: 200)
            #expect(try UploadDirectory(picture).makeVariants(limits: limits).width == 200)

            picture.isProgressive = true
            let upload = try UploadDirectory(picture)
            #expect(try refusal { try upload.makeVariants(limits: limits) }.reason == .tooManyPixels)
        }
    }

    @Test func `exactly at the limits is taken, one beyond is not`() throws {
        let upload = try UploadDirectory(SamplePicture(type: .gif, width: 20, height: 10).with { $0.frames = 3 })
        var limits = PictureLimits()
        limits.maxPixels = 200
        limits.maxFrames = 3
        limits.maxTotalPixels = 600
        limits.maxDimension = 20
        for (limit, reason) in [
            (\PictureLimits.maxPixels, PictureRefusal.Reason.tooManyPixels), (\.maxFrames, .tooManyFrames),
            (\.maxTotalPixels, .tooManyPixels), (\.maxDimension, .tooLarge),
        ] {
            var tighter = limits
            tighter[keyPath: limit] -= 1
            #expect(try refusal { try upload.makeVariants(limits: tighter) }.reason == reason)
        }

        #expect(try upload.makeVariants(limits: limits).frames == 3)
    }

    @Test(arguments: [
        "this is a text called photo.jpg", "", "\0",
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"9\" height=\"9\"/>",
        "%PDF-1.4\n1 0 obj\n", "P3\n1 1\n255\n0 0 0\n", "II*\0\u{8}\0\0\0\0\0", "#?RADIANCE\n", "BM", "SIMPLE  = T",
    ])
    func `files of other kinds`(content: String) throws {
        let upload = try UploadDirectory(original: Array(content.utf8))

        #expect(try refusal { try upload.makeVariants() }.reason == .unsupportedType)
        #expect(try upload.made().isEmpty)
    }

    @Test(arguments: ["\u{8}", "\u{8}\u{8}\u{8}\u{8}\u{8}\u{8} and some text"])
    func `the first bytes of a type and nothing of it behind them`(rest: String) throws {
        let signatures: [[UInt8]] = [
            [0xFF, 0xD8, 0xFF], [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A], Array("GIF89a".utf8),
            Array("RIFF\0\0\0\0WEBP".utf8), Array("\0\0\0\u{10}ftypheic\0\0\0\0".utf8),
            Array("\0\0\0\u{10}ftypavif\0\0\0\0".utf8),
        ]
        for signature in signatures {
            let upload = try UploadDirectory(original: signature + Array(rest.utf8))

            let reason = try refusal { try upload.makeVariants() }.reason
            #expect([.unreadable, .truncated].contains(reason))
            #expect(try upload.made().isEmpty)
        }
    }

    @Test(arguments: PictureType.allCases, [1, 10, 50, 90, 97])
    func `a picture cut off after some of its bytes`(type: PictureType, percent: Int) throws {
        let whole = try SamplePicture(type: type, width: 300, height: 200).encoded()
        let upload = try UploadDirectory(original: Array(whole.prefix(whole.count * percent / 100)))

        let reason = try refusal { try upload.makeVariants() }.reason

        #expect([.unreadable, .truncated, .unsupportedType].contains(reason))
    }

    @Test(arguments: PictureType.allCases)
    func `a picture of noise behind a good head does no harm`(type: PictureType) throws {
        let whole = try SamplePicture(type: type, width: 120, height: 80).encoded()
        var random = SampleRandom(seed: 11)
        for _ in 0..<40 {
            var bytes = whole
            for _ in 0..<8 {
                let position = 12 + Int(random.next() % UInt64(bytes.count - 12))
                bytes[position] = UInt8(truncatingIfNeeded: random.next())
            }
            let upload = try UploadDirectory(original: bytes)
            // Either it is still a picture or it is refused; anything else fails the test.
            do { _ = try upload.makeVariants() } catch is PictureRefusal {}
        }
    }

    @Test func `loaders of other formats are closed`() throws {
        try VipsRuntime.start()
        let closed = ["tiff", "svg", "ppm", "magick", "pdf", "vips", "csv", "jxl", "rad", "matrix", "raw", "openslide"]
        for format in closed {
            #expect(try isBlocked("\(format)load"), "\(format)")
        }
        for format in ["jpeg", "png", "webp", "gif", "heif"] {
            #expect(try !isBlocked("\(format)load_source"), "\(format)")
        }
    }

    private func isBlocked(_ name: String) throws -> Bool {
        let operation = try #require(vips_operation_new(name), "\(name)")
        defer { g_object_unref(operation) }
        return vips_operation_get_flags(operation).rawValue & VIPS_OPERATION_BLOCKED.rawValue != 0
    }

    /// A whole PNG file with no pixels but the header's promise of them.
    private func lyingPNG(width: Int, height: Int) -> [UInt8] {
        [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]
            + pngChunk("IHDR", bigEndian(width) + bigEndian(height) + [8, 2, 0, 0, 0])
            + pngChunk("IDAT", [0x78, 0x9C, 3, 0, 0, 0, 0, 1])
            + pngChunk("IEND", [])
    }

    /// A GIF whose frames each paint one pixel.
    private func gif(width: Int, height: Int, frames: Int) -> [UInt8] {
        let size = littleEndian(width, count: 2) + littleEndian(height, count: 2)
        let head = Array("GIF89a".utf8) + size + [0x80, 0, 0, 0, 0, 0, 255, 255, 255]
        let frame: [UInt8] = [0x2C, 0, 0, 0, 0, 1, 0, 1, 0, 0, 2, 2, 0x44, 1, 0]
        return head + Array(repeatElement(frame, count: frames).joined()) + [0x3B]
    }
}
