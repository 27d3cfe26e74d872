import Glibc

/// A view over hills and the sea with the sun low above it, drawn pixel by pixel; the seed chooses hour and shapes.
///
/// Everything is measured in parts of the picture's height, so one seed shows the same view at any size.
struct Landscape {
    private let width: Int
    private let height: Int
    private let palette: LandscapePalette
    private let horizon: Float
    private let sun: (x: Float, y: Float, radius: Float)
    private let waveShift: Float
    private let grainSeed: UInt32
    /// For each ridge from far to near, the height of its edge in every column.
    private let ridges: [[Float]]

    /// - Parameter time: from 0 to 1 for an animation: the sea moves, and the sun sinks a little.
    init(width: Int, height: Int, seed: UInt64, time: Float) {
        var random = SampleRandom(seed: seed)
        self.width = width
        self.height = height
        // In turn, so that neighbouring seeds look different.
        palette = LandscapePalette.all[Int(seed % UInt64(LandscapePalette.all.count))]
        let isCoast = random.next() % 5 < 3
        let aspect = Float(width) / Float(height)
        horizon = random.number(in: 0.5...0.62)
        sun = (
            x: aspect * random.number(in: 0.2...0.8),
            y: horizon - random.number(in: 0.06...0.3) + 0.05 * time,
            radius: random.number(in: 0.035...0.06)
        )
        waveShift = time * 2 * .pi
        grainSeed = UInt32(truncatingIfNeeded: random.next()) &+ UInt32(time * 1000)
        var ridges: [[Float]] = []
        for layer in 0..<palette.hills.count {
            // On the coast the hills stand along the lower edge and leave the sea open.
            let base = isCoast ? horizon + 0.17 + 0.13 * Float(layer) : horizon - 0.03 + 0.16 * Float(layer)
            let ridge = Ridge(base: base, layer: layer, random: &random)
            ridges.append((0..<width).map { ridge.edge(at: Float($0) / Float(height)) })
        }
        self.ridges = ridges
    }

    /// Appends the picture, three bytes a pixel, row by row.
    func draw(into pixels: inout [UInt8]) {
        for row in 0..<height {
            let y = Float(row) / Float(height)
            let depth = max(0, (y - horizon) / (1 - horizon))
            let light = RowLight(
                sky: palette.skyTop.mixed(with: palette.skyLow, min(1, y / horizon)),
                sea: palette.seaFar.mixed(with: palette.seaNear, depth),
                crest: sin(depth.squareRoot() * 260 + waveShift),
                reach: 0.1 + depth * 0.5
            )
            for column in 0..<width {
                let colour = colour(column, y, light, behind: ridges.count)
                colour.append(to: &pixels, grain: grain(row, column))
            }
        }
    }

    /// What is the same all along a row.
    private struct RowLight {
        let sky: LandscapeColour
        let sea: LandscapeColour
        /// Where on a wave the row lies, from -1 to 1, and how wide the sun's path is there.
        let crest: Float
        let reach: Float
    }

    /// The colour of the nearest thing at this place, leaving out the ridges from number `behind` on.
    private func colour(_ column: Int, _ y: Float, _ light: RowLight, behind: Int) -> LandscapeColour {
        var layer = behind
        while layer > 0 {
            layer -= 1
            let below = y - ridges[layer][column]
            if below <= 0 { continue }
            let ground = palette.hills[layer].mixed(with: palette.ground, min(1, below * 2.2) * 0.55)
            // The first pixel of a ridge is mixed with what is behind it, so that the ridge has no steps.
            let cover = below * Float(height)
            return cover >= 1 ? ground : colour(column, y, light, behind: layer).mixed(with: ground, cover)
        }
        let x = Float(column) / Float(height)
        return y < horizon ? glowing(light.sky, x, y) : glittering(light, x)
    }

    private func glowing(_ sky: LandscapeColour, _ x: Float, _ y: Float) -> LandscapeColour {
        let distance = (x - sun.x) * (x - sun.x) + (y - sun.y) * (y - sun.y)
        let disc = sun.radius * sun.radius
        if distance < disc { return palette.sun }
        let halo = disc / distance
        return sky.mixed(with: palette.sun, min(1, halo * halo * 0.6 + halo * 0.35))
    }

    private func glittering(_ light: RowLight, _ x: Float) -> LandscapeColour {
        let offset = (x - sun.x) / (sun.radius * (1 + light.reach * 6))
        let path = 1 / (1 + offset * offset)
        return light.sea.mixed(with: palette.sun, path * (0.35 + 0.3 * light.crest))
    }

    /// A number around 0 that differs for each pixel.
    ///
    /// Strong enough that a file of 12 million pixels is about as large as a camera's.
    private func grain(_ row: Int, _ column: Int) -> Int32 {
        var bits = UInt32(truncatingIfNeeded: row &* 65_537 &+ column) ^ grainSeed
        bits = (bits ^ (bits >> 16)) &* 0x7FEB_352D
        bits = (bits ^ (bits >> 15)) &* 0x846C_A68B
        return Int32((bits >> 8) & 15) + Int32((bits >> 20) & 7) - 11
    }
}

/// The edge of one range of hills: a few waves of falling height.
private struct Ridge {
    private let base: Float
    private var waves: [(frequency: Float, phase: Float, size: Float)] = []

    init(base: Float, layer: Int, random: inout SampleRandom) {
        self.base = base
        var size: Float = 0.05 + 0.02 * Float(layer)
        var frequency = random.number(in: 1.5...2.5)
        for _ in 0..<7 {
            waves.append((frequency, random.number(in: 0...6.28), size))
            frequency *= random.number(in: 1.7...2.4)
            size *= 0.52
        }
    }

    func edge(at x: Float) -> Float {
        waves.reduce(base) { $0 + sin(x * $1.frequency + $1.phase) * $1.size }
    }
}
