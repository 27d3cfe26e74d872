import CVips
import Testing

@testable import Images

@Suite struct `AVIF beside the other files` {
    @Test func `large, medium, small and full behind the files that every browser shows`() throws {
        let upload = try UploadDirectory(SamplePicture(type: .jpeg, width: 1400, height: 700, seed: 3))

        let report = try upload.makeVariants(alternatives: .avif(seconds: 60))

        let usual = ["full.jpg", "large.webp", "medium.webp", "small.webp", "thumb.webp"]
        #expect(report.variants.map(\.file) == usual + ["large.avif", "medium.avif", "small.avif", "full.avif"])
        #expect(try upload.made() == Set(report.variants.map(\.file)))
        for variant in report.variants.dropFirst(usual.count) {
            #expect(variant.mediaType == "image/avif")
            #expect(PictureType.sniff(try upload.bytes(of: variant.file)) == .avif)
            let counterpart = try #require(report.variants.first { $0.name == variant.name })
            #expect((variant.width, variant.height) == (counterpart.width, counterpart.height))
            #expect(try upload.size(of: variant.file) * 10 <= upload.size(of: counterpart.file) * 9)
            let image = try upload.open(variant.file)
            #expect((image.width, image.height) == (variant.width, variant.height))
        }
    }

    @Test(.enabled(if: cvips_landlock_version() > 0, "this kernel has no landlock"))
    func `a confined worker makes them too`() throws {
        let upload = try UploadDirectory(SamplePicture(type: .webp, width: 800, height: 400))
        let path = upload.path

        let (report, _) = try inParallel(
            {
                try Landlock.restrict(readingIn: ["/usr", "/lib"], writingIn: path)
                return try PicturePipeline.makeVariants(in: path, alternatives: .avif(seconds: 60))
            },
            {}
        )

        #expect(report.variants.contains { $0.file == "medium.avif" })
    }

    @Test(arguments: [PictureType.jpeg, .png])
    func `they show the same, upright and with alpha, and carry no metadata`(type: PictureType) throws {
        let upload = try UploadDirectory(
            SamplePicture(type: type, width: 800, height: 600).with {
                $0.hasMetadata = true
                $0.isWideGamut = true
                $0.orientation = type == .jpeg ? 6 : 1
                $0.hasAlpha = type == .png
            }
        )

        let report = try upload.makeVariants(alternatives: .avif(seconds: 60))

        let files = report.variants.map(\.file).filter { $0.hasSuffix(".avif") }
        #expect(files.contains("medium.avif"))
        for file in files {
            let bytes = try upload.bytes(of: file)
            for word in [SampleMetadata.marker, "Exif", "http://ns.adobe", "mime", "prof", "xpacket"] {
                #expect(!bytes.contains(word), "\(file) holds \(word)")
            }
            let image = try upload.open(file)
            #expect(image.hasAlpha == (type == .png))
            let counterpart = try #require(report.variants.first { file.hasPrefix($0.name.rawValue) }).file
            let places = [(20, 20), (image.width - 20, 20), (20, image.height - 20)]
            for (x, y) in places {
                let colours = zip(try image.pixel(x, y), try upload.open(counterpart).pixel(x, y))
                #expect(colours.allSatisfy { abs(Int($0) - Int($1)) < 24 }, "\(file) at \(x) \(y)")
            }
        }
    }

    @Test func `none unless they are asked for, and none in no time`() throws {
        for alternatives in [PictureAlternatives.none, .avif(seconds: 0)] {
            let upload = try UploadDirectory(SamplePicture(type: .jpeg, width: 800, height: 400))

            let report = try upload.makeVariants(alternatives: alternatives)

            #expect(!report.variants.contains { $0.mediaType == "image/avif" })
            #expect(try !upload.made().contains { $0.hasSuffix("avif") })
        }
    }

    @Test(arguments: [
        SamplePicture(type: .gif, width: 400, height: 300),
        SamplePicture(type: .webp, width: 400, height: 300).with { $0.frames = 2 },
        SamplePicture(type: .png, width: 400, height: 300).with { $0.scene = .quarters },
        SamplePicture(type: .jpeg, width: 2561, height: 40),
    ])
    func `none of a full size that is no photo, moves, or is wide`(sample: SamplePicture) throws {
        let upload = try UploadDirectory(sample)

        let files = try upload.makeVariants(alternatives: .avif(seconds: 60)).variants.map(\.file)

        #expect(!files.contains("full.avif"))
    }

    @Test func `no further one when the time is over`() throws {
        var answers = [true, false, true]
        let (upload, counterparts) = try counterparts(bytes: [1_000_000, 1_000_000, 1_000_000])

        let made = try AVIFAlternatives(writer: PictureWriter(directory: upload.path, mostBytes: 1_000_000)) {
            answers.removeFirst()
        }.write(beside: counterparts)

        #expect(made.map(\.file) == ["large.avif"])
        #expect(try upload.made() == ["large.avif"])
    }

    @Test func `none that saves less than a tenth, or is larger than the upload`() throws {
        let picture = try #require(try counterparts(bytes: [0]).counterparts.first).picture
        let bytes = try #require(try EncodedFile(picture, by: .avif)).bytes
        // What is nine tenths of it, rounded down, must be the file's size or just below.
        let enough = (bytes * 10 + 8) / 9
        for (counterpart, most, isMade) in [
            (enough, bytes, true), (enough - 2, bytes, false), (enough, bytes - 1, false),
        ] {
            let (upload, counterparts) = try self.counterparts(bytes: [counterpart])
            let writer = PictureWriter(directory: upload.path, mostBytes: most)

            let made = try AVIFAlternatives(writer: writer, isTimeLeft: { true }).write(beside: counterparts)

            #expect(made.map(\.file) == (isMade ? ["large.avif"] : []), "\(counterpart) \(most)")
            #expect(try upload.made().isEmpty == !isMade)
        }
    }

    @Test(arguments: [(2560, 2560, true), (2561, 1, false), (1280, 5120, true), (1280, 5121, false)])
    func `up to 2560 pixels wide, and no more of them than in a square`(width: Int, height: Int, isTaken: Bool) throws {
        let pixels = [UInt8](repeating: 0, count: width * height)
        let picture = try Raster.of(pixels: pixels, width: width, height: height, bands: 1)

        #expect(AVIFAlternatives.isWithinLimits(picture) == isTaken)
    }

    /// Pictures in the directory of an upload, whose files were `bytes` long.
    private func counterparts(
        bytes: [Int]
    ) throws -> (upload: UploadDirectory, counterparts: [AVIFAlternatives.Counterpart]) {
        let upload = try UploadDirectory(SamplePicture(type: .png, width: 200, height: 100))
        let picture = try upload.open("original").convertedToWebColour().materialised()
        let names = [PictureVariant.Name.large, .medium, .small]
        let counterparts = zip(names, bytes).map { name, bytes in
            let variant = PictureVariant(name: name, file: "", mediaType: "image/webp", width: 200, height: 100)
            return AVIFAlternatives.Counterpart(
                picture: picture,
                written: WrittenPicture(variant: variant, bytes: bytes)
            )
        }
        return (upload, counterparts)
    }
}
