/// The values of `client-log.mustache`: what apps asked lately, by app, the one seen last first.
struct ClientLogPage: Page {
    static let template = "client-log"

    let frame: OwnerFrame
    /// Newest first.
    let requests: [ClientRequest]
    /// What clients call themselves, by `client_id`.
    let names: [String: String]
    let clock: Clock

    var values: [String: Any] {
        var values = frame.values(title: "Apps")
        let clients = Self.byClient(requests)
        values["clients"] = clients.map(client)
        values["hasClients"] = !clients.isEmpty
        return values
    }

    private static func byClient(_ requests: [ClientRequest]) -> [[ClientRequest]] {
        var order: [String] = []
        var groups: [String: [ClientRequest]] = [:]
        for request in requests {
            if groups[request.client] == nil { order.append(request.client) }
            groups[request.client, default: []].append(request)
        }
        let all = order.compactMap { groups[$0] }
        // Whoever only claims to be somebody comes after those who are.
        return Array(
            (all.filter { $0.contains(where: \.isProven) } + all.filter { !$0.contains(where: \.isProven) }).prefix(50))
    }

    private func client(_ requests: [ClientRequest]) -> [String: Any] {
        let client = requests.first?.client ?? ""
        let isAddress = client.hasPrefix("https://") || client.hasPrefix("http://")
        return [
            "name": names[client]
                ?? (isAddress ? EndpointFinder.withoutScheme(client) : client == "unknown" ? "Nobody known" : client),
            "id": isAddress ? client : "", "hasID": isAddress, "requests": requests.prefix(20).map(request),
        ]
    }

    private func request(_ request: ClientRequest) -> [String: Any] {
        var values: [String: Any] = ["what": request.what, "outcome": String(request.status)]
        values.setTime("at", request.requestedAt, clock)
        values["isRefused"] = request.status >= 400 || request.reason != nil
        values["reason"] = request.reason ?? ""
        values["hasReason"] = request.reason != nil
        values["message"] = request.message ?? ""
        return values
    }
}
