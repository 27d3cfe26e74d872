import IndieWeb
import Testing

@Suite("Multipart bodies made at random, from fixed seeds")
struct MultipartFuzzTests {
    /// What a file may hold: pieces of the delimiter of boundary `b-b`, so that near misses are the rule.
    private static let pieces = ["\r", "\n", "\r\n", "-", "--", "b", "b-", "\r\n--", "\r\n--b", "\r\n--b-", "x", "\0"]

    private func randomContent(_ generator: inout MultipartSeededGenerator) -> [UInt8] {
        while true {
            let count = Int.random(in: 0...12, using: &generator)
            let text = (0..<count).compactMap { _ in Self.pieces.randomElement(using: &generator) }.joined()
            let bytes = Array(text.utf8)
            // The line end before the file makes a boundary of one that stands first in it.
            let line = Array("\r\n".utf8) + bytes
            if !line.contains(Array("\r\n--b-b".utf8)) { return bytes }
        }
    }

    @Test(arguments: 1...4) func `every byte of every file comes back`(_ seed: UInt64) throws {
        var generator = MultipartSeededGenerator(state: seed)

        for _ in 0..<500 {
            let contents = (0..<Int.random(in: 0...4, using: &generator)).map { _ in randomContent(&generator) }
            let header = Array("--b-b\r\nContent-Disposition: form-data; name=f; filename=x\r\n\r\n".utf8)
            let body = contents.flatMap { header + $0 + Array("\r\n".utf8) } + Array("--b-b--".utf8)

            let parts = try MultipartCollector.parts(of: generator.cuts(of: body, longest: 20), boundary: "b-b")
            #expect(parts.map(\.body) == contents)
        }
    }

    @Test(arguments: 1...4) func `the same outcome whole and cut for damaged bodies`(_ seed: UInt64) throws {
        var generator = MultipartSeededGenerator(state: seed)
        let sound = Array(
            """
            --b-b\r\nContent-Disposition: form-data; name="a\\""; filename*=UTF-8''%41\r\nContent-Type: image/png\r\n\r\n\
            \r\n--b-\r\n--b-b\r\nContent-Disposition: form-data;\r\n name=c\r\n\r\n\r\n--b-b--\r\n
            """.utf8
        )

        for _ in 0..<1500 {
            var body = sound
            for _ in 0..<Int.random(in: 1...4, using: &generator) {
                damage(&body, &generator)
            }
            let whole = try MultipartCollector.outcome(of: [body], boundary: "b-b")
            let cut = try MultipartCollector.outcome(of: generator.cuts(of: body, longest: 16), boundary: "b-b")
            #expect(whole == cut, "\(body)")
        }
    }

    private func damage(_ body: inout [UInt8], _ generator: inout MultipartSeededGenerator) {
        let place = Int.random(in: 0..<body.count, using: &generator)
        let end = min(body.count, place + Int.random(in: 1...12, using: &generator))
        switch Int.random(in: 0..<5, using: &generator) {
        case 0: body[place] = UInt8.random(in: .min ... .max, using: &generator)
        case 1 where end - place < body.count: body.removeSubrange(place..<end)
        case 2: body.insert(contentsOf: body[place..<end], at: Int.random(in: 0...body.count, using: &generator))
        case 3: body.insert(contentsOf: (Self.pieces.randomElement(using: &generator) ?? "").utf8, at: place)
        default: body[place] = Array("\r\n\"\\%;=:- ".utf8).randomElement(using: &generator) ?? 0
        }
    }
}
