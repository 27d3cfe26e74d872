import Images

/// One uploaded picture as pages and feeds show it.
struct Photo: Sendable, Equatable {
    /// Of the upload.
    let id: Int64
    /// 32 hex digits: the name of the upload, in its address.
    let name: String
    /// Alternative text that came with the upload.
    let alt: String?
    /// Whether the full size moves; the smaller ones never do.
    let isAnimated: Bool
    /// The colour that it has on the whole, two bits each of red, green and blue; nil where that isn't known, or its ground
    /// shines through.
    var tone: Int?
    /// The files that were made, largest first; never empty. A size may be there a second time, as AVIF.
    var variants: [Variant]

    /// The public rendition in full size.
    var full: Variant? { usual.first { $0.size == .full } }

    /// The still rendition for previews on other sites, which don't take very large files.
    var preview: Variant? { usual.first { $0.size == .large } ?? full }

    /// The files that every browser shows.
    var usual: [Variant] { variants.filter { $0.mediaType != Self.alternativeType } }

    /// Smaller ones for browsers that can show them.
    var alternatives: [Variant] { variants.filter { $0.mediaType == Self.alternativeType } }

    static let alternativeType = "image/avif"

    /// One size of a picture.
    struct Variant: Sendable, Equatable {
        let size: Size
        let file: String
        let mediaType: String
        /// Pixels.
        let width: Int
        let height: Int
        let sizeBytes: Int
    }

    /// The sizes that exist, largest first.
    typealias Size = PictureVariant.Name

    /// Path part of the address of one variant.
    func path(of variant: Variant) -> String { MediaFolder.path(of: name, file: variant.file) }
}
