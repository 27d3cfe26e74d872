import Testing

@testable import Images

@Suite struct `Variants of an upload` {
    @Test(arguments: PictureType.allCases)
    func `full, large, medium, small and thumb for each type`(type: PictureType) throws {
        let upload = try UploadDirectory(SamplePicture(type: type, width: 1400, height: 700, seed: 3))

        let report = try upload.makeVariants()

        #expect(report.type == type)
        #expect((report.width, report.height) == (1400, 700))
        #expect(report.frames == 1)
        let full = "full.\(type.publicType.fileExtension)"
        #expect(report.variants.map(\.file) == [full, "large.webp", "medium.webp", "small.webp", "thumb.webp"])
        #expect(report.variants.map(\.name) == [.full, .large, .medium, .small, .thumb])
        #expect(report.variants.map(\.width) == [1400, 1280, 640, 320, 150])
        #expect(report.variants.map(\.height) == [700, 640, 320, 160, 150])
        #expect(report.variants.first?.mediaType == type.publicType.mediaType)
        #expect(try upload.made() == Set(report.variants.map(\.file)))
        for variant in report.variants {
            let head = try upload.bytes(of: variant.file).prefix(PictureType.sniffLength)
            #expect(PictureType.sniff(head)?.mediaType == variant.mediaType)
            let image = try upload.open(variant.file)
            #expect((image.width, image.height) == (variant.width, variant.height))
        }
    }

    @Test(arguments: PictureType.allCases)
    func `the picture looks the same in every size`(type: PictureType) throws {
        let upload = try UploadDirectory(
            SamplePicture(type: type, width: 800, height: 600).with { $0.scene = .quarters }
        )

        let report = try upload.makeVariants()

        for variant in report.variants {
            #expect(try upload.open(variant.file).corners() == .upright, "\(variant.name)")
        }
    }

    @Test func `a small picture is never enlarged`() throws {
        let upload = try UploadDirectory(SamplePicture(type: .jpeg, width: 120, height: 90))

        let report = try upload.makeVariants()

        #expect(report.variants.map(\.name) == [.full, .small, .thumb])
        #expect(report.variants.map(\.width) == [120, 120, 90])
        #expect(report.variants.map(\.height) == [90, 90, 90])
    }

    @Test(arguments: [PictureType.jpeg, .png, .webp, .gif])
    func `a picture of one pixel is taken`(type: PictureType) throws {
        let upload = try UploadDirectory(SamplePicture(type: type, width: 1, height: 1))

        #expect(try upload.makeVariants().variants.map(\.width) == [1, 1, 1])
    }

    @Test func `the thumb of a panorama is cut from its middle, not squeezed`() throws {
        let upload = try UploadDirectory(
            SamplePicture(type: .png, width: 3000, height: 200).with { $0.scene = .quarters }
        )

        let thumb = try #require(try upload.makeVariants().variants.last)

        #expect((thumb.width, thumb.height) == (150, 150))
        #expect(try upload.open(thumb.file).corners() == .upright)
    }

    @Test(arguments: [PictureType.gif, .webp])
    func `an animation stays one in full size and stands still in the others`(type: PictureType) throws {
        let upload = try UploadDirectory(SamplePicture(type: type, width: 700, height: 350).with { $0.frames = 4 })

        let report = try upload.makeVariants()

        #expect(report.frames == 4)
        #expect((report.width, report.height) == (700, 350))
        #expect(report.variants.map(\.file) == ["full.\(type.rawValue)", "medium.webp", "small.webp", "thumb.webp"])
        #expect(report.variants.map(\.height) == [350, 320, 160, 150])
        let full = try upload.open(report.variants[0].file, frames: .all)
        #expect(full.height == 4 * 350)
        #expect(full.numbers("delay") == [80, 80, 80, 80])
        #expect(full.numbers("loop") == [0])
        for variant in report.variants.dropFirst() {
            #expect(try upload.open(variant.file, frames: .all).height == variant.height)
        }
    }

    @Test func `the same colours come back from a still GIF`() throws {
        let sample = SamplePicture(type: .gif, width: 64, height: 64).with { $0.scene = .quarters }
        let upload = try UploadDirectory(sample)

        _ = try upload.makeVariants()

        #expect(try upload.open("full.gif").pixels() == upload.open("original").pixels())
    }

    @Test func `a progressive JPEG and an interlaced PNG are taken`() throws {
        for type in [PictureType.jpeg, .png] {
            let upload = try UploadDirectory(
                SamplePicture(type: type, width: 300, height: 200).with { $0.isProgressive = true }
            )

            #expect(try upload.makeVariants().variants.count == 3)
        }
    }

    @Test func `the type in the bytes counts, whatever the file is called`() throws {
        // An upload has no name here at all; a PNG sent as photo.jpg arrives as these bytes.
        let upload = try UploadDirectory(SamplePicture(type: .png, width: 200, height: 200))

        #expect(try upload.makeVariants().variants.first?.file == "full.png")
    }
}
