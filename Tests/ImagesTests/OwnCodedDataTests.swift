import Testing

@testable import Images

@Suite struct `The coded data of an upload` {
    @Test func `a JPEG keeps JFIF without a thumbnail, Adobe's mark and its profile, and no other application data`() {
        let jfif = segment(0xE0, Array("JFIF\0".utf8) + [1, 2, 0, 0, 72, 0, 72, 0, 0])
        let adobe = segment(0xEE, Array("Adobe".utf8) + [0, 100, 0, 0, 0, 0, 1])
        let profile = segment(0xE2, Array("ICC_PROFILE\0".utf8) + [1, 1, 9, 9])
        let thumbnail = segment(0xE0, Array("JFIF\0".utf8) + [1, 2, 0, 0, 72, 0, 72, 1, 1, 7, 7, 7])
        let others = [
            segment(0xE1, Array("Exif\0\0".utf8)), segment(0xED, Array("Photoshop".utf8)), segment(0xFE, [1]),
            segment(0xE2, Array("MPF\0".utf8)), segment(0xE0, Array("JFXX\0".utf8)), thumbnail,
        ]
        let tail: [UInt8] = [0xFF, 0xD8, 1, 2, 3]

        let file = start + jfif + others.joined() + adobe + profile + [0xFF] + table + frame(components: 3) + scan + end

        let expected = start + jfif + adobe + profile + table + frame(components: 3) + scan + end
        #expect(kept(of: file + tail, JPEGSegments.rangesOfPicture) == expected)
    }

    @Test func `a JPEG keeps all of its scans, and drops a comment between them`() {
        let file = start + frame(components: 1) + scan + segment(0xFE, [1]) + table + scan + end

        let expected = start + frame(components: 1) + scan + table + scan + end
        #expect(kept(of: file, JPEGSegments.rangesOfPicture) == expected)
    }

    @Test func `none of a JPEG for print, of one without an end, and of other files`() {
        let good = start + frame(components: 3) + scan + end
        #expect(kept(of: good, JPEGSegments.rangesOfPicture) == good)
        let bad = [
            start + frame(components: 4) + scan + end, start + scan, start + [1] + scan + end, [], end,
            start + segment(0xC9, [8, 0, 1, 0, 1, 3]) + scan + end,
        ]
        for file in bad + (0..<good.count).map({ Array(good.prefix($0)) }) {
            #expect(kept(of: file, JPEGSegments.rangesOfPicture) == nil)
        }
    }

    @Test func `a PNG keeps what makes and explains its colours`() {
        let names = ["IHDR", "gAMA", "cHRM", "sRGB", "iCCP", "PLTE", "tRNS", "IDAT", "IDAT", "IEND"]
        let others = ["tEXt", "zTXt", "iTXt", "eXIf", "tIME", "pHYs", "acTL", "prVt"]
        func file(_ names: [String]) -> [UInt8] { pngStart + names.flatMap { pngChunk($0, [1, 2, 3]) } }

        let found = kept(of: file(["IHDR"] + others + names.dropFirst()) + [9, 9], PNGChunks.rangesOfPicture)

        #expect(found == file(names))
    }

    @Test func `none of a PNG with a wrong checksum or a cut`() {
        let good = pngStart + pngChunk("IHDR", [1, 2]) + pngChunk("IDAT", [3]) + pngChunk("IEND", [])
        #expect(kept(of: good, PNGChunks.rangesOfPicture) == good)
        for position in 16..<22 {
            var bad = good
            bad[position] ^= 1
            #expect(kept(of: bad, PNGChunks.rangesOfPicture) == nil)
        }
        for length in 0..<good.count {
            #expect(kept(of: Array(good.prefix(length)), PNGChunks.rangesOfPicture) == nil)
        }
    }

