import IndieWeb
import Testing

/// A part as a test wants to see it: headers and the whole body.
struct CollectedPart: Equatable {
    var headers: MultipartPartHeaders
    var body: [UInt8] = []
    var text: String { String(decoding: body, as: UTF8.self) }
}

/// Feeds chunks to a parser and puts the events together, checking that they come in the order that was promised.
struct MultipartCollector {
    private(set) var parser: MultipartParser
    private(set) var finished: [CollectedPart] = []
    private(set) var open: CollectedPart?

    init(boundary: String, limits: MultipartLimits = MultipartLimits()) throws {
        self.parser = MultipartParser(boundary: try MultipartBoundary(boundary.utf8), limits: limits)
    }

    mutating func feed(_ chunk: [UInt8]) throws {
        for event in try parser.parse(chunk.span.bytes) {
            switch event {
            case .partBegin(let headers):
                #expect(open == nil)
                open = CollectedPart(headers: headers)
            case .bytes(let range):
                #expect(!range.isEmpty && chunk.indices.contains(range.lowerBound) && range.upperBound <= chunk.count)
                try #require(open != nil)
                open?.body += chunk[range]
            case .heldBytes(let bytes):
                #expect((1...74).contains(bytes.count))
                try #require(open != nil)
                open?.body += bytes
            case .partEnd:
                finished.append(try #require(open))
                open = nil
            }
        }
    }

    static func parts(
        of body: some Sequence<[UInt8]>, boundary: String, limits: MultipartLimits = MultipartLimits()
    ) throws -> [CollectedPart] {
        var collector = try MultipartCollector(boundary: boundary, limits: limits)
        for chunk in body {
            try collector.feed(chunk)
        }
        try collector.parser.finish()
        #expect(collector.open == nil)
        return collector.finished
    }

    /// What came out, comparable whether parts or an error.
    static func outcome(of body: some Sequence<[UInt8]>, boundary: String) throws -> Outcome {
        do {
            return .parts(try parts(of: body, boundary: boundary))
        } catch let error as MultipartError {
            return .error(error)
        }
    }

    enum Outcome: Equatable {
        case parts([CollectedPart])
        case error(MultipartError)
    }
}

/// SplitMix64: the same numbers on every run for the same seed.
struct MultipartSeededGenerator: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }

    /// Cuts bytes at random places; chunks may be empty.
    mutating func cuts(of bytes: [UInt8], longest: Int) -> [[UInt8]] {
        var chunks: [[UInt8]] = []
        var rest = bytes[...]
        while !rest.isEmpty {
            let chunk = rest.prefix(Int.random(in: 0...longest, using: &self))
            chunks.append(Array(chunk))
            rest = rest[chunk.endIndex...]
        }
        return chunks
    }
}
