/// Looking at a picture's colours on the whole.
extension Raster {
    /// The colour that most of an 8-bit picture in memory has, as a number from 0 to 63: see ``PictureReport/tone``.
    func tone() throws -> Int {
        var image = self
        if max(width, height) > 16 {
            image = try applying(
                "thumbnail_image",
                ["width": .int(16), "height": .int(16), "size": .text("force"), "no-rotate": .int(1)]
            ).materialised()
        }
        if image.hasAlpha { image = try image.onWhite() }
        let pixels = try image.pixels()
        let isGrey = image.bands < 3
        var counts = [Int](repeating: 0, count: 64)
        for start in stride(from: 0, to: pixels.count, by: image.bands) {
            let colour = (0..<3).reduce(0) { sum, band in
                sum << 2 | (Int(pixels[isGrey ? start : start + band]) * 3 + 127) / 255
            }
            counts[colour] += 1
        }
        return counts.indices.reduce(0) { counts[$1] > counts[$0] ? $1 : $0 }
    }

    /// Whether an 8-bit picture in memory has no more than so many colours, with alpha told apart.
    func hasColours(atMost most: Int) throws -> Bool {
        let pixels = try pixels()
        var seen: Set<UInt32> = []
        var last: UInt32?
        for start in stride(from: 0, to: pixels.count, by: bands) {
            let colour = pixels[start..<(start + bands)].reduce(0) { $0 << 8 | UInt32($1) }
            // Neighbours are mostly alike where colours are few.
            if colour == last { continue }
            last = colour
            if seen.insert(colour).inserted, seen.count > most { return false }
        }
        return true
    }
}
