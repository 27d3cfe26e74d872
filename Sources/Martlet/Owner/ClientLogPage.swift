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

    /// Proven requests by client, then those of whoever only says to be somebody; requests of nobody known at the end.
    private static func byClient(_ requests: [ClientRequest]) -> [[ClientRequest]] {
        struct Key: Hashable {
            let client: String
            let isProven: Bool
        }
        var order: [Key] = []
        var groups: [Key: [ClientRequest]] = [:]
        for request in requests {
            let key = Key(client: request.client, isProven: request.isProven)
            if groups[key] == nil { order.append(key) }
            groups[key, default: []].append(request)
        }
        let unknown = Key(client: "unknown", isProven: false)
        let claimed = order.filter { !$0.isProven && $0 != unknown }.prefix(20)
        let shown = order.filter(\.isProven).prefix(50) + claimed + order.filter { $0 == unknown }
        return shown.compactMap { groups[$0] }
    }

    private func client(_ requests: [ClientRequest]) -> [String: Any] {
        let client = requests.first?.client ?? ""
        let isProven = requests.first?.isProven ?? false
        let isAddress = client.hasPrefix("https://") || client.hasPrefix("http://")
        var name = names[client] ?? (isAddress ? EndpointFinder.withoutScheme(client) : client)
        if !isProven { name = client == "unknown" ? "Nobody known" : "Somebody who says to be \(name)" }
        return [
            "name": name, "id": isAddress ? client : "", "hasID": isAddress,
            "requests": requests.prefix(20).map(request),
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
