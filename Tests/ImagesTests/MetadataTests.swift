import Testing

@testable import Images

@Suite struct `Metadata of an upload` {
    @Test(arguments: PictureType.allCases, [1, 3])
    func `nothing of it reaches any file`(type: PictureType, frames: Int) throws {
        let upload = try UploadDirectory(
            SamplePicture(type: type, width: 400, height: 300).with {
                $0.hasMetadata = true
                $0.isWideGamut = type != .gif
                $0.orientation = [.jpeg, .webp].contains(type) && frames == 1 ? 8 : 1
                $0.frames = frames
            }
        )
        // PNG has its texts compressed.
        let trace = type == .png ? "zTXt" : SampleMetadata.marker
        #expect(try upload.bytes(of: "original").contains(trace), "the sample itself must carry some")

        let report = try upload.makeVariants()

        let words = [SampleMetadata.marker, "Exif", "EXIF", "eXIf", "http://ns.adobe", "XMP", "8BIM", "Photoshop"]
        let more = ["ICC_PROFILE", "ICCP", "iCCP", "tEXt", "zTXt", "iTXt", "GPS", "xpacket", "tIME"]
        for variant in report.variants {
            let bytes = try upload.bytes(of: variant.file)
            for word in words + more {
                #expect(!bytes.contains(word), "\(variant.file) holds \(word)")
            }
            #expect(try upload.open(variant.file).numbers("orientation").allSatisfy { $0 == 1 })
        }
    }

    @Test func `a JPEG has only the segments that make its picture`() throws {
        let upload = try UploadDirectory(
            SamplePicture(type: .jpeg, width: 300, height: 200).with { $0.hasMetadata = true }
        )
        #expect(try segments(of: upload.bytes(of: "original")).isSuperset(of: [0xE1, 0xED, 0xFE]))

        _ = try upload.makeVariants()

        // Tables, frame and scan, and the JFIF header, which says nothing but 72 dpi.
        let allowed: Set<UInt8> = [0xE0, 0xDB, 0xC0, 0xC4, 0xDA]
        #expect(try segments(of: upload.bytes(of: "full.jpg")).isSubset(of: allowed))
    }

    @Test func `a PNG has only the chunks that make its picture`() throws {
        let upload = try UploadDirectory(
            SamplePicture(type: .png, width: 300, height: 200).with { $0.hasMetadata = true }
        )

        _ = try upload.makeVariants()

        #expect(try chunks(ofPNG: upload.bytes(of: "full.png")) == ["IHDR", "pHYs", "IDAT", "IEND"])
    }

    @Test func `a still and opaque WebP has one chunk alone`() throws {
        let upload = try UploadDirectory(
            SamplePicture(type: .webp, width: 300, height: 200).with { $0.hasMetadata = true }
        )

        _ = try upload.makeVariants()

        for file in try upload.made() {
            let bytes = try upload.bytes(of: file)
            #expect(Array(bytes[12..<16]) == Array("VP8 ".utf8))
            #expect(Array(bytes[4..<8]) == littleEndian(bytes.count - 8))
            #expect(20 + bytes[16..<20].reversed().reduce(0) { $0 << 8 | Int($1) } >= bytes.count - 1)
        }
    }

    @Test func `a GIF loses its comment and keeps its loop`() throws {
        let upload = try UploadDirectory(
            SamplePicture(type: .gif, width: 40, height: 40).with {
                $0.hasMetadata = true
                $0.frames = 2
            }
        )

        _ = try upload.makeVariants()

        let bytes = try upload.bytes(of: "full.gif")
        #expect(bytes.contains("NETSCAPE2.0"))
        #expect(!bytes.contains("comment"))
        #expect(try upload.bytes(of: "original").contains("comment"))
    }

    /// The markers up to the first scan.
    private func segments(of jpeg: [UInt8]) throws -> Set<UInt8> {
        var found: Set<UInt8> = []
        var position = 2
        while position + 4 <= jpeg.count {
            try #require(jpeg[position] == 0xFF)
            found.insert(jpeg[position + 1])
            if jpeg[position + 1] == 0xDA { break }
            position += 2 + Int(jpeg[position + 2]) << 8 + Int(jpeg[position + 3])
        }
        return found
    }

    private func chunks(ofPNG png: [UInt8]) -> Set<String> {
        var found: Set<String> = []
        var position = 8
        while position + 8 <= png.count {
            found.insert(String(decoding: png[(position + 4)..<(position + 8)], as: UTF8.self))
            position += 12 + png[position..<(position + 4)].reduce(0) { $0 << 8 | Int($1) }
        }
        return found
    }
}

@Suite struct `Chunks of a WebP file` {
    @Test func `metadata goes, pixels stay, sizes fit`() throws {
        let file = webP([
            ("VP8X", [0x08 | 0x04 | 0x20 | 0x10] + Array(repeating: 0, count: 9)),
            ("ICCP", [1, 2, 3]), ("ALPH", [4, 5, 6]), ("VP8 ", [7, 8]), ("EXIF", [9]), ("XMP ", [1, 2, 3, 4]),
        ])

        let cleaned = try #require(clean(file))

        let flags: [UInt8] = [0x10] + Array(repeating: 0, count: 9)
        #expect(cleaned == webP([("VP8X", flags), ("ALPH", [4, 5, 6]), ("VP8 ", [7, 8])]))
    }

    @Test func `the extended header goes when it says nothing more`() {
        let file = webP([("VP8X", [0x08] + Array(repeating: 0, count: 9)), ("VP8L", [7]), ("EXIF", [9])])

        #expect(clean(file) == webP([("VP8L", [7])]))
    }

    @Test func `none for a file that is cut anywhere inside a chunk`() {
        let file = webP([("VP8 ", [1, 2, 3, 4, 5, 6])])

        for length in [0, 4, 11, 20, 21, 25] {
            let cut = Array(file.prefix(length))
            #expect(clean(cut) == nil)
        }
    }

    private func webP(_ chunks: [(String, [UInt8])]) -> [UInt8] {
        var body: [UInt8] = []
        for (name, content) in chunks {
            body += Array(name.utf8) + littleEndian(content.count) + content
            if content.count % 2 == 1 { body.append(0) }
        }
        return Array("RIFF".utf8) + littleEndian(body.count + 4) + Array("WEBP".utf8) + body
    }

    private func clean(_ file: [UInt8]) -> [UInt8]? {
        file.withUnsafeBytes { bytes -> [UInt8]? in
            guard let (head, rest) = WebPContainer.piecesWithoutMetadata(of: bytes) else { return nil }
            return rest.reduce(into: head) { $0 += bytes[$1] }
        }
    }
}
