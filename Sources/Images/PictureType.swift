/// The picture formats that may be uploaded, told apart by their first bytes and never by a name or a header.
///
/// Pure: safe in the server process, touches no decoder.
package enum PictureType: String, Codable, CaseIterable, Sendable {
    case jpeg, png, webp, gif, heic, avif

    /// How many leading bytes of a file ``sniff(_:)`` looks at.
    package static let sniffLength = 64

    /// Tells the format from the first bytes of a file, `nil` when it is none that is accepted.
    ///
    /// For the ISO media family the major brand decides when it names a codec; a general brand (`mif1`, `msf1`) leaves
    /// the word to the compatible brands, where AVIF wins: it must be listed by every AVIF file, while AVIF writers also
    /// list the general ones.
    ///
    /// - Parameter head: the start of the file; at most ``sniffLength`` bytes are read.
    package static func sniff(_ head: some Collection<UInt8>) -> PictureType? {
        let head = Array(head.prefix(sniffLength))
        if head.starts(with: [0xFF, 0xD8, 0xFF]) { return .jpeg }
        if head.starts(with: [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]) { return .png }
        if head.starts(with: "GIF87a".utf8) || head.starts(with: "GIF89a".utf8) { return .gif }
        guard head.count >= 12 else { return nil }
        if head.starts(with: "RIFF".utf8), head[8..<12].elementsEqual("WEBP".utf8) { return .webp }
        if head[4..<8].elementsEqual("ftyp".utf8) { return sniffBrands(head) }
        return nil
    }

    /// The media type as sent in `Content-Type`.
    package var mediaType: String { "image/\(rawValue)" }

    /// The file name's extension, without the dot.
    package var fileExtension: String { self == .jpeg ? "jpg" : rawValue }

    /// The format in which the full-size rendition is published: browsers do not all show HEIC and AVIF.
    package var publicType: PictureType {
        switch self {
        case .heic, .avif: .jpeg
        case .jpeg, .png, .webp, .gif: self
        }
    }

    /// Reads an `ftyp` box: length, name, major brand, minor version, then compatible brands up to the box's length.
    private static func sniffBrands(_ head: [UInt8]) -> PictureType? {
        let boxLength = head.prefix(4).reduce(0) { $0 << 8 | Int($1) }
        let brands = stride(from: 8, to: min(boxLength, head.count) - 3, by: 4)
            .filter { $0 != 12 }
            .map { String(decoding: head[$0..<($0 + 4)], as: UTF8.self) }
        guard let major = brands.first else { return nil }
        if avifBrands.contains(major) { return .avif }
        if heicBrands.contains(major) { return .heic }
        if brands.contains(where: avifBrands.contains) { return .avif }
        return brands.contains { heicBrands.contains($0) || generalBrands.contains($0) } ? .heic : nil
    }

    private static let avifBrands: Set = ["avif", "avis"]
    private static let heicBrands: Set = ["heic", "heix", "hevc", "hevx", "heim", "heis"]
    private static let generalBrands: Set = ["mif1", "msf1"]
}
