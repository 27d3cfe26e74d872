import FoundationEssentials
import Testing

@testable import Images

@Suite struct `Places in FLAC and Ogg` {
    @Test(arguments: ["LOCATION", "location", "GEO_LAT", "GPSLongitude", "RECORDING_LOCATION"])
    func `the value of such a comment becomes spaces`(name: String) throws {
        func file(_ value: String) -> [UInt8] {
            flac([(4, comments(["TITLE=Boat", "\(name)=\(value)", "ARTIST=Me"]))])
        }

        #expect(try scrubbed(file("59.3293"), .flac) == (1, file("       ")))
        #expect(try scrubbed(ogg(comments(["\(name)=59.3293"])), .ogg) == (1, ogg(comments(["\(name)=       "]))))
    }

    @Test(arguments: ["TITLE=gps=location", "COMMENT=geo", "no sign", ""])
    func `other comments stay`(comment: String) throws {
        #expect(try scrubbed(flac([(4, comments([comment]))]), .flac).places == 0)
    }

    @Test func `a picture in a comment goes if it has EXIF, wherever that begins`() throws {
        for shift in 0..<3 {
            let picture = Data(.zeros(40 + shift) + .ascii("Exif\0\0MM")).base64EncodedString()
            let blank = String(repeating: " ", count: picture.utf8.count)
            let plain = Data(.zeros(40 + shift) + .ascii("JFIF")).base64EncodedString()
            func file(_ value: String) -> [UInt8] {
                ogg(comments(["METADATA_BLOCK_PICTURE=\(value)", "coverart=\(plain)"]))
            }
            #expect(try scrubbed(file(picture), .ogg) == (1, file(blank)))
        }
    }

    @Test func `blocks of applications and pictures with EXIF become padding, and padding is blanked`() throws {
        let exif: [UInt8] = .ascii("....image/jpegExif\0\0MM")
        let before = flac([(6, exif), (6, .ascii("JFIF")), (1, .ascii("59.3293")), (2, .ascii("test GPS"))])

        let (places, after) = try scrubbed(before, .flac)

        #expect(places == 3)
        #expect(after == flac([(1, .zeros(exif.count)), (6, .ascii("JFIF")), (1, .zeros(7)), (1, .zeros(8))]))
    }

    @Test func `EXIF is seen across the pieces in which a picture is read`() throws {
        for shift in 0..<12 {
            let picture = .zeros(65_536 - shift) + .ascii("Exif\0\0MM")
            #expect(try scrubbed(flac([(6, picture)]), .flac) == (1, flac([(1, .zeros(picture.count))])))
        }
    }

    @Test(arguments: [
        bigEndian(9, count: 1), littleEndian(100), littleEndian(0) + littleEndian(2) + littleEndian(0),
        littleEndian(0) + littleEndian(1) + littleEndian(9) + .ascii("GPS=1"),
        littleEndian(0) + littleEndian(0xFFFF_FFFF), littleEndian(0xFFFF_FFFF),
    ])
    func `comments longer than what holds them are refused`(content: [UInt8]) throws {
        #expect(throws: RecordingRefusal.unreadable) { try SavedRecording(flac([(4, content)])).scrub(.flac) }
        #expect(throws: RecordingRefusal.unreadable) { try SavedRecording(ogg(content)).scrub(.ogg) }
    }

    @Test func `comments over several pages are found, and their pages have right checksums`() throws {
        let long = String(repeating: "x", count: 1500)
        func packet(_ value: String) -> [UInt8] { comments(["TITLE=\(long)", "GPS=\(value)", "ARTIST=\(long)"]) }
        // Small pages, so that the value stands on two or more.
        for pageSegments in [1, 2, 3, 6, 7] {
            let place = String(repeating: "59.3293 ", count: 60)
            let blank = String(repeating: " ", count: 480)
            let result = try scrubbed(ogg(packet(place), pageSegments: pageSegments), .ogg)
            #expect(result == (1, ogg(packet(blank), pageSegments: pageSegments)))
        }
    }

