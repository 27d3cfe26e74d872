import FoundationEssentials
import Testing

@testable import Images

@Suite struct `Places in a recording` {
    @Test(arguments: RecordingSamples.all)
    func `nothing of them is left, and the title stays`(sample: RecordingSample) throws {
        let before = try sample.bytes
        #expect(before.contains("59.3293") || before.contains("loci"), "the sample itself must tell one")

        let (places, after) = try scrubbed(before, sample.type)

        #expect(places == sample.places)
        #expect(!after.contains("59.329"))
        #expect(!after.contains("18.06"))
        #expect(!after.contains("loci"))
        #expect(after.contains("Boat") == before.contains("Boat"))
    }

    @Test(arguments: RecordingSamples.all)
    func `picture and sound stay as they are`(sample: RecordingSample) throws {
        let before = try sample.bytes
        let recording = try SavedRecording(before)
        let facts = try recording.facts(sample.type)

        _ = try recording.scrub(sample.type)

        let after = try recording.bytes
        let changed = before.indices.filter { before[$0] != after[$0] }
        #expect(!changed.isEmpty)
        #expect(changed.count < 80)
        #expect(try recording.facts(sample.type) == facts)
    }

    @Test func `a file that can't be opened is no fault of the recording`() throws {
        let recording = try SavedRecording([])
        let link = recording.path + "-link"
        try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: recording.path)
        defer { try? FileManager.default.removeItem(atPath: link) }

        for path in [link, recording.path + "-nowhere", FileManager.default.temporaryDirectory.path] {
            #expect(throws: PictureFileError.self) {
                try RecordingScrubber.removeLocations(fromFileAt: path, type: .mp4)
            }
            #expect(throws: PictureFileError.self) { try RecordingFacts.read(fromFileAt: path, type: .mp4) }
        }
    }
}
