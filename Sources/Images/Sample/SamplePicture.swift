/// A picture that the program draws itself, for sample sites and for tests: the same value gives the same picture.
package struct SamplePicture: Codable, Equatable, Sendable {
    /// What the picture shows.
    package enum Scene: String, Codable, Sendable {
        /// Hills, sea and sun, with a little grain like a photo's; another one for each seed.
        case landscape
        /// Four plain quarters, clockwise from top left: red, green, blue, yellow.
        case quarters
    }

    package var type: PictureType
    /// The size as it is seen. With orientations from 5 on the file stores it lying on its side.
    package var width: Int
    package var height: Int
    package var seed: UInt64 = 1
    package var scene = Scene.landscape
    /// The EXIF orientation, 1 to 8, by which the file is stored turned. Only JPEG and WebP show it.
    package var orientation = 1
    /// Whether the file carries what cameras and programs leave in one: EXIF with a place, XMP, IPTC, a comment.
    package var hasMetadata = false
    /// Whether the colours are Display P3, with the profile embedded.
    package var isWideGamut = false
    /// Whether a JPEG is progressive, or a PNG interlaced.
    package var isProgressive = false
    /// Whether the upper half is half transparent; not for JPEG.
    package var hasAlpha = false
    /// More than 1 makes a GIF or WebP move; other formats show the first frame.
    package var frames = 1

    package init(type: PictureType, width: Int, height: Int, seed: UInt64 = 1) {
        self.type = type
        self.width = width
        self.height = height
        self.seed = seed
    }

    /// Draws the picture and writes it to a new file.
    ///
    /// - Throws: ``PictureFileError`` when the file is there already or cannot be written.
    package func write(to path: String) throws {
        try encoded().withUnsafeBytes { try NewFile.write([$0], to: path) }
    }

    /// Draws the picture and returns the bytes of its file. Runs libvips in this process.
    package func encoded() throws -> [UInt8] {
        try VipsRuntime.start()
        let bytes = try SampleEncoder(picture: self).encode(drawn())
        return hasMetadata ? SampleMetadata.insertingComment(into: bytes, type: type) : bytes
    }

    /// All frames below each other, upright, with alpha when it is wanted.
    private func drawn() throws -> Raster {
        let count = isAnimation ? frames : 1
        var pixels: [UInt8] = []
        pixels.reserveCapacity(width * height * 3 * count)
        for frame in 0..<count {
            switch scene {
            case .landscape:
                let time = Float(frame) / Float(count)
                Landscape(width: width, height: height, seed: seed, time: time).draw(into: &pixels)
            case .quarters: drawQuarters(into: &pixels)
            }
        }
        let picture = try Raster.of(pixels: pixels, width: width, height: height * count, bands: 3)
        return hasAlpha && type != .jpeg ? try addingAlpha(to: picture, frames: count) : picture
    }

    var isAnimation: Bool { frames > 1 && [.gif, .webp].contains(type) }

    private func drawQuarters(into pixels: inout [UInt8]) {
        func row(_ left: [UInt8], _ right: [UInt8]) -> [UInt8] {
            let halves = [Array(repeating: left, count: width / 2), Array(repeating: right, count: width - width / 2)]
            return Array(halves.joined().joined())
        }
        let upper = row([230, 20, 20], [20, 200, 20])
        let lower = row([230, 220, 20], [20, 20, 230])
        for y in 0..<height {
            pixels += y < height / 2 ? upper : lower
        }
    }

    private func addingAlpha(to picture: Raster, frames: Int) throws -> Raster {
        let colours = try picture.pixels()
        let half = type == .gif ? UInt8(0) : 128
        var pixels: [UInt8] = []
        pixels.reserveCapacity(colours.count / 3 * 4)
        for (index, start) in stride(from: 0, to: colours.count, by: 3).enumerated() {
            pixels += colours[start..<(start + 3)]
            pixels.append(index / width % height < height / 2 ? half : 255)
        }
        return try Raster.of(pixels: pixels, width: width, height: height * frames, bands: 4)
    }
}