    @Test func `a stream behind another, and one beside it, are looked through`() throws {
        let comment = comments(["GPS=59.3293"])
        let (first, second) = (pages(comment, serial: 1), pages(comment, serial: 2))
        let sound = page([[7]], serial: 1, number: 9)

        let behind = try scrubbed(Array((first + [sound] + second).joined()), .ogg)
        let beside = try scrubbed(first[0] + second[0] + first[1] + second[1], .ogg)
        let apart = try scrubbed(first.joined() + .ascii("some junk, then Ogg") + second.joined(), .ogg)

        for result in [behind, beside, apart] {
            #expect(result.places == 2)
            #expect(!result.bytes.contains("59.3293"))
        }
    }

    @Test func `a file that ends before its comments, or has lost a part of them, is refused`() throws {
        let packet = comments(["GPS=" + String(repeating: "5", count: 600)])
        let all = pages(packet, serial: 1, pageSegments: 1)
        for file in [all[0], Array(all.dropLast().joined()), all[0] + Array(all[2...].joined())] {
            #expect(throws: RecordingRefusal.unreadable) { try SavedRecording(file).scrub(.ogg) }
        }
    }

    @Test func `comments that go on where the page says that they don't are refused`() throws {
        let vendor = littleEndian(243) + [UInt8](repeating: 0x20, count: 243)
        func file(flags: UInt8) -> [UInt8] {
            pages([], serial: 1)[0] + page([.ascii("OpusTags") + vendor], serial: 1, number: 1)
                + page([littleEndian(0)], flags: flags, serial: 1, number: 2)
        }
        #expect(try scrubbed(file(flags: 1), .ogg).places == 0)
        #expect(throws: RecordingRefusal.unreadable) { try SavedRecording(file(flags: 0)).scrub(.ogg) }
    }

    @Test func `the checksum is that of programs`() throws {
        for sample in RecordingSamples.all where sample.type == .ogg {
            let bytes = try sample.bytes
            let recording = try SavedRecording(bytes)
            let file = try RecordingFile(path: recording.path)
            let page = try #require(try OggPage.read(at: 0, in: file))
            var head = Array(bytes[page.range])
            head.replaceSubrange(22..<26, with: [UInt8].zeros(4))
            #expect(littleEndian(Int(OggPage.checksum(of: head))) == Array(bytes[22..<26]))
        }
    }

    private func comments(_ texts: [String]) -> [UInt8] {
        let vendor = littleEndian(4) + .ascii("none")
        return vendor + littleEndian(texts.count) + texts.flatMap { littleEndian($0.utf8.count) + .ascii($0) }
    }

    private func flac(_ blocks: [(UInt8, [UInt8])]) -> [UInt8] {
        var file: [UInt8] = .ascii("fLaC") + [0] + bigEndian(34, count: 3) + .zeros(34)
        for (index, block) in blocks.enumerated() {
            let isLast: UInt8 = index == blocks.count - 1 ? 0x80 : 0
            file += [block.0 | isLast] + bigEndian(block.1.count, count: 3) + block.1
        }
        return file + [0xFF, 0xF8, 0x69, 0x08]
    }

    private func ogg(_ comments: [UInt8], pageSegments: Int = 255) -> [UInt8] {
        Array(pages(comments, serial: 1, pageSegments: pageSegments).joined())
    }

    /// A page with the head of an Opus stream, then its comments.
    private func pages(_ comments: [UInt8], serial: Int, pageSegments: Int = 255) -> [[UInt8]] {
        let packet = .ascii("OpusTags") + comments
        var segments = stride(from: 0, to: packet.count, by: 255).map {
            Array(packet[$0..<min($0 + 255, packet.count)])
        }
        if packet.count % 255 == 0 { segments.append([]) }
        let rest = stride(from: 0, to: segments.count, by: pageSegments).enumerated().map { number, start in
            page(
                Array(segments[start..<min(start + pageSegments, segments.count)]), flags: number > 0 ? 1 : 0,
                serial: serial, number: number + 1)
        }
        return [page([.ascii("OpusHead") + .zeros(11)], flags: 2, serial: serial, number: 0)] + rest
    }

    private func page(_ segments: [[UInt8]], flags: UInt8 = 0, serial: Int, number: Int) -> [UInt8] {
        let head = .ascii("OggS") + [0, flags] + .zeros(8) + littleEndian(serial) + littleEndian(number)
        let rest = [UInt8(segments.count)] + segments.map { UInt8($0.count) } + segments.joined()
        let sum = OggPage.checksum(of: head + .zeros(4) + rest)
        return head + littleEndian(Int(sum)) + rest
    }
}
