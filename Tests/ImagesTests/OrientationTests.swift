import Testing

@testable import Images

@Suite struct `Turning upright` {
    @Test(arguments: 1...8, [PictureType.jpeg, .webp])
    func `each orientation comes out upright in every size`(orientation: Int, type: PictureType) throws {
        let upload = try UploadDirectory(
            SamplePicture(type: type, width: 480, height: 320).with {
                $0.scene = .quarters
                $0.orientation = orientation
            }
        )
        if orientation != 1 {
            #expect(try upload.open("original").corners() != .upright, "the sample itself must be stored turned")
        }

        let report = try upload.makeVariants()

        #expect((report.width, report.height) == (480, 320))
        #expect(report.variants.map(\.width) == [480, 320, 150])
        for variant in report.variants {
            let image = try upload.open(variant.file)
            #expect((image.width, image.height) == (variant.width, variant.height))
            #expect(try image.corners() == .upright, "\(variant.name)")
        }
    }

    @Test func `HEIC ignores the orientation in its EXIF, for its container turns it`() throws {
        let upload = try UploadDirectory(
            SamplePicture(type: .heic, width: 320, height: 480).with {
                $0.scene = .quarters
                $0.orientation = 6
            }
        )
        let stored = try upload.open("original").corners()

        let report = try upload.makeVariants()

        #expect((report.width, report.height) == (480, 320))
        #expect(try upload.open("full.jpg").corners() == stored)
    }

    @Test func `a PNG with an EXIF chunk comes out upright`() throws {
        var bytes = try SamplePicture(type: .png, width: 300, height: 200).with { $0.scene = .quarters }.encoded()
        // After the signature and the header chunk: 8 + 25 bytes.
        bytes.insert(contentsOf: pngChunk("eXIf", exif(orientation: 3)), at: 33)
        let upload = try UploadDirectory(original: bytes)

        _ = try upload.makeVariants()

        let corners = try upload.open("full.png").corners()
        #expect(corners == Corners(topLeft: "blue", topRight: "yellow", bottomRight: "red", bottomLeft: "green"))
        #expect(!(try upload.bytes(of: "full.png")).contains("eXIf"))
    }

    @Test(arguments: [true, false])
    func `the orientation of a PNG is read in both byte orders`(isLittleEndian: Bool) {
        let head = pngStart + pngChunk("eXIf", exif(orientation: 7, isLittleEndian: isLittleEndian))

        #expect(PNGOrientation.read(from: head) == 7)
    }

    @Test func `the orientation of a PNG is 1 when its EXIF is broken, absent or comes after the pixels`() {
        let whole = pngChunk("eXIf", exif(orientation: 6))

        #expect(PNGOrientation.read(from: pngStart) == 1)
        #expect(PNGOrientation.read(from: pngStart + pngChunk("IDAT", []) + whole) == 1)
        #expect(PNGOrientation.read(from: pngStart + pngChunk("eXIf", exif(orientation: 9))) == 1)
        #expect(PNGOrientation.read(from: pngStart + pngChunk("eXIf", Array(repeating: 0xFF, count: 40))) == 1)
        for length in 0..<exif(orientation: 6).count - 2 {
            let cut = Array(exif(orientation: 6).prefix(length))
            #expect(PNGOrientation.read(from: pngStart + pngChunk("eXIf", cut)) == 1)
            #expect(PNGOrientation.read(from: pngStart + whole.prefix(length)) == 1)
        }
    }

    @Test func `the orientation of a PNG is 1 for a directory that lies about its place`() {
        for offset in [UInt8(0), 7, 200, 255] {
            var block = exif(orientation: 6)
            block[4] = offset
            block[7] = offset
            #expect(PNGOrientation.read(from: pngStart + pngChunk("eXIf", block)) == 1)
        }
    }

    private let pngStart: [UInt8] = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]

    /// A TIFF structure with two entries, the second the orientation.
    private func exif(orientation: UInt8, isLittleEndian: Bool = true) -> [UInt8] {
        if isLittleEndian {
            return [0x49, 0x49, 42, 0, 8, 0, 0, 0, 2, 0]
                + [0x00, 0x01, 3, 0, 1, 0, 0, 0, 5, 0, 0, 0]
                + [0x12, 0x01, 3, 0, 1, 0, 0, 0, orientation, 0, 0, 0]
        }
        return [0x4D, 0x4D, 0, 42, 0, 0, 0, 8, 0, 2]
            + [0x01, 0x00, 0, 3, 0, 0, 0, 1, 0, 5, 0, 0]
            + [0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, orientation, 0, 0]
    }
}
