import Testing

@testable import Images

@Suite struct `Type of a recording from its first bytes` {
    @Test(arguments: RecordingSamples.all)
    func `is found for each sample`(sample: RecordingSample) throws {
        #expect(RecordingType.sniff(try sample.bytes) == sample.type)
        #expect(PictureType.sniff(try sample.bytes) == nil)
    }

    @Test(arguments: [
        ("isom", ["mp42"], RecordingType.mp4), ("iso6", [], .mp4), ("mp41", [], .mp4), ("mp42", ["M4A "], .mp4),
        ("avc1", [], .mp4), ("M4V ", ["M4A ", "mp42"], .mp4), ("XAVC", ["mp42"], .mp4), ("3gp4", ["isom"], .mp4),
        ("M4A ", ["mp42", "isom"], .m4a), ("M4B ", [], .m4a), ("qt  ", [], .mov), ("zzzz", ["qt  ", "isom"], .mov),
    ])
    func `follows the brands`(major: String, compatible: [String], type: RecordingType) {
        #expect(RecordingType.sniff(fileType(major, compatible)) == type)
    }

    @Test(arguments: [
        ("heic", ["mif1", "isom"]), ("avif", ["mif1"]), ("avis", ["msf1", "iso8"]), ("mif1", ["heic", "iso8"]),
        ("crx ", ["zzzz"]), ("3gp4", []),
    ])
    func `is none for pictures and unknown brands`(major: String, compatible: [String]) {
        #expect(RecordingType.sniff(fileType(major, compatible)) == nil)
    }

    @Test(arguments: ["moov", "mdat", "wide", "free", "skip"])
    func `is QuickTime for files from before there were brands`(type: String) {
        #expect(RecordingType.sniff(box(type, .zeros(20))) == .mov)
        #expect(RecordingType.sniff([0, 0, 0, 1] + .ascii(type) + .zeros(20)) == .mov)
        #expect(RecordingType.sniff([0, 0, 0, 2] + .ascii(type) + .zeros(20)) == nil)
    }

    @Test(arguments: [
        ([0xFF, 0xFB, 0x90, 0x00] as [UInt8], RecordingType?.some(.mp3)),  // MPEG-1 layer III
        ([0xFF, 0xF3, 0x40, 0x00], .some(.mp3)),  // MPEG-2 layer III
        ([0xFF, 0xF1, 0x50, 0x80], .none),  // ADTS
        ([0xFF, 0xF9, 0x50, 0x80], .none),  // ADTS of MPEG-2
        ([0xFF, 0xFD, 0x90, 0x00], .none),  // layer II
        ([0xFF, 0xFB, 0xF0, 0x00], .none),  // no bit rate
        ([0xFF, 0xFB, 0x00, 0x00], .none),  // a bit rate of its own
        ([0xFF, 0xFB, 0x9C, 0x00], .none),  // no sample rate
        ([0xFF, 0xFE, 0x68, 0x00], .none),  // a text in UTF-16
        ([0xFF, 0xFB, 0x90], .none),
    ])
    func `is MP3 only for a whole header of layer III`(head: [UInt8], type: RecordingType?) {
        #expect(RecordingType.sniff(head) == type)
    }

    @Test func `is WebM only where the document type says so`() {
        func file(_ name: String) -> [UInt8] {
            element(EBMLElement.ID.header, element(0x4286, [1]), element(EBMLElement.ID.docType, .ascii(name)))
        }
        #expect(RecordingType.sniff(file("webm")) == .webm)
        #expect(RecordingType.sniff(file("matroska")) == nil)
        #expect(RecordingType.sniff(file("webm").prefix(30)) == nil)
        #expect(RecordingType.sniff([0x1A, 0x45, 0xDF, 0xA3]) == nil)
    }

    @Test(arguments: [
        "", "I", "ID3", "Ogg", "RIFF\0\0\0\0WAVEfmt ", "<svg", "\0\0\0\u{18}ftyp", "#EXTM3U", "PK\u{3}\u{4}",
    ])
    func `is none for other files`(text: String) {
        #expect(RecordingType.sniff(text.utf8) == nil)
    }

    @Test(arguments: RecordingSamples.all)
    func `is looked for without reading past the end`(sample: RecordingSample) throws {
        for length in 0...RecordingType.sniffLength {
            _ = RecordingType.sniff(try sample.bytes.prefix(length))
        }
    }

    @Test func `has a media type and an extension`() {
        let mediaTypes = [
            "video/mp4", "video/quicktime", "video/webm", "audio/mpeg", "audio/mp4", "audio/ogg", "audio/flac",
        ]
        #expect(RecordingType.allCases.map(\.mediaType) == mediaTypes)
        #expect(RecordingType.allCases.map(\.fileExtension) == ["mp4", "mov", "webm", "mp3", "m4a", "ogg", "flac"])
        #expect(RecordingType.allCases.filter(\.isVideo) == [.mp4, .mov, .webm])
    }

    private func fileType(_ major: String, _ compatible: [String]) -> [UInt8] {
        box("ftyp", .ascii(major), .zeros(4), .ascii(compatible.joined()))
    }
}
