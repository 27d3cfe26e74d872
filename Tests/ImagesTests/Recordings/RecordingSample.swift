import FoundationEssentials
import Testing

@testable import Images

/// A recording in the tests' own text.
struct RecordingSample: CustomTestStringConvertible, Sendable {
    var name: String
    var type: RecordingType
    /// How many parts of it tell a place.
    var places: Int
    var base64: String

    var testDescription: String { name }

    var bytes: [UInt8] {
        get throws { Array(try #require(Data(base64Encoded: base64, options: .ignoreUnknownCharacters))) }
    }
}
