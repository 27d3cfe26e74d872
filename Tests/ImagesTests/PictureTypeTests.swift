import Testing

@testable import Images

@Suite struct `Type of a picture from its first bytes` {
    @Test(arguments: [
        ([0xFF, 0xD8, 0xFF, 0xE0] as [UInt8], PictureType.jpeg),
        ([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A], .png),
        (Array("GIF87a".utf8), .gif),
        (Array("GIF89a".utf8), .gif),
        (Array("RIFF".utf8) + [9, 0, 0, 0] + Array("WEBPVP8 ".utf8), .webp),
    ])
    func `is found for each signature`(head: [UInt8], type: PictureType) {
        #expect(PictureType.sniff(head) == type)
    }

    @Test(arguments: [
        ("avif", ["mif1", "miaf"], PictureType.avif),
        ("avis", ["msf1"], .avif),
        ("mif1", ["heic", "avif"], .avif),
        ("heic", ["mif1", "avif"], .heic),
        ("heix", [], .heic),
        ("hevc", ["msf1"], .heic),
        ("mif1", ["heic"], .heic),
        ("mif1", [], .heic),
        ("msf1", ["hevc"], .heic),
        ("MiHB", ["mif1", "heic"], .heic),
    ])
    func `follows the brands of the media box`(major: String, compatible: [String], type: PictureType) {
        #expect(PictureType.sniff(mediaBox(major: major, compatible: compatible)) == type)
    }

    @Test func `stops at the end of the media box`() {
        let box = mediaBox(major: "isom", compatible: ["mp42"])

        #expect(PictureType.sniff(box + Array("avifheic".utf8)) == nil)
    }

    @Test func `ignores a minor version that looks like a brand`() {
        var box = mediaBox(major: "isom", compatible: ["mp42"])
        box.replaceSubrange(12..<16, with: Array("avif".utf8))

        #expect(PictureType.sniff(box) == nil)
    }

    @Test(arguments: [
        "", "G", "GIF88a", "RIFF\0\0\0\0WAVEfmt ", "%PDF-1.7", "<svg xmlns=", "P6\n1 1\n255\n", "II*\0\u{8}\0\0\0",
        "hello, this is text", "\0\0\0\u{18}ftypisom\0\0\0\0mp42", "\0\0\0\0ftyp", "\u{8}\0\0\0ftypavi",
    ])
    func `is none for other files`(text: String) {
        #expect(PictureType.sniff(text.utf8) == nil)
    }

    @Test func `is none for a box that ends inside its header`() {
        for length in 0..<16 {
            #expect(PictureType.sniff(mediaBox(major: "isom", compatible: []).prefix(length)) == nil)
        }
    }

    @Test func `is read from no more than its share of bytes`() {
        let brands = Array(repeating: "zzzz", count: 40) + ["avif"]

        #expect(PictureType.sniff(mediaBox(major: "mif1", compatible: brands)) == .heic)
    }

    @Test func `is published as itself but for HEIC and AVIF`() {
        #expect(PictureType.allCases.map(\.publicType) == [.jpeg, .png, .webp, .gif, .jpeg, .jpeg])
        #expect(PictureType.allCases.map(\.fileExtension) == ["jpg", "png", "webp", "gif", "heic", "avif"])
        #expect(PictureType.jpeg.mediaType == "image/jpeg")
    }

    private func mediaBox(major: String, compatible: [String]) -> [UInt8] {
        let brands = ([major, "\0\0\0\0"] + compatible).flatMap { Array($0.utf8) }
        return [0, 0, 0, UInt8(truncatingIfNeeded: brands.count + 8)] + Array("ftyp".utf8) + brands
    }
}
