import Testing

@testable import Images

@Suite struct `Places in MP3` {
    private let sound: [UInt8] = [0xFF, 0xFB, 0x90, 0x00] + .ascii("sound")

    @Test(arguments: [
        ("GEOB", "\0"), ("PRIV", "XMP\0<x:xmpmeta"), ("TXXX", "\0location\0" + "59"),
        ("TXXX", "\u{3}GPSLatitude\0" + "59"),
        ("TXXX", "\u{1}\u{FF}\u{FE}G\0e\0o\0\0\0" + "5\0"), ("TXXX", "\u{2}\0G\0P\0S\0\0\0" + "5"),
        ("TXXX", "\u{1}\u{FF}\u{FE}A\0\0\u{1}g\0p\0s\0\0\0" + "5\0"),
        ("WXXX", "\0Geo\0https://example.org/"),
        ("APIC", "\0image/jpeg\0\u{3}\0\u{FF}\u{D8}\u{FF}\u{E1}\0\u{20}Exif\0\0"),
        ("APIC", "\0image/png\0\u{3}\0\u{89}PNG....IHDR....eXIfMM"), ("CHAP", "unreadable"),
    ])
    func `a frame that tells one gets another name and no content`(name: String, text: String) throws {
        for version: UInt8 in [3, 4] {
            let content = latin(text)
            let others = frame("TIT2", latin("\0Boat"))

            let (places, after) = try scrubbed(tag(version, others + frame(name, content) + others) + sound, .mp3)

            #expect(places == 1)
            #expect(after == tag(version, others + frame("XXXX", .zeros(content.count)) + others) + sound)
        }
    }

    @Test(arguments: [
        ("TXXX", "\0MOOD\0location"), ("TXXX", "\u{1}\u{FF}\u{FE}M\0\0\0g\0p\0s\0"), ("COMM", "\0eng\0the gps is off"),
        ("APIC", "\0image/jpeg\0\u{3}\0\u{FF}\u{D8}\u{FF}\u{E0}\0\u{10}JFIF"), ("TXXX", ""),
    ])
    func `a frame that tells none stays`(name: String, text: String) throws {
        let file = tag(3, frame(name, latin(text))) + sound
        #expect(try scrubbed(file, .mp3) == (0, file))
    }

    @Test(arguments: [("GEO", "\0"), ("TXX", "\0gps\0" + "59"), ("PIC", "\0JPG\u{3}\0\u{FF}\u{D8}Exif\0\0")])
    func `frames of the second version have shorter names`(name: String, text: String) throws {
        func short(_ name: String, _ content: [UInt8]) -> [UInt8] {
            .ascii(name) + bigEndian(content.count, count: 3) + content
        }
        let (content, title) = (latin(text), short("TT2", latin("\0Boat")))

        let (places, after) = try scrubbed(tag(2, short(name, content) + title) + sound, .mp3)

        #expect(places == 1)
        #expect(after == tag(2, short("XXX", .zeros(content.count)) + title) + sound)
    }

    @Test(arguments: [(3, 0x80), (3, 0x40), (4, 0x08), (4, 0x04)] as [(UInt8, UInt8)])
    func `a closed frame goes where its content would decide`(version: UInt8, flag: UInt8) throws {
        let closed = frame("TXXX", latin("\0MOOD\0good"), flag: flag) + frame("TIT2", latin("closed"), flag: flag)

        let (places, after) = try scrubbed(tag(version, closed) + sound, .mp3)

        #expect(places == 1)
        #expect(after == tag(version, frame("XXXX", .zeros(10)) + frame("TIT2", latin("closed"), flag: flag)) + sound)
    }

    @Test func `a group and a length before the content are passed over, and stuffing is taken out`() throws {
        let grouped = frame("TXXX", [9, 0, 0, 0, 5] + latin("\0MOOD\0gps"), flag: 0x41)
        let scattered = frame("TXXX", latin("\u{1}\u{FF}\0\u{FE}G\0P\0S\0\0\0" + "5\0"), flag: 0x02)

        let (places, after) = try scrubbed(tag(4, grouped + scattered) + sound, .mp3)

        #expect(places == 1)
        #expect(after == tag(4, grouped + frame("XXXX", .zeros(scattered.count - 10))) + sound)
    }

    @Test func `plain lengths in a tag of the fourth version are understood`() throws {
        let picture = latin("\0image/jpeg\0\u{3}\0" + String(repeating: "x", count: 300))
        let title = frame("TIT2", latin("\0Boat"))
        func file(_ last: [UInt8]) -> [UInt8] { tag(4, frame("APIC", picture) + title + last) + sound }

        #expect(try scrubbed(file(frame("PRIV", [1, 2])), .mp3) == (1, file(frame("XXXX", [0, 0]))))
    }

    @Test func `frames in chapters are looked through`() throws {
        func file(_ inner: [UInt8]) -> [UInt8] {
            let chapter = frame("CHAP", latin("one\0") + .zeros(16) + frame("TIT2", latin("\0Boat")) + inner)
            let contents = frame("CTOC", latin("toc\0") + [3, 2] + latin("one\0two\0") + inner)
            return tag(3, chapter + contents) + sound
        }
        #expect(try scrubbed(file(frame("PRIV", [1, 2])), .mp3) == (2, file(frame("XXXX", [0, 0]))))
    }

