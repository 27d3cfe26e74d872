import Testing

@testable import Images

@Suite struct `Recordings that are broken` {
    @Test(arguments: RecordingSamples.all)
    func `a file cut anywhere is read or refused, and keeps its length`(sample: RecordingSample) throws {
        let whole = try sample.bytes
        for twentieth in 0..<20 {
            try endures(Array(whole.prefix(whole.count * twentieth / 20)), sample.type)
        }
    }

    @Test(arguments: RecordingSamples.all)
    func `a file with wrong bytes is read or refused, and keeps its length`(sample: RecordingSample) throws {
        let whole = try sample.bytes
        var random = SampleRandom(seed: 4)
        for _ in 0..<160 {
            var bytes = whole
            for _ in 0...(random.next() % 6) {
                let position = Int(random.next() % UInt64(bytes.count))
                bytes[position] = [0, 0xFF, UInt8(truncatingIfNeeded: random.next())][Int(random.next() % 3)]
            }
            try endures(bytes, sample.type)
        }
    }

    @Test(arguments: RecordingType.allCases)
    func `noise is refused`(type: RecordingType) throws {
        guard type != .mp3 else { return }
        var random = SampleRandom(seed: 5)
        let noise = (0..<4096).map { _ in UInt8(truncatingIfNeeded: random.next()) }

        #expect(throws: RecordingRefusal.unreadable) { try SavedRecording(noise).scrub(type) }
        #expect(throws: RecordingRefusal.unreadable) { try SavedRecording([]).scrub(type) }
    }

    @Test func `more than a hundred thousand boxes are refused`() throws {
        let boxes = Array(repeatElement(box("free"), count: RecordingFile.mostParts).joined())

        #expect(throws: RecordingRefusal.unreadable) { try SavedRecording(boxes + box("moov")).scrub(.mp4) }
        #expect(try SavedRecording(box("moov") + boxes.dropLast(8)).scrub(.mp4) == 0)
    }

    @Test func `boxes in boxes without end are refused`() throws {
        var boxes: [UInt8] = []
        for _ in 0..<2000 { boxes = box("minf", boxes) }
        let file = box("moov", box("trak", box("mdia", boxes)))

        #expect(throws: RecordingRefusal.unreadable) { try SavedRecording(file).scrub(.mp4) }
    }

    @Test func `tags in tags without end are refused`() throws {
        var tags: [UInt8] = []
        for _ in 0..<200 { tags = element(EBMLElement.ID.simpleTag, tags) }
        let file = element(EBMLElement.ID.segment, element(EBMLElement.ID.tags, element(EBMLElement.ID.tag, tags)))

        #expect(throws: RecordingRefusal.unreadable) { try SavedRecording(file).scrub(.webm) }
    }

    @Test func `a refused recording stays as it was`() throws {
        let place = box("udta", box("\u{A9}xyz", .ascii("+59.3293")))
        let track = box("trak", box("mdia", box("minf", box("stbl", box("stsd", .zeros(8), box("gpmd", .zeros(8)))))))
        let file = box("ftyp", .ascii("isom"), .zeros(4)) + box("moov", place, track)
        let recording = try SavedRecording(file)

        #expect(throws: RecordingRefusal.location) { try recording.scrub(.mp4) }
        #expect(try recording.bytes == file)
    }

    /// Anything but an answer or a refusal fails the test.
    private func endures(_ bytes: [UInt8], _ type: RecordingType) throws {
        let recording = try SavedRecording(bytes)
        do {
            _ = try recording.scrub(type)
            #expect(try recording.scrub(type) == 0)
        } catch is RecordingRefusal {
            #expect(try recording.bytes == bytes)
        }
        #expect(try recording.bytes.count == bytes.count)
        _ = try recording.facts(type)
    }
}
