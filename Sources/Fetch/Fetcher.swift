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
    /// How often longer everything may take than requests say.
    let patience: Double
    /// What ``AddressRule/publicOnly`` lets through. Tests have no public address to dial and call one of the loopback's so.
    let isPublic: @Sendable (IPAddress) -> Bool

    /// - Parameters:
    ///   - addresses: which addresses may be dialled by requests that don't say otherwise.
    ///   - userAgent: the value of `User-Agent`.
    ///   - routes: for tests: `"ada.example:80": "127.0.0.1:8123"` dials the second for the first, and `":"` as the
    ///     first stands for everything else. The check of addresses sees the second.
    ///   - answers: for tests: `"ada.example:80": ["127.0.0.1"]` takes the place of the name server.
    ///   - patience: for tests on a busy machine: how often longer everything may take than requests say;
    ///     with more than 1 nobody is turned away for being too many.
    package init(
        addresses: AddressRule = .publicOnly, userAgent: String, routes: [String: String] = [:],
        answers: [String: [String]] = [:], patience: Double = 1
    ) {
        self.init(
            addresses: addresses, userAgent: userAgent, routes: routes, answers: answers,
            pool: patience > 1 ? .patient : .shared,
            patience: patience, isPublic: \.isPublic)
    }

    init(
        addresses: AddressRule, userAgent: String, routes: [String: String], answers: [String: [String]],
        pool: TransferPool, patience: Double = 1, isPublic: @escaping @Sendable (IPAddress) -> Bool
    ) {
        self.addresses = addresses
        self.userAgent = userAgent
        // The first that fits counts, so what fits everything comes last.
        detours = routes.sorted { $0.key.count > $1.key.count }.map { "\($0.key):\($0.value)" }
        names = answers.map { name, addresses in
            "\(name):" + addresses.map { $0.contains(":") ? "[\($0)]" : $0 }.joined(separator: ",")
        }
        self.pool = pool
        self.patience = patience
        self.isPublic = isPublic
    }

    /// Fetches a URL and returns the answer, whatever its status.
    ///
    /// When the task is cancelled, a running transfer ends within a second; one that still waits for a thread ends when
    /// its turn comes.
    ///
    /// - Throws: ``FetchError``.
    package func fetch(_ request: FetchRequest) async throws -> FetchResponse {
        var request = request
        request.limits.seconds *= patience
        request.limits.connectSeconds *= patience
        request.limits.slowSeconds = Int(Double(request.limits.slowSeconds) * patience)
        let chain = try RedirectChain(request)
        let cancellation = Cancellation()
        do {
            return try await withTaskCancellationHandler {
                try await pool.run { [request] in try answer(request, chain, cancellation) }
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
