import IndieWeb
import Testing

@Suite("What a hostile multipart body costs")
struct MultipartCostTests {
    private static let boundary = String(repeating: "a", count: 70)
    private static let start = Array("--\(boundary)\r\nContent-Disposition: form-data; name=f; filename=x\r\n\r\n".utf8)

    private static let hostile = [
        "\r", "\n", "\r\n", "-", "\r\n--", "\r\r\n", "x",
        "\r\n--" + String(repeating: "a", count: 69),
        "\r\n--" + String(repeating: "a", count: 69) + "\r",
        "\r\n--" + String(repeating: "a", count: 35),
        String(repeating: "a", count: 70),
    ]

    private static func data(_ pattern: String, atLeast size: Int) -> [UInt8] {
        Array(String(repeating: pattern, count: size / pattern.utf8.count + 1).utf8)
    }

    #if DEBUG
        @Test(arguments: hostile, [1, 7, 73, 74, 75, 4096])
        func `at most two looks at a byte`(_ pattern: String, _ chunkSize: Int) throws {
            let data = Self.data(pattern, atLeast: 40_000)
            var parser = MultipartParser(boundary: try MultipartBoundary(Self.boundary.utf8))
            _ = try parser.parse(Self.start.span.bytes)

            for offset in stride(from: 0, to: data.count, by: chunkSize) {
                _ = try parser.parse(Array(data[offset..<min(offset + chunkSize, data.count)]).span.bytes)
            }

            #expect(parser.looks <= 2 * (data.count + Self.start.count))
        }
    #endif

    @Test(arguments: hostile) func `no more than one boundary held back at any time`(_ pattern: String) throws {
        var collector = try MultipartCollector(boundary: Self.boundary)
        try collector.feed(Self.start)

        var given = 0
        for byte in Self.data(pattern, atLeast: 5000) {
            try collector.feed([byte])
            given += 1
            let returned = try #require(collector.open).body.count
            #expect(given - returned <= 74)
        }
    }

    @Test func `one run of bytes for each chunk without a boundary`() throws {
        var parser = MultipartParser(boundary: try MultipartBoundary(Self.boundary.utf8))
        let data = Array(String(repeating: "\r\n--aaa", count: 1000).utf8)
        _ = try parser.parse(Self.start.span.bytes)

        let first = try parser.parse(data.span.bytes)
        let second = try parser.parse(data.span.bytes)

        #expect(first == [.bytes(0..<data.count - 7)])
        #expect(second == [.heldBytes(data.suffix(7)), .bytes(0..<data.count - 7)])
    }
}
