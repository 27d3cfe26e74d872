import Testing

@testable import Images

@Suite struct `Sizes in bytes` {
    @Test(arguments: [PictureType.jpeg, .png, .webp, .gif], [1, 3])
    func `no file is larger than the upload`(type: PictureType, frames: Int) throws {
        let upload = try UploadDirectory(SamplePicture(type: type, width: 700, height: 400).with { $0.frames = frames })

        try expectNoLargerFile(of: upload.makeVariants(), in: upload)
    }

    @Test func `a JPEG of low quality is encoded again at a lower one`() throws {
        let upload = try self.upload(.jpeg, 300, 200, "jpegsave_target", ["Q": .int(70), "optimize-coding": .int(1)])

        try expectNoLargerFile(of: upload.makeVariants(), in: upload)

        #expect(try upload.open("full.jpg").pixels() != upload.open("original").pixels())
    }

    @Test func `a JPEG that no quality makes smaller keeps its own pixels and its profile, and nothing else`() throws {
        try VipsRuntime.start()
        var random = SampleRandom(seed: 4)
        let noise = (0..<(300 * 200 * 3)).map { _ in UInt8(truncatingIfNeeded: random.next()) }
        let picture = try Raster.of(pixels: noise, width: 300, height: 200, bands: 3)
            .applying("icc_transform", ["output-profile": .text("p3"), "input-profile": .text("srgb")])
            .applying("copy")
        SampleMetadata.add(to: picture)
        let jpeg = try picture.encoded("jpegsave_target", ["Q": .int(10), "optimize-coding": .int(1)])
        let upload = try UploadDirectory(original: jpeg + Array("\(SampleMetadata.marker) behind the end".utf8))
        #expect(try upload.bytes(of: "original").contains(SampleMetadata.marker))

        let report = try upload.makeVariants()

        #expect(try upload.open("full.jpg").pixels() == upload.open("original").pixels())
        #expect(try upload.bytes(of: "full.jpg").contains("ICC_PROFILE"))
        for word in [SampleMetadata.marker, "Exif", "xpacket", "8BIM"] {
            #expect(try !upload.bytes(of: "full.jpg").contains(word), "\(word)")
        }
        #expect(try upload.size(of: "full.jpg") < upload.size(of: "original"))
        #expect((report.variants[0].width, report.variants[0].height) == (300, 200))
    }

    @Test func `a JPEG that has to be turned is turned, even when it gets larger`() throws {
        let sample = SamplePicture(type: .jpeg, width: 300, height: 200).with {
            $0.scene = .quarters
            $0.orientation = 6
        }
        let upload = try self.upload(sample, "jpegsave_target", ["Q": .int(5), "optimize-coding": .int(1)])

        let report = try upload.makeVariants()

        #expect(try upload.open("full.jpg").corners() == .upright)
        #expect((report.variants[0].width, report.variants[0].height) == (300, 200))
    }

    @Test func `a PNG of few colours gets a palette, and the same pixels`() throws {
        let sample = SamplePicture(type: .gif, width: 300, height: 200)
        let upload = try self.upload(sample, "pngsave_target", ["palette": .int(1), "compression": .int(7)])
        let size = try upload.size(of: "original")
        let image = try upload.open("original").convertedToWebColour().materialised()
        let rgb = try image.encoded("pngsave_target", ["compression": .int(9), "filter": .text("all")]).count
        #expect(rgb > size, "without a palette it must not fit")

        try expectNoLargerFile(of: upload.makeVariants(), in: upload)

        #expect(try upload.open("full.png").pixels() == upload.open("original").pixels())
    }

    @Test func `a PNG that no encoding makes smaller keeps its own pixels, and no texts`() throws {
        var random = SampleRandom(seed: 4)
        let pixels = (0..<90_000).map { _ in UInt8(random.next() >> 63) * 255 }
        let picture = try Raster.of(pixels: pixels, width: 300, height: 300, bands: 1)
        var original = try picture.encoded("pngsave_target", ["bitdepth": .int(1), "compression": .int(9)])
        original.insert(contentsOf: pngChunk("tEXt", Array("Comment\0\(SampleMetadata.marker)".utf8)), at: 33)
        original += Array(SampleMetadata.marker.utf8)
        let upload = try UploadDirectory(original: original)

        let report = try upload.makeVariants()

        #expect(try upload.size(of: "full.png") < original.count)
        #expect(try upload.open("full.png").pixels() == pixels)
        #expect(try !upload.bytes(of: "full.png").contains(SampleMetadata.marker))
        #expect(report.variants[0].mediaType == "image/png")
    }