    @Test func `a GIF keeps frames, timing and loop, and drops comments and other application data`() throws {
        let loop = gifExtension(0xFF, [Array("NETSCAPE2.0".utf8), [1, 0, 0]])
        let frame = gifExtension(0xF9, [[0, 8, 0, 0]]) + [0x2C, 0, 0, 0, 0, 1, 0, 1, 0, 0, 2, 2, 0x44, 1, 0]
        let others = gifExtension(0xFE, [[7, 7], [7]]) + gifExtension(0xFF, [Array("XMP DataXMP".utf8), [7]])
        let head = Array("GIF89a".utf8) + [1, 0, 1, 0, 0x80, 0, 0, 0, 0, 0, 255, 255, 255]

        let file = head + others + loop + frame + others + frame + others + [0x3B]

        let good = head + loop + frame + frame + [0x3B]
        #expect(kept(of: file + [1, 2], GIFBlocks.rangesOfPicture) == good)
        #expect(kept(of: head + gifExtension(1, [[1]]) + frame + [0x3B], GIFBlocks.rangesOfPicture) == nil)
        for length in 0..<good.count {
            #expect(kept(of: Array(good.prefix(length)), GIFBlocks.rangesOfPicture) == nil)
        }
    }

    @Test func `a WebP with a profile or with chunks of its own has none`() throws {
        for (change, isTaken) in [(Sample.plain, true), (.profile, false), (.unknownChunk, false), (.moving, true)] {
            let bytes = try change.webP()
            let pieces = bytes.withUnsafeBytes { WebPContainer.piecesOfPicture(in: $0) }
            #expect((pieces != nil) == isTaken, "\(change)")
        }
    }

    @Test(arguments: PictureType.allCases)
    func `noise and cuts do no harm`(type: PictureType) throws {
        let whole = try SamplePicture(type: type, width: 40, height: 30).with { $0.frames = 2 }.encoded()
        var random = SampleRandom(seed: 5)
        for _ in 0..<200 {
            var bytes = Array(whole.prefix(Int(random.next() % UInt64(whole.count))))
            for position in bytes.indices where random.next() % 50 == 0 {
                bytes[position] = UInt8(truncatingIfNeeded: random.next())
            }
            // Whatever comes out, every part of it lies in the file, or this would crash.
            for ranges in [JPEGSegments.rangesOfPicture, PNGChunks.rangesOfPicture, GIFBlocks.rangesOfPicture] {
                #expect(kept(of: bytes, ranges)?.count ?? 0 <= bytes.count)
            }
            _ = bytes.withUnsafeBytes { WebPContainer.piecesOfPicture(in: $0) }
        }
    }

    private enum Sample {
        case plain, profile, unknownChunk, moving

        func webP() throws -> [UInt8] {
            let picture = SamplePicture(type: .webp, width: 30, height: 20).with {
                $0.isWideGamut = self == .profile
                $0.frames = self == .moving ? 2 : 1
            }
            let bytes = try picture.encoded()
            return self == .unknownChunk ? bytes + Array("PRVT".utf8) + [2, 0, 0, 0, 7, 7] : bytes
        }
    }

    private let start: [UInt8] = [0xFF, 0xD8]
    private let end: [UInt8] = [0xFF, 0xD9]
    private let pngStart: [UInt8] = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]
    private var table: [UInt8] { segment(0xDB, [0, 1, 2]) }
    /// With a byte stuffed, a restart and another one stuffed.
    private var scan: [UInt8] { segment(0xDA, [1, 2]) + [5, 0xFF, 0, 6, 0xFF, 0xD3, 7, 0xFF, 0] }

    private func frame(components: UInt8) -> [UInt8] { segment(0xC0, [8, 0, 1, 0, 1, components]) }

    private func segment(_ marker: UInt8, _ content: [UInt8]) -> [UInt8] {
        [0xFF, marker] + bigEndian(content.count + 2, count: 2) + content
    }

    private func gifExtension(_ label: UInt8, _ blocks: [[UInt8]]) -> [UInt8] {
        [0x21, label] + blocks.flatMap { [UInt8($0.count)] + $0 } + [0]
    }

    private func kept(of file: [UInt8], _ find: (UnsafeRawBufferPointer) -> [Range<Int>]?) -> [UInt8]? {
        file.withUnsafeBytes { bytes in find(bytes)?.flatMap { Array(bytes[$0]) } }
    }
}
