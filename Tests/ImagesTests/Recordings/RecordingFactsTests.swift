import Testing

@testable import Images

@Suite struct `Facts of a recording` {
    @Test(arguments: RecordingSamples.all)
    func `are read from each sample`(sample: RecordingSample) throws {
        let facts = try SavedRecording(try sample.bytes).facts(sample.type)

        switch sample.type {
        case .mp3, .ogg: #expect(facts == RecordingFacts())
        case .m4a, .flac: #expect(facts == RecordingFacts(durationSeconds: 0.1))
        case .mp4, .mov, .webm:
            // What is written as it is made can't say how long it will be.
            let isStreamed = ["fragments", "liveWebM"].contains(sample.name)
            #expect(facts == RecordingFacts(durationSeconds: isStreamed ? nil : 0.2, width: 16, height: 16))
        }
    }

    @Test(arguments: [
        ([0x10000, 0, 0, 0, 0x10000, 0], 1920, 1080), ([0, 0x10000, 0, -0x10000, 0, 0], 1080, 1920),
        ([0, -0x10000, 0, 0x10000, 0, 0], 1080, 1920), ([-0x10000, 0, 0, 0, -0x10000, 0], 1920, 1080),
        ([0, 0, 0, 0, 0, 0], 1920, 1080),
    ])
    func `follow the turn of the picture`(matrix: [Int], width: Int, height: Int) throws {
        for version in [0, 1] {
            let facts = try SavedRecording(movie(version: version, matrix: matrix)).facts(.mov)
            #expect(facts == RecordingFacts(durationSeconds: 2.5, width: width, height: height))
        }
    }

    @Test func `have the duration of a film in fragments where it is told`() throws {
        for version in [0, 1] {
            let duration = bigEndian(90, count: version == 1 ? 8 : 4)
            let extends = box("mvex", box("mehd", [UInt8(version), 0, 0, 0], duration))
            let file = box("moov", header(version: version, scale: 60, duration: 0), extends)
            #expect(try SavedRecording(file).facts(.mp4).durationSeconds == 1.5)
        }
    }

    @Test func `have no duration where it is unknown or makes no sense`() throws {
        for (version, scale, duration) in [(0, 600, 0xFFFF_FFFF), (1, 600, -1), (0, 0, 100), (0, 600, 0)] {
            let file = box("moov", header(version: version, scale: scale, duration: duration))
            #expect(try SavedRecording(file).facts(.mp4) == RecordingFacts())
        }
        for real in [Float.nan, .infinity, -5, 0] {
            let duration = element(EBMLElement.ID.duration, bigEndian(Int(real.bitPattern)))
            let file = element(EBMLElement.ID.segment, element(EBMLElement.ID.info, duration))
            #expect(try SavedRecording(file).facts(.webm) == RecordingFacts())
        }
    }

    @Test func `are what was found before the break of a broken file`() throws {
        let file = movie(version: 0, matrix: [1, 0, 0, 0, 1, 0])
        let broken = Array(file.prefix(140)) + .ascii("no box at all")

        #expect(try SavedRecording(broken).facts(.mp4) == RecordingFacts())
        #expect(try SavedRecording(.ascii("fLaC")).facts(.flac) == RecordingFacts())
        let head = box("moov", header(version: 0, scale: 600, duration: 1500), bigEndian(99) + .ascii("trak"))
        #expect(try SavedRecording(head).facts(.mp4) == RecordingFacts(durationSeconds: 2.5))
    }

    private func movie(version: Int, matrix: [Int]) -> [UInt8] {
        let start = [UInt8(version), 0, 0, 0] + .zeros(version == 1 ? 48 : 36)
        let numbers = (matrix + [0, 0, 0x4000_0000]).flatMap { bigEndian($0) }
        let size = bigEndian(1920 << 16) + bigEndian(1080 << 16)
        let track = box("tkhd", start, numbers, size)
        let sound = box("trak", track, media("soun"))
        return box(
            "moov", header(version: version, scale: 600, duration: 1500), sound, box("trak", track, media("vide")))
    }

    private func media(_ handler: String) -> [UInt8] {
        box("mdia", box("hdlr", .zeros(8), .ascii(handler), .zeros(13)))
    }

    private func header(version: Int, scale: Int, duration: Int) -> [UInt8] {
        let times: [UInt8] = .zeros(version == 1 ? 16 : 8)
        return box(
            "mvhd", [UInt8(version), 0, 0, 0], times, bigEndian(scale),
            bigEndian(duration, count: version == 1 ? 8 : 4), .zeros(80))
    }
}
