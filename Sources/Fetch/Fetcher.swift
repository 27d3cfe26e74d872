/// Fetches from other servers: the only way out to the network.
///
/// Every fetch is bounded in time and size and dials only what its ``AddressRule`` lets it. Nothing comes from the
/// environment (proxies) and nothing is kept (cookies, connections). At most 8 fetches of a process run at once.
package struct Fetcher: Sendable {
    let addresses: AddressRule
    let userAgent: String
    /// Entries of libcurl's `CURLOPT_CONNECT_TO`.
    let detours: [String]
    /// Entries of libcurl's `CURLOPT_RESOLVE`.
    let names: [String]
    let pool: TransferPool
    /// What ``AddressRule/publicOnly`` lets through. Tests have no public address to dial and call one of the loopback's so.
    let isPublic: @Sendable (IPAddress) -> Bool

    /// - Parameters:
    ///   - addresses: which addresses may be dialled by requests that don't say otherwise.
    ///   - userAgent: the value of `User-Agent`.
    ///   - routes: for tests: `"ada.example:80": "127.0.0.1:8123"` dials the second for the first. The check of
    ///     addresses sees the second.
    ///   - answers: for tests: `"ada.example:80": ["127.0.0.1"]` takes the place of the name server.
    package init(
        addresses: AddressRule = .publicOnly, userAgent: String, routes: [String: String] = [:],
        answers: [String: [String]] = [:]
    ) {
        self.init(
            addresses: addresses, userAgent: userAgent, routes: routes, answers: answers, pool: .shared,
            isPublic: \.isPublic)
    }

    init(
        addresses: AddressRule, userAgent: String, routes: [String: String], answers: [String: [String]],
        pool: TransferPool, isPublic: @escaping @Sendable (IPAddress) -> Bool
    ) {
        self.addresses = addresses
        self.userAgent = userAgent
        detours = routes.map { "\($0.key):\($0.value)" }
        names = answers.map { name, addresses in
            "\(name):" + addresses.map { $0.contains(":") ? "[\($0)]" : $0 }.joined(separator: ",")
        }
        self.pool = pool
        self.isPublic = isPublic
    }

    /// Fetches a URL and returns the answer, whatever its status.
    ///
    /// When the task is cancelled, a running transfer ends within a second; one that still waits for a thread ends when
    /// its turn comes.
    ///
    /// - Throws: ``FetchError``.
    package func fetch(_ request: FetchRequest) async throws -> FetchResponse {
        let chain = try RedirectChain(request)
        let cancellation = Cancellation()
        do {
            return try await withTaskCancellationHandler {
                try await pool.run { try answer(request, chain, cancellation) }
            } onCancel: {
                cancellation.cancel()
            }
        } catch let error as FetchError {
            throw error
        } catch is CancellationError {
            throw FetchError(.cancelled, url: chain.url.shown)
        } catch {
            throw FetchError(.busy, url: chain.url.shown)
        }
    }
}
