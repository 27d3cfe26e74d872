import Logging
import ServiceLifecycle
import Synchronization

/// The owner's log of clients: what they asked lately and what became of it.
///
/// Requests are collected in memory and written together, at most every two seconds, so that the log costs a request nothing
/// and a flood of refusals few writes. What a crash takes from it is a line of a log, never a post.
final class ClientLog: Service, Sendable {
    private let database: AppDatabase
    private let clock: Clock
    private let logger: Logger
    private let waiting = Mutex<[ClientRequest]>([])
    /// What is being written is neither waiting nor in the database, so whoever reads lets it end first.
    private let turns = Turns(1)

    /// How many requests are kept. Those of clients that only claim to be one never push out those of proven ones.
    static let proven = ClientRequestStore.Room(perClient: 50, inAll: 1500)
    static let claimed = ClientRequestStore.Room(perClient: 20, inAll: 500)
    /// How many wait for being written; further ones push out the oldest.
    private static let mostWaiting = 500

    init(database: AppDatabase, clock: Clock, logger: Logger) {
        self.database = database
        self.clock = clock
        self.logger = logger
    }

    /// Takes note of a request that was answered.
    func add(_ what: String, status: Int, _ findings: ClientTrace.Findings) {
        let request = ClientRequest(
            requestedAt: clock.now(), client: findings.client.isEmpty ? "unknown" : String(findings.client.prefix(300)),
            isProven: findings.isProven, tokenID: findings.tokenID,
            what: findings.action.isEmpty ? what : "\(what) \(findings.action)",
            status: status, reason: findings.reason, message: findings.message.map { String($0.prefix(500)) })
        waiting.withLock { waiting in
            if waiting.count >= Self.mostWaiting { waiting.removeFirst() }
            waiting.append(request)
        }
    }

    /// All requests that are kept, newest first, those still in memory among them.
    func all() async throws -> [ClientRequest] {
        try await afterWriting {
            let unwritten = waiting.withLock { $0 }
            return unwritten.reversed() + (try await database.read(ClientRequestStore.all))
        }
    }

    /// The names of clients, by `client_id`.
    func names() async throws -> [String: String] { try await database.read(ClientStore.names) }

    /// The newest refused request of each token, by the token's id.
    func lastRefusals() async throws -> [Int64: ClientRequest] {
        try await afterWriting { try await database.read(ClientRequestStore.lastRefusals) }
    }

    private func afterWriting<Value: Sendable>(_ read: @Sendable () async throws -> Value) async throws -> Value {
        try await turns.take {
            // Where nothing can be written, the owner still reads.
            try? await writeWaiting()
            return try await read()
        }
    }

    /// Writes from time to time until the server stops, and once more then.
    func run() async throws {
        await cancelWhenGracefulShutdown {
            while !Task.isCancelled {
                try? await Task.sleep(for: .seconds(2))
                await self.writeOrComplain()
            }
        }
        await writeOrComplain()
    }

    private func writeOrComplain() async {
        do {
            try await turns.take { try await writeWaiting() }
        } catch {
            logger.warning("the log of clients could not be written", metadata: ["error": "\(error)"])
        }
    }

    /// Only in one's turn.
    private func writeWaiting() async throws {
        let requests = waiting.withLock { waiting in
            defer { waiting = [] }
            return waiting
        }
        guard !requests.isEmpty else { return }
        do {
            try await store(requests)
        } catch {
            waiting.withLock { $0 = (requests + $0).suffix(Self.mostWaiting) }
            throw error
        }
    }

    private func store(_ requests: [ClientRequest]) async throws {
        try await database.write { tx in
            try ClientRequestStore.insert(requests, tx)
            for (isProven, room) in [(true, Self.proven), (false, Self.claimed)] {
                let clients = Set(requests.filter { $0.isProven == isProven }.map(\.client))
                if !clients.isEmpty {
                    try ClientRequestStore.prune(isProven: isProven, clients: clients, room: room, tx)
                }
            }
        }
    }
}
