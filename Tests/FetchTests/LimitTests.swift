import Testing

@testable import Fetch

@Suite struct `Limits of a fetch` {
    private let quick = FetchLimits(seconds: 0.3)

    @Test func `end a head that does not come`() async throws {
        let server = try LoopbackServer { _, connection in connection.waitForClose() }

        #expect(try await Fetcher.test(patience: 1).failure(FetchRequest(server.url(), limits: quick)) == .timedOut)
    }

    @Test(arguments: ["HTTP/1.1 200 OK\r\n", "HTTP/1.1 200 OK\r\n\r\n"])
    func `end a head or a body that drips`(start: String) async throws {
        let server = try LoopbackServer { _, connection in
            connection.send(start)
            while !connection.waitForClose(milliseconds: 20), connection.send("x") {}
        }

        #expect(try await Fetcher.test(patience: 1).failure(FetchRequest(server.url(), limits: quick)) == .timedOut)
    }

    @Test func `end an answer that is too slow, long before its time is up`() async throws {
        let server = try LoopbackServer { _, connection in
            connection.send("HTTP/1.1 200 OK\r\n\r\n")
            while !connection.waitForClose(milliseconds: 100), connection.send("x") {}
        }
        let limits = FetchLimits(seconds: 600, leastBytesPerSecond: 1000, slowSeconds: 1)

        #expect(try await Fetcher.test(patience: 1).failure(FetchRequest(server.url(), limits: limits)) == .timedOut)
    }

    @Test func `end a connection of TLS that gets no answer`() async throws {
        let server = try LoopbackServer { _, connection in connection.waitForClose() }
        let limits = FetchLimits(seconds: 600, connectSeconds: 0.3)

        let url = "https://\(server.authority)/"
        #expect(try await Fetcher.test(patience: 1).failure(FetchRequest(url, limits: limits)) == .timedOut)
    }

    @Test func `refuse a fetch without any time`() async throws {
        let server = try LoopbackServer { _, connection in connection.answer() }

        let request = FetchRequest(server.url(), limits: FetchLimits(seconds: 0))
        #expect(try await Fetcher.test(patience: 1).failure(request) == .timedOut)
        #expect(server.connections == 0)
    }

    @Test(arguments: [(9, nil), (10, nil), (11, FetchError.Reason.tooLarge), (100_000, .tooLarge)])
    func `refuse a body that is longer`(count: Int, reason: FetchError.Reason?) async throws {
        let server = try LoopbackServer { _, connection in
            connection.answer(body: String(repeating: "x", count: count))
        }

        let request = FetchRequest(server.url(), limits: FetchLimits(bytes: 10))
        #expect(try await Fetcher.test().failure(request) == reason)
    }

    @Test(arguments: [(9, 9, false), (10, 10, false), (11, 10, true), (100_000, 10, true)])
    func `cut a body that is longer, when asked to`(count: Int, kept: Int, isCut: Bool) async throws {
        let server = try LoopbackServer { _, connection in
            connection.answer(body: String(repeating: "x", count: count))
        }

        let response = try await Fetcher.test().fetch(
            FetchRequest(server.url(), limits: FetchLimits(bytes: 10, excess: .cut)))

        #expect(response.text == String(repeating: "x", count: kept))
        #expect(response.isCut == isCut)
        #expect(response["content-length"] == "\(count)")
    }

    @Test(arguments: [FetchLimits.Excess.refuse, .cut])
    func `end a body without an end`(excess: FetchLimits.Excess) async throws {
        let server = try LoopbackServer { _, connection in
            connection.send("HTTP/1.1 200 OK\r\nContent-Length: 99999999999\r\n\r\n")
            let piece = [UInt8](repeating: 0x78, count: 10_000)
            while connection.send(piece) {}
        }
        let request = FetchRequest(server.url(), limits: FetchLimits(bytes: 100_000, excess: excess))

        switch excess {
        case .refuse: #expect(try await Fetcher.test().failure(request) == .tooLarge)
        case .cut: #expect(try await Fetcher.test().fetch(request).body.count == 100_000)
        }
    }

    /// 10 MB of zeros in 64 KB: the limit counts what comes out of the decoder.
    @Test(arguments: [FetchLimits.Excess.refuse, .cut])
    func `count a compressed body by its decompressed bytes`(excess: FetchLimits.Excess) async throws {
        let bomb = Gzip.zeros(repeats: 40_000)
        let server = try LoopbackServer { _, connection in
            connection.send("HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: \(bomb.count)\r\n\r\n")
            connection.send(bomb)
        }
        let request = FetchRequest(server.url(), limits: FetchLimits(bytes: 100_000, excess: excess))

        #expect(bomb.count < 100_000)
        switch excess {
        case .refuse: #expect(try await Fetcher.test().failure(request) == .tooLarge)
        case .cut: #expect(try await Fetcher.test().fetch(request).body == [UInt8](repeating: 0, count: 100_000))
        }
    }

    /// What a server that never stops sends in its head.
    @Test(arguments: [
        "X-Header: value\r\n", "x", "\r\nHTTP/1.1 100 Continue\r\n",
        "X: " + String(repeating: "y", count: 5000) + "\r\n",
    ])
    func `end a head without an end`(piece: String) async throws {
        let server = try LoopbackServer { _, connection in
            connection.send("HTTP/1.1 100 Continue\r\n")
            while connection.send(String(repeating: piece, count: 50)) {}
        }

        #expect(try await Fetcher.test().failure(FetchRequest(server.url())) == .tooLarge)
    }

    @Test(arguments: [(1000, nil), (3000, FetchError.Reason.tooLarge)])
    func `refuse a head that is longer`(length: Int, reason: FetchError.Reason?) async throws {
        let server = try LoopbackServer { _, connection in
            connection.answer("200 OK", ["X: " + String(repeating: "y", count: length)])
        }

        let request = FetchRequest(server.url(), limits: FetchLimits(headerBytes: 2000))
        #expect(try await Fetcher.test().failure(request) == reason)
    }
}
