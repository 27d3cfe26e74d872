import CVips

@testable import Images

/// The colours of a picture's four corners, by name.
struct Corners: Equatable, CustomStringConvertible {
    let topLeft: String
    let topRight: String
    let bottomRight: String
    let bottomLeft: String

    /// The corners of ``SamplePicture/Scene/quarters`` as drawn.
    static let upright = Corners(topLeft: "red", topRight: "green", bottomRight: "blue", bottomLeft: "yellow")

    var description: String { "\(topLeft) \(topRight) / \(bottomLeft) \(bottomRight)" }
}

extension Raster {
    /// Names the colours a little inside the corners.
    func corners() throws -> Corners {
        let image = try convertedToWebColour().materialised()
        let pixels = try image.pixels()
        func name(_ x: Int, _ y: Int) -> String {
            let start = (y * image.width + x) * image.bands
            switch pixels[start..<(start + 3)].map({ $0 > 128 }) {
            case [true, false, false]: return "red"
            case [false, true, false]: return "green"
            case [false, false, true]: return "blue"
            case [true, true, false]: return "yellow"
            default: return "\(pixels[start..<(start + 3)])"
            }
        }
        let right = image.width * 9 / 10
        let bottom = image.height * 9 / 10
        return Corners(
            topLeft: name(image.width / 10, image.height / 10),
            topRight: name(right, image.height / 10),
            bottomRight: name(right, bottom),
            bottomLeft: name(image.width / 10, bottom)
        )
    }

    /// The bands of one pixel.
    func pixel(_ x: Int, _ y: Int) throws -> [UInt8] {
        let image = try convertedToWebColour().materialised()
        let start = (y * image.width + x) * image.bands
        return Array(try image.pixels()[start..<(start + image.bands)])
    }

    /// A metadata field of whole numbers; empty when there is none.
    func numbers(_ field: String) -> [Int] {
        let type = vips_image_get_typeof(handle, field)
        if type == 0 { return [] }
        // Asked by type: a getter that fails would write into the error buffer that all pictures share.
        guard type == vips_array_int_get_type() else {
            var value: Int32 = 0
            return vips_image_get_int(handle, field, &value) == 0 ? [Int(value)] : []
        }
        var values: UnsafeMutablePointer<Int32>?
        var count: Int32 = 0
        guard vips_image_get_array_int(handle, field, &values, &count) == 0 else { return [] }
        return UnsafeBufferPointer(start: values, count: Int(count)).map { Int($0) }
    }
}
