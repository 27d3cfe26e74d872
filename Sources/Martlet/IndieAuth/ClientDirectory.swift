import Fetch
import IndieWeb
import Markup

/// Reads what clients say of themselves at their `client_id`, and keeps it for a while.
///
/// Nothing is asked of a client on the machine of its user, whose address leads elsewhere from here. Redirects aren't
/// followed, and neither faults nor refusals are kept.
///
/// - SeeAlso: <https://indieauth.spec.indieweb.org/#client-information-discovery>
struct ClientDirectory: Sendable {
    /// What is known of a client when the owner is asked.
    struct Details: Sendable {
        let information: ClientInformation?
        /// Why there is no information, in a sentence.
        let problem: String?
    }

    private let fetcher: Fetcher
    private let clock: Clock
    private let allowsLocal: Bool
    private let known = ShortMemory<ClientID, ClientInformation>(most: 64)

    /// Bytes of a page; of metadata a tenth is plenty.
    private static let mostBytes = 256 * 1024
    private static let (keptSeconds, mostSeconds): (Int64, Int64) = (600, 3600)

    /// - Parameter allowsLocal: whether clients on this machine are asked too: with the development switch only.
    init(fetcher: Fetcher, clock: Clock, allowsLocal: Bool) {
        self.fetcher = fetcher
        self.allowsLocal = allowsLocal
        self.clock = clock
    }

    /// What a client says of itself. Never fails: what can't be read is named as the problem.
    func details(of client: ClientID) async -> Details {
        let now = clock.now()
        if let information = known.value(client, at: now) { return Details(information: information, problem: nil) }
        guard !client.isLoopback || allowsLocal else {
            return Details(
                information: nil, problem: "The app is on the machine of its user: nothing can be asked there.")
        }
        do {
            return try await read(client, at: now)
        } catch {
            return Details(information: nil, problem: (error as? FetchError)?.description ?? "\(error)")
        }
    }

    private func read(_ client: ClientID, at now: Int64) async throws -> Details {
        var limits = FetchLimits()
        limits.bytes = Self.mostBytes
        limits.seconds = 5
        let response = try await fetcher.fetch(
            FetchRequest(
                client.url.description, accept: "application/json, text/html;q=0.9, */*;q=0.1", limits: limits))
        guard response.status == 200 else {
            return Details(information: nil, problem: "The app's address answers with the status \(response.status).")
        }
        let type = response["content-type"].flatMap { MediaTypeHeader($0) }
        let information: ClientInformation
        do {
            if type?.isJSON == true {
                information = try ClientInformation.parse(json: response.body, clientID: client)
            } else {
                information = ClientInformation.parse(
                    html: HTMLTree(response.body, charset: type?.parameter("charset")),
                    linkHeaders: response.values("link"),
                    url: response.url, clientID: client)
            }
        } catch {
            return Details(information: nil, problem: error.description)
        }
        keep(information, of: client, cacheControl: response["cache-control"] ?? "", at: now)
        return Details(information: information, problem: nil)
    }

    private func keep(_ information: ClientInformation, of client: ClientID, cacheControl: String, at now: Int64) {
        let rules = cacheControl.lowercased().split(separator: ",").map { $0.filter { $0 != " " } }
        let age = rules.first { $0.hasPrefix("max-age=") }.flatMap { Int64($0.dropFirst("max-age=".count)) }
        let seconds = rules.contains("no-store") || rules.contains("no-cache") ? 0 : age ?? Self.keptSeconds
        if seconds > 0 { known.keep(information, for: client, from: now, seconds: min(seconds, Self.mostSeconds)) }
    }
}
