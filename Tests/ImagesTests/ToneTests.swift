import Testing

@testable import Images

@Suite struct `The tone of a picture` {
    @Test(arguments: [
        ([0, 0, 0], 0), ([255, 255, 255], 63), ([255, 0, 0], 48), ([0, 255, 0], 12), ([0, 0, 255], 3),
        ([42, 43, 127], 0b00_01_01), ([128, 212, 213], 0b10_10_11), ([170, 85, 0], 0b10_01_00),
    ])
    func `two bits of red, green and blue`(colour: [UInt8], tone: Int) throws {
        #expect(try report(Array(repeatElement(colour, count: 1600)), width: 40, bands: 3).tone == tone)
    }

    @Test func `that of most pixels, not the mean of all`() throws {
        let pixels = (0..<1600).map { index -> [UInt8] in index % 40 < 25 ? [250, 5, 5] : [5, 5, 250] }

        #expect(try report(pixels, width: 40, bands: 3).tone == 48)
    }

    @Test(arguments: [(UInt8(0), 63), (255, 0), (130, 0b01_01_01)])
    func `transparent places are white`(alpha: UInt8, tone: Int) throws {
        #expect(try report(Array(repeatElement([0, 0, 0, alpha], count: 1600)), width: 40, bands: 4).tone == tone)
    }

    @Test(arguments: [1, 40])
    func `a grey of a picture of greys, however small`(side: Int) throws {
        let pixels = [[UInt8]](repeating: [128], count: side * side)

        #expect(try report(pixels, width: side, bands: 1).tone == 0b10_10_10)
    }

    @Test func `that of the middle, which the thumb shows`() throws {
        let pixels = (0..<2000).map { index -> [UInt8] in (40..<60).contains(index % 100) ? [0, 255, 0] : [255, 0, 0] }

        #expect(try report(pixels, width: 100, bands: 3).tone == 12)
    }

    private func report(_ pixels: [[UInt8]], width: Int, bands: Int) throws -> PictureReport {
        try VipsRuntime.start()
        let picture = try Raster.of(
            pixels: Array(pixels.joined()),
            width: width,
            height: pixels.count / width,
            bands: bands
        )
        return try UploadDirectory(original: picture.encoded("pngsave_target")).makeVariants()
    }
}