    @Test func `a lossless WebP that no quality makes smaller keeps its own pixels, and no metadata`() throws {
        let image = try stripes(width: 1400, height: 900).applying("copy")
        SampleMetadata.add(to: image)
        let upload = try UploadDirectory(original: image.encoded("webpsave_target", ["lossless": .int(1)]))
        #expect(try upload.bytes(of: "original").contains(SampleMetadata.marker))

        _ = try upload.makeVariants()

        #expect(try upload.open("full.webp").pixels() == upload.open("original").pixels())
        #expect(try !upload.bytes(of: "full.webp").contains(SampleMetadata.marker))
    }

    @Test func `a GIF smaller than any encoder's stays as it is`() throws {
        let head = Array("GIF87a".utf8) + [1, 0, 1, 0, 0x80, 0, 0, 0, 0, 0, 255, 255, 255]
        let gif: [UInt8] = head + [0x2C, 0, 0, 0, 0, 1, 0, 1, 0, 0, 2, 2, 0x44, 1, 0, 0x3B]
        let upload = try UploadDirectory(original: gif)

        _ = try upload.makeVariants()

        #expect(try upload.bytes(of: "full.gif") == gif)
    }

    @Test func `a scaled size that stays larger than the upload is left out, small and thumb never`() throws {
        let stripes = try stripes(width: 1400, height: 900)
        let upload = try UploadDirectory(original: stripes.encoded("webpsave_target", ["lossless": .int(1)]))

        let report = try upload.makeVariants(alternatives: .avif(seconds: 60))

        try expectNoLargerFile(of: report, in: upload, except: [.small, .thumb])
        #expect(report.variants.map(\.file) == ["full.webp", "small.webp", "thumb.webp"])
        #expect(try upload.made() == Set(report.variants.map(\.file)))
    }

    @Test func `one encoding is enough when the first fits`() throws {
        let way = try #require(PictureEncoding.scaled.first)
        let upload = try UploadDirectory(SamplePicture(type: .png, width: 320, height: 200))

        _ = try upload.makeVariants()

        let picture = try upload.open("original").convertedToWebColour().materialised()
        #expect(try upload.size(of: "small.webp") == EncodedFile(picture, by: way)?.bytes)
    }

    /// Columns of black and white by chance: all rows are alike, which lossless coding makes smaller than any other.
    private func stripes(width: Int, height: Int) throws -> Raster {
        try VipsRuntime.start()
        var random = SampleRandom(seed: 4)
        let row = (0..<width).flatMap { _ in [UInt8](repeating: UInt8(random.next() >> 63) * 255, count: 3) }
        let pixels = Array(repeatElement(row, count: height).joined())
        return try Raster.of(pixels: pixels, width: width, height: height, bands: 3)
    }

    private func expectNoLargerFile(
        of report: PictureReport,
        in upload: UploadDirectory,
        except: Set<PictureVariant.Name> = []
    ) throws {
        let most = try upload.size(of: "original")
        for variant in report.variants where !except.contains(variant.name) {
            #expect(try upload.size(of: variant.file) <= most, "\(variant.file)")
        }
    }

    private func upload(
        _ type: PictureType,
        _ width: Int,
        _ height: Int,
        _ saver: String,
        _ arguments: KeyValuePairs<String, VipsArgument>
    ) throws -> UploadDirectory {
        try upload(SamplePicture(type: type, width: width, height: height), saver, arguments)
    }

    /// An upload with the sample's pixels and metadata, encoded in another way.
    private func upload(
        _ sample: SamplePicture,
        _ saver: String,
        _ arguments: KeyValuePairs<String, VipsArgument>
    ) throws -> UploadDirectory {
        let drawn = try UploadDirectory(sample)
        return try UploadDirectory(original: drawn.open("original").encoded(saver, arguments))
    }
}
