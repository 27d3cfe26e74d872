/// The colours of one hour of the day.
struct LandscapePalette {
    let skyTop: LandscapeColour
    let skyLow: LandscapeColour
    let sun: LandscapeColour
    let seaFar: LandscapeColour
    let seaNear: LandscapeColour
    /// From far to near.
    let hills: [LandscapeColour]
    /// What all hills fade into at their feet.
    let ground: LandscapeColour

    static let all = [dawn, noon, evening, dusk, mist]

    private static let dawn = LandscapePalette(
        skyTop: .init(0x5B7DB1),
        skyLow: .init(0xF9D5B5),
        sun: .init(0xFFF3D6),
        seaFar: .init(0xC9B7B0),
        seaNear: .init(0x55708F),
        hills: [.init(0x8F93B0), .init(0x5F6F8A), .init(0x33475A)],
        ground: .init(0x2B3A44)
    )
    private static let noon = LandscapePalette(
        skyTop: .init(0x2F7FD0),
        skyLow: .init(0xCFE8F7),
        sun: .init(0xFFFDF2),
        seaFar: .init(0x6FB4CF),
        seaNear: .init(0x1B6A8C),
        hills: [.init(0x8FB3A6), .init(0x5F9462), .init(0x35703F)],
        ground: .init(0x4E7F3A)
    )
    private static let evening = LandscapePalette(
        skyTop: .init(0x31376B),
        skyLow: .init(0xFF9A5A),
        sun: .init(0xFFE9A8),
        seaFar: .init(0xD98A62),
        seaNear: .init(0x3A3560),
        hills: [.init(0x7C4A68), .init(0x4E3054), .init(0x2A1D38)],
        ground: .init(0x1C1428)
    )
    private static let dusk = LandscapePalette(
        skyTop: .init(0x101C3C),
        skyLow: .init(0x6C6FA8),
        sun: .init(0xF4F1E0),
        seaFar: .init(0x4D5688),
        seaNear: .init(0x141E3E),
        hills: [.init(0x39436F), .init(0x232C52), .init(0x121935)],
        ground: .init(0x0C1126)
    )
    private static let mist = LandscapePalette(
        skyTop: .init(0xA9B9BE),
        skyLow: .init(0xE8EBE4),
        sun: .init(0xFFFFFA),
        seaFar: .init(0xD0D8D6),
        seaNear: .init(0x8CA3A6),
        hills: [.init(0xB3C2C0), .init(0x7F9A94), .init(0x4C6B63)],
        ground: .init(0x3E5A4C)
    )
}

/// A colour on its way to a pixel: red, green and blue from 0 to 255.
struct LandscapeColour {
    private var red: Float
    private var green: Float
    private var blue: Float

    /// From the usual hexadecimal form, `0xRRGGBB`.
    init(_ hexadecimal: UInt32) {
        red = Float(hexadecimal >> 16 & 0xFF)
        green = Float(hexadecimal >> 8 & 0xFF)
        blue = Float(hexadecimal & 0xFF)
    }

    /// This colour at 0, the other at 1.
    func mixed(with other: LandscapeColour, _ share: Float) -> LandscapeColour {
        var mixed = self
        mixed.red += (other.red - red) * share
        mixed.green += (other.green - green) * share
        mixed.blue += (other.blue - blue) * share
        return mixed
    }

    func append(to pixels: inout [UInt8], grain: Int32) {
        pixels.append(UInt8(clamping: Int32(red) + grain))
        pixels.append(UInt8(clamping: Int32(green) + grain))
        pixels.append(UInt8(clamping: Int32(blue) + grain))
    }
}