    @Test(arguments: [(2, 0x40), (3, 0x80), (5, 0)] as [(UInt8, UInt8)])
    func `a tag that can't be read is blanked as a whole`(version: UInt8, flags: UInt8) throws {
        let content = frame("TIT2", [1, 0xFF, 0x00, 0xFE])

        let (places, after) = try scrubbed(tag(version, content, flags: flags) + sound, .mp3)

        #expect(places == 1)
        #expect(after == tag(version, .zeros(content.count), flags: flags) + sound)
    }

    @Test func `unsynchronisation that changed nothing is no hindrance`() throws {
        func file(_ last: [UInt8]) -> [UInt8] { tag(3, frame("TIT2", latin("\0Boat")) + last, flags: 0x80) + sound }

        #expect(try scrubbed(file(frame("PRIV", [1, 2])), .mp3) == (1, file(frame("XXXX", [0, 0]))))
    }

    @Test func `what is hidden behind a broken frame or in the padding is blanked`() throws {
        let title = frame("TIT2", latin("\0Boat"))
        let hidden = latin("TXXX\0\0\u{7F}\u{7F}\0\0\0gps\0") + latin("59.3293")

        let (places, after) = try scrubbed(tag(3, title + hidden) + sound, .mp3)

        #expect(places == 1)
        #expect(after == tag(3, title + .zeros(hidden.count)) + sound)
        #expect(try scrubbed(tag(3, title + .zeros(20)) + sound, .mp3).places == 0)
    }

    @Test func `more headers are passed over`() throws {
        func file(_ frame: [UInt8]) -> [UInt8] {
            tag(3, bigEndian(6) + .zeros(6) + frame, flags: 0x40) + tag(4, bigEndian(6) + [1, 0] + frame, flags: 0x40)
                + sound
        }
        #expect(try scrubbed(file(frame("PRIV", [1, 2])), .mp3) == (2, file(frame("XXXX", [0, 0]))))
    }

    @Test func `a second tag, and one at the end, are found, and the short one stays`() throws {
        func file(_ frame: [UInt8]) -> [UInt8] {
            let last = tag(4, frame, flags: 0x10)
            let foot = .ascii("3DI") + Array(last[3..<10])
            return tag(3, frame) + tag(4, frame) + sound + last + foot + .ascii("TAGBoat") + .zeros(121)
        }
        let before = file(frame("PRIV", [1, 2]))

        #expect(try scrubbed(before, .mp3) == (3, file(frame("XXXX", [0, 0]))))
        let withoutShort = Array(before.dropLast(128))
        #expect(try scrubbed(withoutShort, .mp3) == (3, Array(file(frame("XXXX", [0, 0])).dropLast(128))))
    }

    @Test func `an APE tag at the end is looked through, too`() throws {
        func item(_ name: String, _ value: [UInt8]) -> [UInt8] {
            littleEndian(value.count) + .zeros(4) + .ascii(name) + [0] + value
        }
        func file(_ place: String, _ cover: [UInt8]) -> [UInt8] {
            let items = [
                item("Title", .ascii("Boat")), item("Record Location", .ascii(place)), item("Cover Art (Front)", cover),
            ]
            let length = items.joined().count + 32
            let frame = .ascii("APETAGEX") + littleEndian(2000) + littleEndian(length) + littleEndian(3) + .zeros(12)
            return sound + Array(items.joined()) + frame + .ascii("TAG") + .zeros(125)
        }
        let before = file("59.3293", .ascii("a.jpg\0Exif\0\0MM"))

        #expect(try scrubbed(before, .mp3) == (2, file("       ", .zeros(14))))
        #expect(try scrubbed(file("       ", .ascii("a.jpg")), .mp3).places == 0)
        #expect(throws: RecordingRefusal.unreadable) { try SavedRecording(Array(before.dropFirst(20))).scrub(.mp3) }
    }

    @Test func `a tag longer than the file, or with nothing or another format behind it, is refused`() throws {
        let whole = tag(3, frame("TIT2", latin("\0Boat")))
        let png: [UInt8] = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]
        for file in [Array(whole.dropLast()), whole, whole + .ascii("OggS") + .zeros(40), whole + png] {
            #expect(throws: RecordingRefusal.unreadable) { try SavedRecording(file).scrub(.mp3) }
        }
    }

    @Test func `FLAC behind a tag is looked through too`() throws {
        let flac = try #require(RecordingSamples.all.first { $0.type == .flac })

        let (places, after) = try scrubbed(tag(3, frame("PRIV", [1])) + (try flac.bytes), .mp3)

        #expect(places == 1 + flac.places)
        #expect(!after.contains("59.329"))
    }

    /// Lengths are written plainly, which is the same in all versions up to 127.
    private func frame(_ name: String, _ content: [UInt8], flag: UInt8 = 0) -> [UInt8] {
        .ascii(name) + bigEndian(content.count) + [0, flag] + content
    }

    private func tag(_ version: UInt8, _ content: [UInt8], flags: UInt8 = 0) -> [UInt8] {
        let length = (0..<4).reversed().map { UInt8(content.count >> (7 * $0) & 0x7F) }
        return .ascii("ID3") + [version, 0, flags] + length + content
    }

    private func latin(_ text: String) -> [UInt8] {
        text.unicodeScalars.map { UInt8(truncatingIfNeeded: $0.value) }
    }
}
