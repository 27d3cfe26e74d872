/// Which sizes a picture gets, and how large each becomes. Pure arithmetic.
struct VariantPlan {
    struct Size: Equatable {
        let name: PictureVariant.Name
        let width: Int
        let height: Int
    }

    /// The sizes that keep the whole picture, from large to small.
    let scaled: [Size]
    /// The square cut from the middle.
    let thumb: Size

    /// Plans the sizes of an upright picture: none larger than the picture itself, `small` and `thumb` always.
    ///
    /// A size that would be as wide as the picture is left out, for the full size serves there. A picture so high that a
    /// size would pass what WebP can hold gets that size narrower.
    init(width: Int, height: Int) {
        let widths: [(name: PictureVariant.Name, width: Int)] = [(.large, 1280), (.medium, 640), (.small, 320)]
        scaled = widths.filter { $0.name == .small || $0.width < width }.map { size in
            let scale = min(1, Double(size.width) / Double(width), Double(Self.webPDimension) / Double(height))
            return Size(
                name: size.name,
                width: max(1, Int((Double(width) * scale).rounded())),
                height: max(1, Int((Double(height) * scale).rounded()))
            )
        }
        let side = min(150, width, height)
        thumb = Size(name: .thumb, width: side, height: side)
    }

    /// The most pixels in one direction of a WebP picture (14 bits).
    ///
    /// - SeeAlso: <https://developers.google.com/speed/webp/docs/riff_container#extended_file_format>
    private static let webPDimension = 16_383
}
