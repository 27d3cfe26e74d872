import Testing

@testable import Fetch

@Suite struct `Cancelled and crowded fetches` {
    private static let single = TransferPool(threads: 1, waiting: 0)
    private static let narrow = TransferPool(threads: 1, waiting: 1)

    /// A server that never answers.
    private func silent() throws -> LoopbackServer {
        try LoopbackServer { _, connection in connection.waitForClose() }
    }

    private func reason(_ task: Task<FetchResponse, any Error>) async -> FetchError.Reason? {
        switch await task.result {
        case .success: nil
        case .failure(let error): (error as? FetchError)?.reason
        }
    }

    @Test func `end while the server is silent`() async throws {
        let server = try silent()
        let limits = FetchLimits(seconds: 600, slowSeconds: 0)
        let task = Task { try await Fetcher.test().fetch(FetchRequest(server.url(), limits: limits)) }
        for await _ in server.arrivals { break }

        task.cancel()

        #expect(await reason(task) == .cancelled)
    }

    @Test func `are not begun when the task is cancelled already`() async throws {
        let server = try silent()
        let task = Task {
            withUnsafeCurrentTask { $0?.cancel() }
            return try await Fetcher.test().fetch(FetchRequest(server.url()))
        }

        #expect(await reason(task) == .cancelled)
        #expect(server.connections == 0)
    }

    @Test func `are turned away when all threads are busy and nobody may wait`() async throws {
        let server = try silent()
        let ready = try LoopbackServer { _, connection in connection.answer() }
        let fetcher = Fetcher.test(pool: Self.single)
        let limits = FetchLimits(seconds: 600, slowSeconds: 0)
        let first = Task { try await fetcher.fetch(FetchRequest(server.url(), limits: limits)) }
        for await _ in server.arrivals { break }

        #expect(try await fetcher.failure(FetchRequest(ready.url("/?secret"))) == .busy)
        #expect(ready.connections == 0)

        first.cancel()
        #expect(await reason(first) == .cancelled)
        #expect(try await fetcher.fetch(FetchRequest(ready.url())).status == 200)
    }

    @Test func `wait for a thread, and end when their turn comes after a cancellation`() async throws {
        let server = try silent()
        let ready = try LoopbackServer { _, connection in connection.answer() }
        let fetcher = Fetcher.test(pool: Self.narrow)
        let limits = FetchLimits(seconds: 600, slowSeconds: 0)
        let first = Task { try await fetcher.fetch(FetchRequest(server.url(), limits: limits)) }
        for await _ in server.arrivals { break }
        let second = Task { try await fetcher.fetch(FetchRequest(ready.url())) }
        while Self.narrow.admitted < 2 { await Task.yield() }

        #expect(try await fetcher.failure(FetchRequest(ready.url())) == .busy)
        second.cancel()
        first.cancel()

        #expect(await reason(first) == .cancelled)
        #expect(await reason(second) == .cancelled)
        #expect(ready.connections == 0)
    }
}
