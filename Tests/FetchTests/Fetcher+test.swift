@testable import Fetch

extension Fetcher {
    /// A fetcher for loopback servers. Without a rule all addresses may be dialled.
    ///
    /// - Parameter patience: by what the times of limits are multiplied. Beside a thousand other tests all takes long.
    static func test(
        _ addresses: AddressRule = .any, routes: [String: String] = [:], answers: [String: [String]] = [:],
        pool: TransferPool = .patient, patience: Double = 30,
        isPublic: @escaping @Sendable (IPAddress) -> Bool = \.isPublic
    ) -> Fetcher {
        Fetcher(
            addresses: addresses, userAgent: "Martlet tests", routes: routes, answers: answers, pool: pool,
            patience: patience, isPublic: isPublic)
    }

    /// A fetcher to which 127.0.0.1 is the only public address, and 127.0.0.2 a private one.
    static func guarded(routes: [String: String] = [:], answers: [String: [String]] = [:]) -> Fetcher {
        test(.publicOnly, routes: routes, answers: answers) { $0 == IPAddress("127.0.0.1") }
    }

    /// The reason for which a fetch fails; `nil` when it doesn't.
    func failure(_ request: FetchRequest) async throws -> FetchError.Reason? {
        do {
            _ = try await fetch(request)
            return nil
        } catch let error as FetchError {
            return error.reason
        }
    }
}

extension FetchResponse {
    var text: String { String(decoding: body, as: UTF8.self) }
}
