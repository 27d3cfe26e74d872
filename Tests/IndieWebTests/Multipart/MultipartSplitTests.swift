import IndieWeb
import Testing

@Suite("Multipart bodies cut into chunks")
struct MultipartSplitTests {
    private static let boundary = "--Bb-Bb"

    private static func file(_ content: String, headers: String = "") -> String {
        "----Bb-Bb\r\nContent-Disposition: form-data; name=\"f\"; filename=\"x\"\r\n\(headers)\r\n\(content)\r\n"
    }

    private static let bodies = [
        file("plain") + "----Bb-Bb--\r\n",
        file("") + file("", headers: "Content-Type: image/png\r\n") + "----Bb-Bb--",
        file("\r") + file("\n") + file("\r\n") + file("\r\r\n\n") + "----Bb-Bb--",
        file("\r\n--") + file("\r\n-") + file("\r\n----Bb-B") + "----Bb-Bb--",
        file("\r\n----Bb-\r\n----Bb-\r\r\n\r\n----Bb") + "----Bb-Bb--",
        file("----Bb-B") + file("x----Bb-Bb") + file("\n----Bb-Bb\r\n") + file("\r----Bb-Bb") + "----Bb-Bb--",
        file("--") + file("-") + file("--\r\n--\r\n----") + "----Bb-Bb--",
        "preamble\r\n--\r\n----Bb-\r\n" + file("a") + "----Bb-Bb--\r\nepilogue\r\n----Bb-Bb\r\n",
        "\r\n" + file("a", headers: "Content-Type: image/jpeg;\r\n  charset=binary\r\nX:\r\n\ty\r\n") + "----Bb-Bb--",
        "----Bb-Bb \t\r\nContent-Disposition: form-data; name=a\n\n----Bb-Bb\t \n"
            + "content-disposition: form-data; name=\"ü\\\"\"\r\n\r\nü\r\n----Bb-Bb--  \r\n",
        "----Bb-Bb--",
        // Refused ones: the cut must not change the error.
        file("a") + "----Bb-Bbx",
        file("a") + "----Bb-Bb-\r\n",
        file("a") + "----Bb-Bb\r\nContent-Type: text/plain\r\n\r\nb\r\n----Bb-Bb--",
        file("a") + "----Bb-B",
        "preamble\n----Bb-Bb\r\n",
    ]

    private func outcome(_ chunks: [[UInt8]]) throws -> MultipartCollector.Outcome {
        try MultipartCollector.outcome(of: chunks, boundary: Self.boundary)
    }

    @Test func `parts from most of the bodies, as each test here needs`() throws {
        let outcomes = try Self.bodies.map { try outcome([Array($0.utf8)]) }

        let parts = outcomes.compactMap { if case .parts(let parts) = $0 { parts } else { nil } }
        #expect(parts.map(\.count) == [1, 2, 4, 3, 1, 4, 3, 1, 1, 2, 0])
        #expect(parts[2].map(\.text) == ["\r", "\n", "\r\n", "\r\r\n\n"])
        #expect(parts[3].map(\.text) == ["\r\n--", "\r\n-", "\r\n----Bb-B"])
        #expect(parts[5].map(\.text) == ["----Bb-B", "x----Bb-Bb", "\n----Bb-Bb\r\n", "\r----Bb-Bb"])
    }

    @Test(arguments: bodies) func `the same parts for every cut in two`(_ body: String) throws {
        let bytes = Array(body.utf8)
        let whole = try outcome([bytes])

        for cut in 0...bytes.count {
            #expect(try outcome([Array(bytes[..<cut]), Array(bytes[cut...])]) == whole, "cut at \(cut)")
        }
    }

    @Test(arguments: bodies) func `the same parts for single bytes, with empty chunks between`(_ body: String) throws {
        let bytes = Array(body.utf8)

        #expect(try outcome(bytes.map { [$0] }) == outcome([bytes]))
        #expect(try outcome(bytes.flatMap { [[$0], []] }) == outcome([bytes]))
    }

    @Test(arguments: bodies) func `the same parts for chunks of every size`(_ body: String) throws {
        let bytes = Array(body.utf8)
        let whole = try outcome([bytes])

        for size in 1...bytes.count {
            let chunks = stride(from: 0, to: bytes.count, by: size).map {
                Array(bytes[$0..<min($0 + size, bytes.count)])
            }
            #expect(try outcome(chunks) == whole, "chunks of \(size)")
        }
    }

    @Test(arguments: bodies) func `the same parts for random cuts`(_ body: String) throws {
        let bytes = Array(body.utf8)
        let whole = try outcome([bytes])
        var generator = MultipartSeededGenerator(state: 1)

        for _ in 0..<100 {
            let chunks = generator.cuts(of: bytes, longest: 24)
            #expect(try outcome(chunks) == whole, "\(chunks.map(\.count))")
        }
    }

    @Test func `the same parts for every cut in three`() throws {
        let bytes = Array((Self.file("\r\n----Bb-\r\n----Bb-B\r\r\n--") + "----Bb-Bb--").utf8)
        let whole = try outcome([bytes])

        for first in 0...bytes.count {
            for second in first...bytes.count {
                let chunks = [Array(bytes[..<first]), Array(bytes[first..<second]), Array(bytes[second...])]
                #expect(try outcome(chunks) == whole, "cut at \(first) and \(second)")
            }
        }
    }
}
