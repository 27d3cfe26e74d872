import FoundationEssentials
import Testing

@testable import Images

/// A recording in a file of its own, gone when the test is over.
final class SavedRecording {
    let path: String

    init(_ bytes: [UInt8]) throws {
        path = FileManager.default.temporaryDirectory.path + "/recording-\(UUID().uuidString)"
        try write(bytes)
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }

    func write(_ bytes: [UInt8]) throws {
        try Data(bytes).write(to: URL(filePath: path))
    }

    var bytes: [UInt8] {
        get throws { Array(try Data(contentsOf: URL(filePath: path))) }
    }

    func scrub(_ type: RecordingType) throws -> Int {
        try RecordingScrubber.removeLocations(fromFileAt: path, type: type)
    }

    func facts(_ type: RecordingType) throws -> RecordingFacts {
        try RecordingFacts.read(fromFileAt: path, type: type)
    }
}

/// What is left of a recording, and how many places there were.
func scrubbed(_ bytes: [UInt8], _ type: RecordingType) throws -> (places: Int, bytes: [UInt8]) {
    let recording = try SavedRecording(bytes)
    let places = try recording.scrub(type)
    let after = try recording.bytes
    #expect(after.count == bytes.count)
    #expect(try recording.scrub(type) == 0, "a second run finds nothing more")
    #expect(try recording.bytes == after)
    return (places, after)
}

/// A box of the ISO media family.
func box(_ type: String, _ contents: [UInt8]...) -> [UInt8] {
    let content = Array(contents.joined())
    let name = type.unicodeScalars.map { UInt8(truncatingIfNeeded: $0.value) }
    return bigEndian(content.count + 8) + name + content
}

/// An EBML element whose length takes eight bytes, or isn't known.
func element(_ id: Int, hasLength: Bool = true, _ contents: [UInt8]...) -> [UInt8] {
    let content = Array(contents.joined())
    let idBytes = Array(bigEndian(id, count: 4).drop { $0 == 0 })
    return idBytes + [0x01] + (hasLength ? bigEndian(content.count, count: 7) : Array(repeating: 0xFF, count: 7))
        + content
}

extension Array<UInt8> {
    static func zeros(_ count: Int) -> [UInt8] { Array(repeating: 0, count: count) }

    static func ascii(_ text: String) -> [UInt8] { Array(text.utf8) }
}
