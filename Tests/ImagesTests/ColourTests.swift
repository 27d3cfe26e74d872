import CVips
import Testing

@testable import Images

@Suite struct `Colour of an upload` {
    @Test(arguments: [PictureType.png, .webp, .gif])
    func `alpha is kept in every size`(type: PictureType) throws {
        let upload = try UploadDirectory(
            SamplePicture(type: type, width: 400, height: 400).with {
                $0.scene = .quarters
                $0.hasAlpha = true
            }
        )
        let expected: ClosedRange<UInt8> = type == .gif ? 0...0 : 124...132

        let report = try upload.makeVariants()

        for variant in report.variants {
            let image = try upload.open(variant.file).convertedToWebColour().materialised()
            #expect(image.hasAlpha, "\(variant.file)")
            #expect(expected.contains(try image.pixel(variant.width / 4, variant.height / 4)[3]))
            #expect(try image.pixel(variant.width / 4, variant.height * 3 / 4)[3] == 255)
        }
    }

    @Test(arguments: [PictureType.heic, .avif])
    func `a transparent picture stands on white where JPEG takes its place`(type: PictureType) throws {
        let upload = try UploadDirectory(
            SamplePicture(type: type, width: 400, height: 400).with {
                $0.scene = .quarters
                $0.hasAlpha = true
            }
        )

        _ = try upload.makeVariants()

        // Red at half strength on white.
        let pixel = try upload.open("full.jpg").pixel(100, 100)
        #expect(pixel.count == 3)
        #expect(pixel[0] > 220 && (110...165).contains(pixel[1]) && (110...165).contains(pixel[2]), "\(pixel)")
        #expect(try upload.open("small.webp").hasAlpha)
    }

    @Test(arguments: [PictureType.jpeg, .png, .webp, .avif])
    func `a wide colour space becomes sRGB, not another colour`(type: PictureType) throws {
        let upload = try UploadDirectory(
            SamplePicture(type: type, width: 400, height: 400).with {
                $0.scene = .quarters
                $0.isWideGamut = true
            }
        )

        let report = try upload.makeVariants()

        for variant in report.variants {
            let pixel = try upload.open(variant.file).pixel(variant.width / 4, variant.height / 4)
            #expect(isNear(pixel, [230, 20, 20], by: 12), "\(variant.file) \(pixel)")
        }
    }

    @Test func `CMYK becomes sRGB`() throws {
        let cmyk = try pixels(64, 64, [0, 255, 255, 0]).applying("copy", ["interpretation": .text("cmyk")])
        let upload = try UploadDirectory(original: cmyk.encoded("jpegsave_target"))
        #expect(try upload.open("original").bands == 4)

        _ = try upload.makeVariants()

        let pixel = try upload.open("full.jpg").pixel(32, 32)
        #expect(pixel.count == 3)
        #expect(pixel[0] > 180 && pixel[1] < 90 && pixel[2] < 90, "\(pixel)")
    }

    @Test(arguments: [(3, [200, 100, 50] as [UInt8]), (4, [200, 100, 50, 128]), (1, [77])])
    func `16 bits become 8`(bands: Int, colour: [UInt8]) throws {
        let deep = try pixels(64, 64, colour)
            .applying("linear", ["a": .text("257"), "b": .text("0")])
            .applying("cast", ["format": .text("ushort")])
            .applying("copy", ["interpretation": .text(bands == 1 ? "grey16" : "rgb16")])
        let upload = try UploadDirectory(original: deep.encoded("pngsave_target"))
        #expect(try upload.open("original").format == VIPS_FORMAT_USHORT)

        _ = try upload.makeVariants()

        let full = try upload.open("full.png")
        #expect(full.format == VIPS_FORMAT_UCHAR)
        #expect(isNear(try full.pixel(32, 32), colour, by: 1))
    }

    @Test func `grey stays grey`() throws {
        let upload = try UploadDirectory(original: pixels(64, 64, [99]).encoded("jpegsave_target"))

        _ = try upload.makeVariants()

        let full = try upload.open("full.jpg")
        #expect(full.bands == 1)
        #expect(isNear(try full.pixel(32, 32), [99], by: 2))
    }

    @Test func `a profile that does not fit its picture is passed over`() throws {
        let image = try pixels(64, 64, [200, 100, 50]).applying("copy")
        image.set(VIPS_META_ICC_NAME, to: Array("this is not a profile".utf8))
        let upload = try UploadDirectory(original: image.encoded("jpegsave_target"))

        _ = try upload.makeVariants()

        #expect(isNear(try upload.open("full.jpg").pixel(32, 32), [200, 100, 50], by: 3))
    }

    private func pixels(_ width: Int, _ height: Int, _ colour: [UInt8]) throws -> Raster {
        try VipsRuntime.start()
        let bytes = Array(repeatElement(colour, count: width * height).joined())
        return try Raster.of(pixels: bytes, width: width, height: height, bands: colour.count)
    }

    private func isNear(_ pixel: [UInt8], _ other: [UInt8], by distance: Int) -> Bool {
        pixel.count == other.count && zip(pixel, other).allSatisfy { abs(Int($0) - Int($1)) <= distance }
    }
}
